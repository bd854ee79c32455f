"""All works of a language at a glance: how many there are of each kind, within any other choice, without a query.

Read with a few slim queries after a publication, and kept until the next. Works stand in the order of their titles;
what is of a kind is one number in which bit 7 stands for the work of place 7. “Carpets of the 19th century in room 12”
is then an ``&`` of three numbers, and counting its ones takes microseconds however many works there are.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext, override

from collection.periods import centuries, century_name
from core.cache import kept
from core.collation import sort_key
from core.i18n import language_of, public

UNKNOWN = "unknown"  # maker
ORDERS = ("title", "oldest", "newest", "added")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that works may have in common.

    Attributes:
        value: key in addresses, the same in every language.
        label: what readers of the language call it.
        works: the places of the works that have it, as bits.
    """

    value: str
    label: str
    works: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The public works of one language.

    Attributes:
        keys: primary keys in the order of the titles.
        orders: by name of the order, the places of all works in it.
        facets: by name, ``{value: Choice}`` in the order in which they are shown.
        makers: by primary key, the makers as a label names them, if any are known.
    """

    keys: list
    orders: dict
    facets: dict
    makers: dict

    @property
    def all(self):
        return (1 << len(self.keys)) - 1

    def fitting(self, chosen, without=None):
        """Return the works that fit all chosen values ``{facet: value}``, as bits; one facet may be left out."""
        works = self.all
        for facet, value in chosen.items():
            if facet != without:
                works &= self.facets[facet][value].works
        return works

    def count(self, facet, value):
        choice = self.facets[facet].get(str(value))
        return choice.works.bit_count() if choice else 0

    def sorted(self, works, order="title"):
        """Return the primary keys of works (bits) in one of ``ORDERS``."""
        flags = f"{works:0{len(self.keys)}b}"[::-1]
        return [self.keys[place] for place in self.orders[order] if flags[place] == "1"]

    def of(self, facet, value):
        """Return the primary keys of the works with a value, by title; none if no work has it."""
        choice = self.facets[facet].get(str(value))
        return self.sorted(choice.works) if choice else []

    def neighbours(self, key, works=None):
        """Return the keys of the works before and after one, by title, each ``None`` at an end.

        Args:
            key: primary key of a work.
            works: bits of those to walk through; by default all.
        """
        if key not in self.keys:
            return None, None
        place = self.keys.index(key)
        works = self.all if works is None else works
        before, after = works & ((1 << place) - 1), works >> (place + 1)
        return (
            self.keys[before.bit_length() - 1] if before else None,
            self.keys[place + (after & -after).bit_length()] if after else None,
        )

    def akin(self, key, limit, without=()):
        """Return keys of works that go with one: by the same maker, then of its school and type, then in its room.

        Of many alike those are taken that follow it in the order of titles, so that not every carpet leads to the
        same four.

        Args:
            key: primary key of a work.
            limit: how many at most.
            without: keys that are shown already.
        """
        if key not in self.keys or limit < 1:
            return []
        place = self.keys.index(key)
        own = {
            facet: [choice.works for choice in choices.values() if choice.works >> place & 1]
            for facet, choices in self.facets.items()
        }
        if (unknown := self.facets["maker"].get(UNKNOWN)) and unknown.works >> place & 1:
            own["maker"] = []
        both = [school & kind for school in own["school"] for kind in own["type"]]
        found, size = [], len(self.keys)
        for works in (*own["maker"], *both, *own["school"], *own["type"], *own["room"]):
            works &= ~(1 << place)
            works = (works >> place) | (works << (size - place))  # begins with this one, and comes round
            while works and len(found) < limit:
                bit = (works & -works).bit_length() - 1
                works &= works - 1
                other = self.keys[(place + bit) % size]
                if other not in found and other not in without:
                    found.append(other)
        return found


@kept("catalogue")
def catalogue(locale_id):
    """Return the ``Catalogue`` of a language."""
    from collection.models import HighlightMaker, HighlightPage, ObjectType, Room, School

    pages = public(HighlightPage.objects.filter(locale_id=locale_id))
    fields = ("pk", "earliest_year", "latest_year", "object_type_id", "school_id", "room_id")
    rows = list(
        pages.order_by("sort_key", "pk").values_list(
            *fields, "display_status", "unknown_maker", "first_published_at"
        )
    )
    bit = {row[0]: 1 << place for place, row in enumerate(rows)}
    found = {name: defaultdict(int) for name in ("type", "school", "room", "period", "maker")}
    for pk, earliest, latest, kind, school, room, status, unknown, _published in rows:
        on_show = room if status == HighlightPage.Display.ON_DISPLAY else None
        for name, value in (("type", kind), ("school", school), ("room", on_show)):
            if value:
                found[name][value] |= bit[pk]
        for number in centuries(earliest, latest):
            found["period"][number] |= bit[pk]
        if unknown:
            found["maker"][UNKNOWN] |= bit[pk]
    makers = defaultdict(list)
    names = {}
    for row in (
        HighlightMaker.objects.filter(page__locale_id=locale_id)
        .select_related("person")
        .order_by("sort_order", "pk")
    ):
        if row.page_id in bit:
            person = row.person
            found["maker"][person.translation_key] |= bit[row.page_id]
            names[person.translation_key] = person.sort_key, person.name
            makers[row.page_id].append(row)
    locale = _Locale(locale_id)
    with override(language_of(locale)):
        facets = {
            "type": _terms(ObjectType, found["type"], locale),
            "period": [
                Choice(str(number), century_name(number), works)
                for number, works in sorted(found["period"].items())
            ],
            "school": _terms(School, found["school"], locale),
            "room": [
                Choice(str(room.number), str(room), found["room"][room.pk])
                for room in Room.objects.filter(pk__in=found["room"]).order_by("number")
            ],
            "maker": [
                Choice(str(key), name, found["maker"][key])
                for key, (_order, name) in sorted(names.items(), key=lambda item: item[1])
            ],
        }
        if works := found["maker"].get(UNKNOWN):
            facets["maker"].append(Choice(UNKNOWN, gettext("unknown maker"), works))
        lines = {pk: ", ".join(row.in_words for row in of_work) for pk, of_work in makers.items()}
    return Catalogue(
        keys=[row[0] for row in rows],
        orders=_orders(rows),
        facets={name: {choice.value: choice for choice in choices} for name, choices in facets.items()},
        makers=lines,
    )


@dataclass(frozen=True)
class _Locale:
    locale_id: int


def _terms(model, found, locale):
    """Return the choices of a vocabulary in alphabetical order; two terms of one translation key count as one."""
    choices = {}
    for term in model.objects.filter(pk__in=found):
        value = str(term.translation_key)
        works = found[term.pk] | (choices[value].works if value in choices else 0)
        choices[value] = Choice(value, term.name, works)
    return sorted(choices.values(), key=lambda choice: sort_key(choice.label, language_of(locale)))


def _orders(rows):
    places = range(len(rows))

    def years(place):
        return [year for year in rows[place][1:3] if year is not None]

    undated = [place for place in places if not years(place)]
    dated = [place for place in places if years(place)]
    return {
        "title": list(places),
        "oldest": sorted(dated, key=lambda place: (min(years(place)), place)) + undated,
        "newest": sorted(dated, key=lambda place: (-max(years(place)), place)) + undated,
        "added": sorted(
            places, key=lambda place: (-rows[place][-1].timestamp() if rows[place][-1] else 0, place)
        ),
    }
