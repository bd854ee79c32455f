"""The sixty rooms in four languages. Nothing is known of them but their numbers, so that nothing is translated."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from collection.models import Room
from collection.models.rooms import ROOMS
from core.slugs import ascii_slug
from demo.builders.base import stable_id
from demo.indexing import index_things
from demo.models import DemoRecord, fingerprints
from demo.texts import LANGUAGES

# The addresses must not depend on whether the interface words are compiled.
NAMES = {"az": "Zal {}", "en": "Room {}", "ka": "დარბაზი {}", "tr": "Salon {}"}


def keys():
    """Return the ``(key, language)`` of all rooms."""
    return [(f"rooms/{number}", language) for language in LANGUAGES for number in range(1, ROOMS + 1)]


@transaction.atomic
def load(world):
    """Make the rooms that were never loaded and that nobody has made. Return how many."""
    made = 0
    for language in LANGUAGES:
        locale = Locale.objects.get(language_code=language)
        there = set(Room.objects.filter(locale=locale).values_list("number", flat=True))
        numbers = [
            number
            for number in range(1, ROOMS + 1)
            if number not in there and (f"rooms/{number}", language) not in world.records
        ]
        rooms = Room.objects.bulk_create(_room(number, language, locale) for number in numbers)
        kind = ContentType.objects.get_for_model(Room)
        prints = fingerprints(Room, [room.pk for room in rooms])
        records = DemoRecord.objects.bulk_create(
            DemoRecord(
                key=f"rooms/{room.number}",
                language=language,
                content_type=kind,
                object_id=str(room.pk),
                fingerprint=prints[room.pk],
                complete=True,
            )
            for room in rooms
        )
        world.records |= {(record.key, record.language): record for record in records}
        index_things(rooms)
        made += len(rooms)
    return made


def _room(number, language, locale):
    now = timezone.now()
    return Room(
        number=number,
        locale=locale,
        translation_key=stable_id("rooms", number),
        slug=ascii_slug(NAMES[language].format(number)),
        live=True,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
    )
