"""The programme for calendars: a page in, occurrences out. Without a request, without writing."""

from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.dates import CLOSES, OPENS, in_museum_time, museum_date
from core.ical import Occurrence
from core.numbers import money
from core.serving import absolute
from events import kinds


def occurrences(page, museum):
    """Return the ``core.ical.Occurrence`` objects of an event or an exhibition, in the active language.

    Args:
        page: ``EventPage`` or ``ExhibitionPage``.
        museum: ``SiteSettings``, which knows the address.

    Returns:
        list[Occurrence]: one for each session, cancelled ones among them; one for the days of an exhibition; none
        for what has no date.
    """
    return _sessions(page, museum) if hasattr(page, "sessions") else _days(page, museum)


def _sessions(page, museum):
    shared = _shared(page) | {"place": _place(page, museum), "conference": page.online_url}
    if page.place_kind == kinds.Place.ON_SITE:
        shared["geo"] = _geo(museum)
    found = []
    for session in page.sessions.all():
        title = f"{_('Cancelled')}: {page.title}" if session.cancelled else page.title
        times = {"starts": in_museum_time(session.starts_at), "ends": in_museum_time(session.ends_at)}
        if session.all_day:
            times = {name: museum_date(value) for name, value in times.items()}
        uid = str(uuid5(page.translation_key, str(session.key)))
        # Programs that do not know of cancellations show the title all the same.
        found.append(Occurrence(uid=uid, title=title, cancelled=session.cancelled, **times, **shared))
    return found


def _days(page, museum):
    if not page.opens and not page.closes:
        return []
    title = page.title
    if not (page.opens and page.closes):  # one day is known, and which of the two it is has to be said
        title = f"{OPENS if page.opens else CLOSES}: {page.title}"
    return [
        Occurrence(
            uid=str(page.translation_key),
            title=title,
            starts=page.opens or page.closes,
            ends=page.closes or page.opens,
            is_background=True,
            place=_museum_place(museum),
            geo=_geo(museum),
            **_shared(page),
        )
    ]


def _shared(page):
    """Return what all occurrences of a page have in common."""
    published = page.first_published_at
    revised = page.last_published_at or published
    return {
        "description": _description(page),
        "kind": str(kinds.label(page)),
        "url": absolute(page.get_url()),
        "created": published,
        "revised": revised,
        # A whole number that grows with every publication, and needs no counter.
        "sequence": int((revised - published).total_seconds()),
    }


def _description(page):
    """Return in plain words what somebody wants to know who sees the entry only."""
    lines = [page.summary]
    if hasattr(page, "prices"):
        lines += [
            f"{row.category}: {money(row.amount) if row.amount else pgettext('price', 'Free')}"
            for row in page.prices.all()
        ]
        if page.booking_required:
            lines.append(f"{_('Booking')}: {pgettext('booking', 'required')}")
        if page.booking_url:
            lines.append(f"{_('Booking')}: {page.booking_url}")
        if page.accessibility:
            lines.append(f"{_('Accessibility')}: {page.accessibility}")
    return "\n".join([*lines, absolute(page.get_url())])


def _place(page, museum):
    parts = [page.place_text]
    if page.venue_id and page.venue.live:
        parts += [page.venue.name, page.venue.place]
    elif page.place_kind == kinds.Place.ON_SITE:
        parts.append(_museum_place(museum))
    if not any(parts) and page.place_kind == kinds.Place.ONLINE:
        parts.append(str(kinds.Place.ONLINE.label))
    return ", ".join(filter(None, parts))


def _museum_place(museum):
    return ", ".join(filter(None, [_("Azerbaijan National Art Museum"), str(museum.address or "")]))


def _geo(museum):
    known = museum.latitude is not None and museum.longitude is not None
    return (museum.latitude, museum.longitude) if known else None
