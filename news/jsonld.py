"""News as schema.org knows it: an article, and the exhibition or the anniversary that it tells of."""

from core.i18n import language_of
from core.jsonld import (
    headline,
    main_picture,
    moment,
    museum,
    node,
    press_office,
    ref,
    thing_id,
    translations,
)
from core.press_contacts import press_contact
from partners.jsonld import institution, person, venue


def article(page, context, **members):
    """Return a page of news as ``NewsArticle``.

    Args:
        page: ``NewsPage``.
        context: what its template is given.
        members: what a kind of news adds, such as ``about``.
    """
    address = context["canonical"]
    language = language_of(page)
    modified = max(filter(None, [page.date, page.last_published_at]), default=None)
    members.setdefault("mentions", [])
    members["mentions"] += [institution(row.institution) for row in page.partner_rows]
    return node(
        "NewsArticle",
        f"{address}#article",
        headline=headline(page.title),
        description=page.summary,
        articleSection=page.kind_label,
        inLanguage=language,
        datePublished=moment(page.date),
        dateModified=moment(modified),
        image=main_picture(page.lead_image, context),
        author=museum(),
        publisher=museum(),
        mainEntityOfPage=ref(address),
        isAccessibleForFree=True,
        sourceOrganization=press_office(press_contact(page)) if page.is_press_release else None,
        **translations(context, language, "#article"),
        **members,
    )


def agreement(page, context):
    """Return an agreement: about its parties, naming who signed and in which areas."""
    return article(
        page,
        context,
        about=[institution(row.institution) for row in context["parties"]],
        mentions=[person(row.person) for row in context["signatories"]],
        keywords=[row.area.name for row in context["areas"]],
        contentLocation=node("Place", name=page.place) if page.place else None,
    )


def anniversary(page, context):
    """Return an anniversary: about the person, the institution or the countries that are celebrated."""
    if page.person:
        about = person(page.person)
    elif page.institution:
        about = institution(page.institution)
    else:
        about = [node("Country", name=row.country_name) for row in context["countries"]]
    return article(page, context, about=about)


def _place(row):
    return venue(row.institution, row.name, row.city, row.country)


def exhibition_abroad(page, context):
    """Return the nodes of an exhibition abroad: the article, and an event for every venue whose first day is known.

    Where there are several, they belong to a series. A venue without a date is no ``Event``: search engines refuse it.
    """
    title = page.exhibition_title or page.title
    key = thing_id("exhibition", page)
    common = {
        "organizer": [institution(row.institution) for row in context["organisers"]],
        "contributor": [person(row.person) for row in context["participants"]],
        "image": main_picture(page.lead_image, context),
    }
    dated = [(number, row) for number, row in enumerate(context["venues"], 1) if row.opens]
    single = len(dated) == 1
    shown = [
        node(
            "ExhibitionEvent",
            key if single else f"{key}-{number}",
            name=title,
            startDate=moment(row.opens),
            endDate=moment(row.closes),
            eventStatus="https://schema.org/EventScheduled",
            eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
            location=_place(row),
            **(common if single else {"superEvent": ref(key)}),
        )
        for number, row in dated
    ]
    if len(dated) > 1:
        closing = [row.closes for _number, row in dated]
        series = node(
            "EventSeries",
            key,
            name=title,
            startDate=moment(min(row.opens for _number, row in dated)),
            endDate=moment(max(closing)) if all(closing) else None,
            location=[event["location"] for event in shown],
            subEvent=[ref(event["@id"]) for event in shown],
            **common,
        )
        shown.insert(0, series)
    told = article(
        page,
        context,
        about=[ref(key)] if shown else [],
        contentLocation=list(filter(None, map(_place, context["venues"]))),
    )
    return [told, *shown]
