"""schema.org for machines that read pages: one graph of linked nodes on each (JSON-LD 1.1, https://schema.org).

Builders are pure functions: an object and what its page has fetched already go in, nodes come out. A node is a plain
dict. A thing has the same ``@id`` in every language, made of its translation key; a page's is its own address.
"""

import json
import re
from itertools import groupby

from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core import pictures
from core.cache import kept
from core.dates import in_museum_time
from core.i18n import LANGUAGES, SOURCE_LANGUAGE, language_of
from core.models.images import Rights
from core.models.settings import SiteSettings
from core.serving import absolute, absolute_url

HEADLINE = 110  # characters, Google's limit
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LICENCES = {Rights.CC0, Rights.PUBLIC_DOMAIN, Rights.CC_BY, Rights.CC_BY_NC}
# A page may not end the element that the graph stands in, nor begin another; U+2028 and U+2029 end lines in scripts.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


# Nodes


def node(kind, key=None, **members):
    """Return a node without the members that say nothing: ``None``, empty texts, lists and dicts.

    Args:
        kind: its ``@type``, or several.
        key: its ``@id``.
    """
    said = {"@type": kind, **({"@id": key} if key else {})}
    return said | {name: value for name, value in members.items() if value or value is False or value == 0}


def ref(key):
    """Return the reference to a node that stands elsewhere."""
    return {"@id": key}


def thing_id(kind, thing, part=""):
    """Return the ``@id`` of a translatable thing, the same in every language.

    Args:
        kind: a word for what it is: ``"work"``, ``"person"``.
        thing: anything with a ``translation_key``.
        part: what tells a part of it from the others.
    """
    return absolute(f"/#{kind}-{thing.translation_key}{part and f'-{part}'}")


def museum():
    """Return the reference to the museum."""
    return ref(absolute("/#museum"))


def museum_place():
    """Return the museum as the place of an event: with its name and address, which calendars repeat."""
    address = postal_address(SiteSettings.current().address.in_language(get_language()[:2]), country="AZ")
    return node("Place", name=_("Azerbaijan National Art Museum"), address=address)


def public_url(snippet):
    """Return the absolute address of a snippet's page, or ``None`` if it has no public one."""
    path = snippet.get_url() if snippet.live else None
    return path and absolute(path)


def postal_address(street="", city="", country=""):
    """Return a ``PostalAddress`` of what is known, or ``None`` if nothing is."""
    known = node("PostalAddress", streetAddress=street, addressLocality=city, addressCountry=country)
    return known if len(known) > 1 else None


def moment(value):
    """Return a datetime in ISO 8601 with Baku's offset, to the second; a date as a date; ``None`` as ``None``."""
    value = in_museum_time(value)
    return value and (value.isoformat(timespec="seconds") if hasattr(value, "hour") else value.isoformat())


def headline(text):
    """Return a title of at most ``HEADLINE`` characters, cut between words."""
    if len(text) <= HEADLINE:
        return text
    return (
        re.sub(r"\s+\S*$", "", text[:HEADLINE]) + "…"
        if " " in text[:HEADLINE]
        else text[: HEADLINE - 1] + "…"
    )


def rights(uri):
    """Return the member that states rights: a licence is one, a statement of RightsStatements.org is not."""
    return {"license" if uri in LICENCES else "usageInfo": uri} if uri else {}


def largest_size(image):
    """Return the largest uncropped ``pictures.Size`` that was made of an image, or ``None``."""
    if not image:
        return None
    pictures.fetch_sizes([image])
    whole = (size for name, size in image.sizes.items() if name.startswith("width-"))
    return max(whole, key=lambda size: size.width, default=None)


def main_picture(image, context):
    """Return the reference to the page's main picture, which ``graph`` states, or ``None`` if there is none."""
    return ref(f"{context['canonical']}#picture") if largest_size(image) else None


def picture(image, key=None, alt="", kit=""):
    """Return an image as ``ImageObject`` in its largest whole size, or ``None`` if no size of it was made yet.

    Args:
        image: ``MuseumImage`` or ``None``.
        key: its ``@id``.
        alt: what stands for it here; by default its own alternative text.
        kit: path of the page where the press may take it, with its rights; empty if there is none.
    """
    largest = largest_size(image)
    if not largest:
        return None
    alt = alt or getattr(image, "contextual_alt_text", "") or image.default_alt_text
    url = absolute_url(largest.url)
    return node(
        "ImageObject",
        key,
        url=url,
        contentUrl=url,
        width=largest.width,
        height=largest.height,
        caption=alt,
        creditText=image.credit.or_source()[0],
        acquireLicensePage=kit and absolute(kit),
        **rights(image.rights),
    )


# The museum and its site, the same on every page of a language


def _hours(row):
    return {"opens": f"{row.opens:%H:%M}", "closes": f"{row.closes:%H:%M}"}


def weekly_hours(rows):
    """Return opening hours as nodes, weekdays with the same hours in one."""
    rows = sorted((row for row in rows if row.opens and row.closes), key=lambda row: (row.opens, row.closes))
    return [
        node(
            "OpeningHoursSpecification",
            dayOfWeek=[WEEKDAYS[day] for day in sorted(row.weekday for row in same)],
            **hours,
        )
        for hours, same in (
            (dict(pairs), list(group))
            for pairs, group in groupby(rows, lambda row: tuple(_hours(row).items()))
        )
    ]


def special_hours(rows, today):
    """Return the special days that are not over; a closed one is open from midnight to midnight, as Google reads it."""
    return [
        node(
            "OpeningHoursSpecification",
            validFrom=row.start.isoformat(),
            validThrough=(row.end or row.start).isoformat(),
            description=str(row.note),
            **({"opens": "00:00", "closes": "00:00"} if row.closed or not row.opens else _hours(row)),
        )
        for row in rows
        if (row.end or row.start) >= today
    ]


def answering(contact):
    """Return the members that say when somebody answers, and in which languages.

    Args:
        contact: ``ContactPoint`` or ``PressContact``: anything with ``weekdays``, ``opens``, ``closes``, ``languages``.
    """
    days = [WEEKDAYS[day] for day in contact.weekdays]
    hours = node("OpeningHoursSpecification", dayOfWeek=days, **_hours(contact)) if days else None
    return {"hoursAvailable": hours, "availableLanguage": list(contact.languages)}


def press_office(contact):
    """Return the museum as the source of a release, with the ``PressContact`` for it; ``None`` if nobody is named."""
    return contact and node(
        "Organization",
        museum()["@id"],
        name=_("Azerbaijan National Art Museum"),
        contactPoint=node(
            "ContactPoint",
            contactType="press",
            name=contact.name,
            email=contact.email,
            telephone=contact.phone,
            **answering(contact),
        ),
    )


def museum_node(known, today):
    """Return the museum in the active language, as far as the settings say: nothing is added.

    Args:
        known: ``SiteSettings`` with its rows.
        today: a date; special days before it are left out.
    """
    language = get_language()[:2]
    names = {}
    for code in LANGUAGES:
        with override(code):
            names[code] = _("Azerbaijan National Art Museum")
    located = known.latitude is not None and known.longitude is not None
    return node(
        ["Museum", "Organization"],
        absolute("/#museum"),
        name=names.pop(language),
        alternateName=list(names.values()),
        url=absolute(f"/{language}/"),
        logo=node("ImageObject", url=absolute_url(static("img/icon-512.png")), width=512, height=512),
        image=absolute_url(static("img/share.png")),
        foundingDate=str(known.founded),
        address=postal_address(known.address.in_language(language), country="AZ")
        if known.address.in_language(language)
        else None,
        geo=node("GeoCoordinates", latitude=float(known.latitude), longitude=float(known.longitude))
        if located
        else None,
        telephone=known.phone,
        email=known.email,
        openingHoursSpecification=weekly_hours(known.opening_hours.all()),
        specialOpeningHoursSpecification=special_hours(known.special_days.all(), today),
        contactPoint=[
            node(
                "ContactPoint",
                contactType=row.get_kind_display(),
                name=str(row.name),
                email=row.email,
                telephone=row.phone,
                **answering(row),
            )
            for row in known.contacts.all()
            if row.email or row.phone
        ],
    )


def website_node():
    """Return the site, with the address that searches it in the active language."""
    search = absolute(f"/{get_language()[:2]}/search/?q={{search_term_string}}")
    return node(
        "WebSite",
        absolute("/#website"),
        name=_("Azerbaijan National Art Museum"),
        url=absolute("/"),
        inLanguage=LANGUAGES,
        publisher=museum(),
        potentialAction=node(
            "SearchAction",
            target=node("EntryPoint", urlTemplate=search),
            **{"query-input": "required name=search_term_string"},
        ),
    )


@kept("jsonld")
def _frame(language, _site):  # what is kept outlives the process, and the next may have another address
    with override(language):
        return ",".join(
            map(serialise, (museum_node(SiteSettings.current(), timezone.localdate()), website_node()))
        )


# The page


def breadcrumb_node(crumbs, key):
    """Return the way here as ``BreadcrumbList``, or ``None`` on a home page."""
    if len(crumbs) < 2:
        return None
    return node(
        "BreadcrumbList",
        key,
        itemListElement=[
            node("ListItem", position=number, name=title, item=absolute(path))
            for number, (title, path) in enumerate(crumbs, 1)
            if path
        ],
    )


def page_node(thing, context):
    """Return the page itself: a ``WebPage`` or what ``schema_type`` of the page or snippet makes of it.

    Args:
        thing: ``SitePage`` or ``AddressedSnippet`` that is shown.
        context: what its template is given: ``canonical``, ``crumbs``.
    """
    address = context["canonical"]
    return node(
        thing.schema_type,
        address,
        url=address,
        name=thing.title,
        description=thing.schema_description(),
        inLanguage=language_of(thing),
        isPartOf=ref(absolute("/#website")),
        publisher=museum(),
        about=museum() if thing.schema_type == "AboutPage" else None,
        datePublished=moment(thing.first_published_at),
        dateModified=moment(thing.last_published_at),
        breadcrumb=(len(context["crumbs"]) > 1 and ref(f"{address}#breadcrumb")) or None,
    )


def translations(context, language, suffix):
    """Return how a text in one language is tied to the same in others: by references to their ``@id``.

    Args:
        context: as for ``page_node``; ``alternates`` are the live translations.
        language: two-letter code of this text.
        suffix: what follows a page's address in the ``@id`` of its text.
    """
    others = {
        code: ref(f"{address}{suffix}")
        for code, address in context["alternates"]
        if code not in ("x-default", language)
    }
    if language == SOURCE_LANGUAGE:
        return {"workTranslation": list(others.values())}
    return {"translationOfWork": others.get(SOURCE_LANGUAGE)}


def serialise(said):
    """Return nodes as JSON that may stand in a script element of a page."""
    return json.dumps(
        said, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).translate(ESCAPES)


def graph(thing, context):
    """Return the whole graph of a page, as JSON safe to stand in a script element.

    Args:
        thing: ``SitePage`` or ``AddressedSnippet`` that is shown.
        context: what its template is given.
    """
    page = page_node(thing, context)
    address = page["@id"]
    nodes = [page]
    if crumbs := breadcrumb_node(context["crumbs"], f"{address}#breadcrumb"):
        nodes.append(crumbs)
    lead = getattr(thing, "lead", None) or thing.picture
    if shown := picture(lead, f"{address}#picture", kit=getattr(thing, "press_kit", "")):
        page["primaryImageOfPage"] = ref(shown["@id"])
        nodes.append(shown)
    entities = thing.jsonld_entity(context)
    if entities:
        page["mainEntity"] = ref(entities[0]["@id"])
        nodes += [entity for entity in entities if len(entity) > 1]
    frame = _frame(language_of(thing), absolute(""))
    said = f'{{"@context":"https://schema.org","@graph":[{frame},{serialise(nodes)[1:-1]}]}}'
    return mark_safe(said)  # every sign that means something in HTML is escaped by serialise
