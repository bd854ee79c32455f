"""What ids of the text files stand for: the things in the database that were loaded for them."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from collection.models import Material, ObjectType, Room, School
from demo.models import DemoRecord, fingerprints
from demo.texts import SOURCE
from partners.models import CooperationArea, Institution, Person

_SECTIONS = {
    Institution: "institutions",
    Person: "people",
    CooperationArea: "areas",
    ObjectType: "object_types",
    Material: "materials",
    School: "schools",
}
_PAGE_SECTIONS = ("pages", "news", "training", "highlights", "events", "opportunities")


class World:
    """Finds loaded things by their ids, in the source language; each is fetched once.

    Args:
        library: all items, so that an id nobody has written can be told from one that a person has deleted.
        today: the day from which the dates of events are counted; by default the day of asking.
    """

    def __init__(self, library, today=None):
        self.library = library
        self.today = today or timezone.localdate()
        self.records = {(record.key, record.language): record for record in DemoRecord.objects.all()}
        self._things = {}

    def remember(self, key, things, complete=True):
        """Save that things were loaded, within the transaction that loads them.

        Args:
            key: of the item they were made of.
            things: ``{language: saved instance}``, of one model.
            complete: whether they are finished, or only begun.
        """
        if not things:
            return
        model = type(next(iter(things.values())))
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        prints = fingerprints(model, [thing.pk for thing in things.values()])
        for language, thing in things.items():
            record, _made = DemoRecord.objects.update_or_create(
                key=key,
                language=language,
                defaults={
                    "content_type": kind,
                    "object_id": str(thing.pk),
                    "fingerprint": prints[thing.pk],
                    "complete": complete,
                    "loaded_at": timezone.now(),
                },
            )
            self.records[key, language] = record
            self._things[key, language] = thing

    def get(self, key, language=SOURCE):
        """Return the thing loaded under a key, or ``None`` if there is none (any more)."""
        place = key, language
        if place not in self._things:
            record = self.records.get(place)
            self._things[place] = record and record.thing()
        return self._things[place]

    def resolve(self, model, value, item):
        """Return what an id in the facts of ``item`` stands for, or ``None`` if a person has deleted it."""
        if issubclass(model, Page):
            return self.page(value, item)
        if issubclass(model, get_image_model()):
            return self.image(value, item)
        if issubclass(model, get_document_model()):
            return self.get(f"documents/{value}", "")
        if issubclass(model, Room):
            return self.get(f"rooms/{value}")
        section = _SECTIONS[model]
        if value not in self.library.everything[section]:
            raise item.error(f"there is no “{value}” in {section}")
        return self.get(f"{section}/{value}")

    def page(self, id, item):
        """Return the page of an id in the source language, from whichever section has it."""
        for section in _PAGE_SECTIONS:
            if id in self.library.everything[section]:
                return self.get(f"{section}/{id}")
        raise item.error(f"there is no page “{id}”")

    def image(self, design, item):
        """Return the picture of a design."""
        if (f"images/{design}", "") not in self.records:
            raise item.error(f"there is no picture “{design}”")
        return self.get(f"images/{design}", "")
