"""What is on, as schema.org knows it: an event for each session, an exhibition for its days.

What has no date yet, or takes place nobody knows where, is no ``Event`` here: search engines refuse one without either.
"""

from django.utils import timezone

from core.dates import museum_date
from core.jsonld import main_picture, moment, museum, museum_place, node, ref, thing_id
from events.kinds import Kind
from partners.jsonld import institution, person, venue

SESSIONS = 24  # as many as a page needs to state, those to come first
TYPES = {Kind.TOUR: "Event", Kind.CONCERT: "MusicEvent"}
STATUS = {False: "https://schema.org/EventScheduled", True: "https://schema.org/EventCancelled"}
MODE = "https://schema.org/{}EventAttendanceMode"


def event(page, context):
    """Return the nodes of an event: one for a single session, else a series and each of its sessions.

    Args:
        page: ``EventPage``.
        context: what its template is given.
    """
    places, mode = locations(page, context)
    sessions = [session for session in context["sessions"] if session.starts_at]
    if not sessions or not places:
        return []
    key = thing_id("event", page)
    common = common_members(page, context) | {
        "performer": [person(row.person) for row in context["speakers"]],
        "inLanguage": [code for code in ("az", "en", "ka", "tr", "ru") if getattr(page, f"spoken_{code}")],
        "offers": offers(page, context),
        "isAccessibleForFree": (bool(context["prices"]) and not any(row.amount for row in context["prices"]))
        or None,
    }
    kind = TYPES.get(page.kind, "EducationEvent")
    if len(sessions) == 1:
        said = times(sessions[0]) | {"location": places, "eventAttendanceMode": mode}
        return [node(kind, key, name=page.title, **said, **common)]
    now = timezone.now()
    shown = [session for session in sessions if session.until >= now][:SESSIONS] or sessions[-SESSIONS:]
    parts = [
        node(
            kind,
            f"{key}-{session.starts_at:%Y%m%dT%H%MZ}",
            name=page.title,
            **times(session),
            eventAttendanceMode=mode,
            location=places,
            organizer=museum(),
            superEvent=ref(key),
        )
        for session in shown
    ]
    series = node(
        ["EventSeries", kind],
        key,
        name=page.title,
        startDate=times(sessions[0])["startDate"],
        endDate=max(museum_date(session.until) for session in sessions).isoformat(),
        eventStatus=STATUS[all(session.cancelled for session in sessions)],
        eventAttendanceMode=mode,
        location=places,
        subEvent=[ref(part["@id"]) for part in parts],
        **common,
    )
    return [series, *parts]


def times(session):
    """Return when a session is, as members of an event: hours, or days alone for a whole day."""
    starts, ends = session.starts_at, session.ends_at
    if session.all_day:
        starts, ends = museum_date(starts), museum_date(ends)
    return {
        "startDate": moment(starts),
        "endDate": moment(ends),
        "eventStatus": STATUS[session.cancelled],
    }


def locations(page, context):
    """Return where an event takes place, as nodes, and the mode of attendance; no nodes if nobody knows."""
    online = node("VirtualLocation", url=page.online_url or context["canonical"])
    if page.place_kind == page.Place.ONLINE:
        return [online], MODE.format("Online")
    if page.place_kind == page.Place.ON_SITE:
        place = museum_place()
        if page.place_text:
            place |= {"name": page.place_text, "containedInPlace": museum()}
    else:
        place = venue(page.venue, page.place_text)
    if place is None or not page.online_url:
        return [place] if place else [], MODE.format("Offline")
    return [place, online], MODE.format("Mixed")


def offers(page, context):
    """Return the prices, in manat."""
    return [
        node(
            "Offer",
            name=row.category,
            price=f"{row.amount:.2f}",
            priceCurrency="AZN",
            url=page.booking_url or context["canonical"],
        )
        for row in context["prices"]
    ]


def exhibition(page, context):
    """Return an exhibition in the museum, or nothing as long as its first day is not known."""
    if not page.opens:
        return []
    works = [context["localized"].get(row.page_id) for row in context["works"]]
    return [
        node(
            "ExhibitionEvent",
            thing_id("exhibition", page),
            name=page.title,
            startDate=moment(page.opens),
            endDate=moment(page.closes),
            eventStatus=STATUS[False],
            eventAttendanceMode=MODE.format("Offline"),
            location=museum_place(),
            contributor=[person(row.person) for row in context["curators"]],
            workFeatured=[
                node("VisualArtwork", thing_id("work", work), name=work.title) for work in works if work
            ],
            **common_members(page, context),
        )
    ]


def common_members(page, context):
    """Return what events and exhibitions say alike."""
    address = context["canonical"]
    return {
        "description": page.summary,
        "url": address,
        "image": main_picture(page.lead_image, context),
        "organizer": [institution(row.institution) for row in context["organisers"]] or museum(),
        "mainEntityOfPage": ref(address),
    }
