"""What the builders of pages share, and the museum's own pages."""

from datetime import time

from collection.models import CollectionIndexPage, MakerIndexPage, RoomIndexPage
from core.models import StoryPage
from demo.builders.base import Builder, day_in
from events.models import EventIndexPage
from home.models import (
    ContactPage,
    CooperationPage,
    HomePage,
    OpportunityIndexPage,
    OpportunityPage,
    PeoplePage,
    PressRoomPage,
    StandardPage,
    VisitPage,
)
from news.models import NewsIndexPage


class PageBuilder(Builder):
    """A builder of pages.

    Attributes:
        models: the page types by the names that the facts use.
        parent: id of the page below which all items stand, unless an item says otherwise.
    """

    models = {}
    parent = None
    row_fields = {"related_pages": "page"}

    def model_of(self, item):
        try:
            return self.models[item.facts["page_type"]]
        except KeyError:
            raise item.error(f"there is no page type “{item.facts.get('page_type')}” here") from None

    def parent_of(self, item):
        """Return the id of the museum's page above an item, or ``None`` for a home page."""
        return item.facts.get("parent", self.parent)

    def published_at(self, item):
        """Return when an item was first published, or ``None`` for the moment of loading."""
        return item.facts.get("date")


class MuseumPageBuilder(PageBuilder):
    """Homes, index pages and the pages that tell of the museum."""

    section = "pages"
    title = "The museum's pages"
    models = {
        model.__name__: model
        for model in (
            HomePage, NewsIndexPage, EventIndexPage, CollectionIndexPage, RoomIndexPage,
            MakerIndexPage, CooperationPage, PeoplePage, VisitPage, StandardPage, ContactPage, OpportunityIndexPage,
            PressRoomPage,
        )
    }  # fmt: skip

    def is_frame(self, item):
        """Return whether others stand below the page, and it leads to none by itself."""
        return not issubclass(self.model_of(item), StoryPage)

    def prepared(self, instance, item, language, world):
        words = item.words[language]
        if isinstance(instance, StoryPage) and "introduction" in words:
            words = {"summary" if name == "introduction" else name: text for name, text in words.items()}
        return item.facts, words


class OpportunityBuilder(PageBuilder):
    """Vacancies, tenders and open calls, dated from the day of loading so that some are open and some are past."""

    section = "opportunities"
    title = "Vacancies and tenders"
    parent = "opportunities"

    def model_of(self, item):
        return OpportunityPage

    def prepared(self, instance, item, language, world):
        facts = dict(item.facts)
        for name in ("date", "deadline"):
            if f"{name}_in_days" in facts:
                facts[name] = day_in(world, facts.pop(f"{name}_in_days"))
        if "deadline_time" in facts:
            facts["deadline_time"] = time.fromisoformat(facts["deadline_time"])
        return facts, item.words[language]

    def published_at(self, item):
        return None
