"""Works and rooms as schema.org knows them."""

from django.utils.translation import gettext as _

from core.jsonld import main_picture, museum, node, picture, ref, rights, thing_id
from core.serving import absolute

# Codes of UN/CEFACT Recommendation 20.
UNITS = {"mm": "MMT", "cm": "CMT", "m": "MTR"}
NAMED = ("height", "width", "depth")
PICTURES = 4  # besides the main one


def work(page, context):
    """Return the nodes of a work: the work itself, and the collection that it belongs to.

    Who made it is stated only where nobody doubts it; a demonstration record says that it is one, and belongs to none.

    Args:
        page: ``HighlightPage``.
        context: what its template is given.
    """
    address = context["canonical"]
    collection = absolute("/#collection")
    record = context["record"]
    sizes = dict(record.quantities)
    others = [row for row in context["images"] if row.image != page.picture][:PICTURES]
    shown = [picture(row.image, f"{address}#picture-{row.image_id}", row.alt) for row in others]
    nodes = [
        node(
            "VisualArtwork",
            thing_id("work", page),
            name=page.title,
            description=page.summary,
            url=address,
            mainEntityOfPage=ref(address),
            disambiguatingDescription=_("This is a demonstration record, not a work in the collection.")
            if page.is_demonstration
            else None,
            creator=record.creators,
            dateCreated=period(*page.years),
            artform=page.object_type and page.object_type.name,
            artMedium=record.materials or page.technique,
            **{name: sizes.pop(name, None) for name in NAMED},
            size=list(sizes.values()),
            identifier=page.accession_number
            and node("PropertyValue", propertyID=_("Accession number"), value=page.accession_number),
            image=[image for image in (main_picture(page.picture, context), *shown) if image],
            creditText=page.credit_line,
            isPartOf=None if page.is_demonstration else ref(collection),
            **rights(page.rights),
        )
    ]
    if not page.is_demonstration and len(context["crumbs"]) > 2:
        title, path = context["crumbs"][1]
        nodes.append(node("Collection", collection, name=title, url=absolute(path), publisher=museum()))
    return nodes


def quantity(row):
    """Return a dimension as ``QuantitativeValue``."""
    value = int(row.value) if row.value == int(row.value) else float(row.value)
    name = row.get_kind_display()
    return node("QuantitativeValue", name=name, value=value, unitCode=UNITS[row.unit], unitText=row.unit)


def period(earliest, latest):
    """Return years in ISO 8601: 1938, or 1890/1900; nothing unless both are known."""
    if earliest is None or latest is None:
        return None
    return iso_year(earliest) if earliest == latest else f"{iso_year(earliest)}/{iso_year(latest)}"


def iso_year(year):
    """Return a year of ours in ISO 8601, which has a year 0: the one before the year 1."""
    return f"{year:04}" if year > 0 else f"{year + 1:05}" if year < -1 else "0000"


def room(item, works):
    """Return a room of the museum, with the works that its page shows.

    Args:
        item: ``Room``.
        works: ``HighlightPage`` objects.
    """
    return [
        node(
            "Place",
            thing_id("room", item),
            name=item.title,
            description=item.place,
            containedInPlace=museum(),
            mainEntityOfPage=(item.live and ref(absolute(item.get_url()))) or None,
        ),
        *([_list(item, works)] if works else []),
    ]


def _list(item, works):
    return node(
        "ItemList",
        thing_id("room", item, "works"),
        name=item.title,
        numberOfItems=len(works),
        itemListElement=[
            node("ListItem", position=number, url=absolute(work.get_url()), name=work.title)
            for number, work in enumerate(works, 1)
        ],
    )
