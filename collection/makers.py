"""The makers of a language from A to Z, and what each of them made."""

from dataclasses import dataclass
from operator import attrgetter

from collection.catalogue import catalogue
from collection.listing import works_for_cards
from core.cache import kept
from core.collation import OTHER, alphabet, by_initial
from core.i18n import locale_id
from partners.models import Person

SHOWN = 8  # works on a maker's own page; the rest is in the collection


@dataclass(frozen=True, slots=True)
class Maker:
    name: str
    life_dates: str
    url: str
    works: int


@kept("makers")
def makers_by_letter(language):
    """Return every letter of a language's alphabet with its makers: ``[(letter, [Maker, …]), …]``, “#” last if needed.

    A letter without makers has an empty list. Makers are the public people with that role.
    """
    locale = locale_id(language)
    works = catalogue(locale)
    makers = []
    people = Person.objects.filter(locale_id=locale, live=True, is_maker=True).order_by("sort_key", "pk")
    for person in people.defer("biography"):
        if url := person.get_url():
            count = works.count("maker", person.translation_key)
            makers.append(Maker(person.name, person.life_dates, url, count))
    found = dict(by_initial(makers, language, attrgetter("name")))
    others = [(OTHER, found[OTHER])] if OTHER in found else []
    return [*((letter, found.get(letter, [])) for letter in alphabet(language)), *others]


def works_by(person):
    """Return what a person's page shows of their works.

    Returns:
        dict: ``works`` (pages for cards), ``count`` of all, ``all_query`` that leads to all in the collection;
        empty if there is none.
    """
    keys = catalogue(person.locale_id).of("maker", person.translation_key)
    if not keys:
        return {}
    return {
        "works": works_for_cards(keys[:SHOWN]),
        "count": len(keys),
        "all_url": f"{collection_url(person.locale_id)}?maker={person.translation_key}",
    }


@kept("collection-url")
def collection_url(locale):
    """Return the path of the collection's index in a language (primary key of its Locale), or an empty string."""
    from collection.models import CollectionIndexPage

    page = CollectionIndexPage.objects.live().filter(locale_id=locale).first()
    return page.get_url() if page else ""
