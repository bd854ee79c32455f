"""The rooms of a language as a plan knows them, kept until somebody publishes."""

from dataclasses import dataclass

from collection.catalogue import catalogue
from core.cache import kept


@dataclass(frozen=True, slots=True)
class Door:
    """A room as others lead to it: ``works`` is how many are on show there."""

    number: int
    name: str
    title: str
    url: str
    floor: str
    building: str
    works: int


@kept("rooms")
def doors(locale_id):
    """Return the live rooms of a language that have an address, as ``{number: Door}`` in order."""
    from collection.models import Room

    works = catalogue(locale_id)
    rooms = Room.objects.filter(locale_id=locale_id, live=True).order_by("number")
    return {
        room.number: Door(
            *(room.number, room.name, str(room), url),
            *(room.floor, room.building, works.count("room", room.number)),
        )
        for room in rooms
        if (url := room.get_url())
    }


def plan(locale_id):
    """Return the rooms as they lie: ``[(building and floor, [Door, …]), …]``; what is not known is left out.

    The order is that of the lowest number of each floor; rooms of which no floor is known come last.
    """
    places = {}
    for door in doors(locale_id).values():
        places.setdefault((door.building, door.floor), []).append(door)
    known = sorted(places.items(), key=lambda item: (not any(item[0]), item[1][0].number))
    return [(", ".join(filter(None, place)), rooms) for place, rooms in known]


def neighbours(locale_id, number):
    """Return the rooms before and after a number, each a ``Door`` or ``None``."""
    rooms = list(doors(locale_id).values())
    before = [door for door in rooms if door.number < number]
    after = [door for door in rooms if door.number > number]
    return before[-1] if before else None, after[0] if after else None
