"""Demonstration works of the collection."""

from collection.models import HighlightPage
from demo.builders.pages import PageBuilder


class HighlightBuilder(PageBuilder):
    section = "highlights"
    title = "Highlights"
    parent = "collection"
    renames = PageBuilder.renames | {"room_number": "room", "images.design": "image"}
    row_fields = PageBuilder.row_fields | {"materials": "material"}

    def model_of(self, item):
        return HighlightPage

    def prepared(self, instance, item, language, world):
        facts = dict(item.facts)
        if not facts.get("is_demonstration"):
            raise item.error("every work of this set is a demonstration record and says so")
        # Statements of rights are identifiers, and their bodies write them with http.
        facts["rights"] = facts["rights"].replace("https://", "http://")
        # The first image also stands for the work in lists.
        if facts.get("images"):
            facts["lead_image"] = facts["images"][0]["design"]
        return facts, item.words[language]
