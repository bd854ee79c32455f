"""Institutions and people as schema.org knows them."""

from django.utils.translation import gettext as _

from core.jsonld import main_picture, museum, node, postal_address, public_url, thing_id

TYPES = {
    "museum": ["Museum", "Organization"],
    "gallery": ["Museum", "Organization"],
    "university": "CollegeOrUniversity",
    "ministry": "GovernmentOrganization",
    "city": "GovernmentOrganization",
}


def institution(item):
    """Return an institution as other pages name it; the museum itself, which may be among them, by its one name."""
    if item.name == _("Azerbaijan National Art Museum"):
        return museum()
    return node(
        TYPES.get(item.kind, "Organization"),
        thing_id("institution", item),
        name=item.name,
        mainEntityOfPage=public_url(item),
    )


def institution_in_full(item, context):
    """Return an institution as its own page shows it. What the museum is, every page states already."""
    if (said := institution(item)) == museum():
        return said
    same = [
        item.ror,
        item.isni and f"https://isni.org/isni/{item.isni}",
        item.wikidata and f"http://www.wikidata.org/entity/{item.wikidata}",
    ]
    return said | node(
        TYPES.get(item.kind, "Organization"),
        alternateName=item.short_name,
        url=item.website,
        address=postal_address(city=item.city, country=item.country),
        logo=main_picture(item.logo, context),
        sameAs=[address for address in same if address],
    )


def venue(item, name="", city="", country=""):
    """Return a place where something happens: an institution's house, a hall by its name, or a city.

    Args:
        item: ``Institution`` or ``None``.
        name: hall or building.
        city, country: where; an institution's own if they are not given.
    """
    hall = name or (item.name if item else "") or city
    if not hall:
        return None
    address = postal_address(
        city=city or (item.city if item else ""), country=country or (item.country if item else "")
    )
    return node("Place", name=hall, address=address)


def person(item):
    """Return a person as other pages name them."""
    return node("Person", thing_id("person", item), name=item.title, mainEntityOfPage=public_url(item))


def person_in_full(item, context):
    """Return a person as their own page shows them, with every spelling of the name."""
    same = [
        item.wikidata and f"http://www.wikidata.org/entity/{item.wikidata}",
        item.ulan and f"http://vocab.getty.edu/ulan/{item.ulan}",
        item.viaf and f"https://viaf.org/viaf/{item.viaf}",
    ]
    return person(item) | node(
        "Person",
        alternateName=list(dict.fromkeys(row.text for row in context["names"] if row.text != item.title)),
        jobTitle=item.title_text,
        worksFor=institution(item.institution) if item.institution else None,
        birthDate=_day(item.birth_date, item.birth_year),
        birthPlace=item.birth_place and node("Place", name=item.birth_place),
        deathDate=_day(item.death_date, item.death_year),
        deathPlace=item.death_place and node("Place", name=item.death_place),
        image=main_picture(item.portrait, context),
        sameAs=[address for address in same if address],
    )


def _day(day, year):
    """Return the day, or the year alone, in ISO 8601."""
    return day.isoformat() if day else year and f"{year:04}"
