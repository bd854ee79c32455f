"""What International cooperation shows at a glance: who, from which countries, in which areas, and what came of it.

Here, because only from here partners and news are seen together.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.cache import kept
from core.collation import sort_key
from core.facets import Facets
from core.i18n import LANGUAGES, locale_id, public
from home.knots import draw
from news import kinds
from news.facets import facets_of
from news.models import AgreementArea, AgreementPage, AgreementParty, NewsIndexPage
from partners.models import Institution, Person
from partners.models.institutions import country_name


@dataclass
class Cooperation:
    """The partners of one language, without the museum itself.

    Attributes:
        facets: ``Facets`` of the partners by ``country``, ``area`` and ``kind``.
        areas: ``{translation key: name}`` of the areas that agreements with them name, in alphabetical order.
        parties: ``{area's translation key: translation keys of the partners}``.
        news: ``{partner's translation key: {kind of news: number}}``.
        totals: ``{kind of news: number}`` of the whole language.
        own: ISO code of the museum's country, or an empty string.
    """

    facets: Facets
    areas: dict
    parties: dict
    news: dict
    totals: dict
    own: str


class CountryLink(NamedTuple):
    """A country of the list and of the map: where it leads, and whether the list is narrowed to it."""

    code: str
    name: str
    number: int
    query: str
    chosen: bool


def partners(locale):
    """Return the queryset of the live institutions of a language that the museum works with."""
    return Institution.objects.filter(locale_id=locale, live=True, is_own=False)


@kept("cooperation")
def cooperation(locale):
    """Return the ``Cooperation`` of a language, given the key of its Locale; kept until the next publication."""
    areas, parties = _areas(locale)
    rows = []
    for key, country, kind in partners(locale).values_list("translation_key", "country", "kind"):
        of = {area for area, keys in parties.items() if str(key) in keys}
        rows.append({"country": {country} - {""}, "kind": {kind}, "area": of})
    index = public(NewsIndexPage.objects.filter(locale_id=locale)).first()
    news, totals = {}, {}
    if index:
        facets = facets_of(index)
        totals = dict(facets.values("kind"))
        for row in facets.rows:
            for key in row["partner"]:
                news.setdefault(key, Counter()).update(row["kind"])
    own = Institution.objects.filter(locale_id=locale, is_own=True).values_list("country", flat=True).first()
    return Cooperation(Facets(rows), areas, parties, news, totals, own or "")


def _areas(locale):
    """Return ``(areas, parties)`` of ``Cooperation``, from the public agreements of a language."""
    agreements = public(AgreementPage.objects.filter(locale_id=locale)).order_by().values("pk")
    institutions = {}
    rows = AgreementParty.objects.filter(page__in=agreements, institution__is_own=False)
    for page, key in rows.values_list("page", "institution__translation_key"):
        institutions.setdefault(page, set()).add(str(key))
    names, parties = {}, {}
    named = AgreementArea.objects.filter(page__in=agreements)
    for page, key, name in named.values_list("page", "area__translation_key", "area__name"):
        names[str(key)] = name
        parties.setdefault(str(key), set()).update(institutions.get(page, ()))
    language = next(code for code in LANGUAGES if locale_id(code) == locale)
    order = sorted(names, key=lambda key: sort_key(names[key], language))
    return {key: names[key] for key in order if parties[key]}, parties


@kept("roles")
def roles_of_people(locale):
    """Return the ``Facets`` of the live people of a language by ``role``; kept until the next publication."""
    roles = ("maker", "signatory", "curator", "speaker")
    people = Person.objects.filter(locale_id=locale, live=True)
    rows = people.values_list(*(f"is_{role}" for role in roles))
    return Facets(
        [{"role": {role for role, is_one in zip(roles, row, strict=True) if is_one}} for row in rows]
    )


def in_numbers(partner, known):
    """Return ``[(plural label, number)]``: how much news of each kind names a partner."""
    numbers = known.news.get(str(partner.translation_key), {})
    return [(label, numbers[name]) for name, label in kinds.choices() if numbers.get(name)]


def figures(known):
    """Return ``[(label, number)]`` of the whole, without what there is none of."""
    found = [
        (_("Partners"), len(known.facets.rows)),
        (_("Countries"), len(known.facets.values("country"))),
        (_("Agreements"), known.totals.get("agreements", 0)),
        (_("Exhibitions abroad, held or planned"), known.totals.get("exhibitions-abroad", 0)),
    ]
    return [(label, number) for label, number in found if number]


def map_of(known, countries):
    """Return ``(drawing, [(CountryLink, Country, whether it is the museum's own)])``, or ``None`` without a country.

    Args:
        known: ``Cooperation``.
        countries: ``CountryLink`` objects; the museum's own country is drawn too, even without a partner in it.
    """
    links = {link.code: link for link in countries}
    if links and known.own and known.own not in links:
        links[known.own] = CountryLink(known.own, country_name(known.own), 0, "", False)
    drawing = draw(tuple((link.code, link.name) for link in links.values())) if links else None
    if drawing is None:
        return None
    return drawing, [(links[place.code], place, place.code == known.own) for place in drawing.countries]
