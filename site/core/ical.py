"""iCalendar (RFC 5545, with the properties of RFC 7986): a calendar of occurrences as octets, and its answer.

Octets depend on nothing but what they are made from: the same programme is the same file, and the same ETag.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from core.feeds import clean
from core.serving import absolute

REFRESH = timedelta(hours=12)
PRODUCT = "-//Azerbaijan National Art Museum//What’s on//EN"


@dataclass(frozen=True)
class Occurrence:
    """One entry of a calendar. Texts are plain and in one language.

    Attributes:
        uid: permanent id, whatever becomes of address, title and hour.
        title: what the calendar shows.
        starts: aware datetime, or a date for a whole day.
        ends: aware datetime or ``None`` if it is not known; the *last* day where ``starts`` is a date.
        revised: aware datetime of the last revision.
        sequence: grows with each revision.
        url: absolute address.
        description, place, kind: may be empty.
        created: aware datetime or ``None``.
        cancelled: whether it does not take place.
        is_background: whether it leaves the day free for other things, as an exhibition of weeks does.
        conference: absolute address where it can be followed online, or empty.
        geo: ``(latitude, longitude)`` or ``None``.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date | None
    revised: datetime
    sequence: int
    url: str
    description: str = ""
    place: str = ""
    kind: str = ""
    created: datetime | None = None
    cancelled: bool = False
    is_background: bool = False
    conference: str = ""
    geo: tuple | None = None


def museum_zone():
    """Return the ``VTIMEZONE`` of the museum's clock, which has not been changed since 2016: four hours before UTC."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", settings.TIME_ZONE)
    standard.add("dtstart", datetime(2016, 1, 1))
    standard.add("tzname", "+04")
    standard.add("tzoffsetfrom", timedelta(hours=4))
    standard.add("tzoffsetto", timedelta(hours=4))
    zone.add_component(standard)
    return zone


def calendar(occurrences, *, language, name="", description="", path=""):
    """Write a calendar.

    Args:
        occurrences: ``Occurrence`` objects, in order.
        language: two-letter code of their texts.
        name, description: of a calendar to subscribe to; empty for a file with one event.
        path: its path on this site, where programs are to look for changes; empty for a file that is taken once.

    Returns:
        bytes: lines ended by CRLF and folded at 75 octets, never within a letter.
    """
    spoken = {"LANGUAGE": language}
    result = Calendar()
    result.add("prodid", PRODUCT)
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    if name:
        result.add("name", clean(name), parameters=spoken)
        result.add("x-wr-calname", clean(name))
    if description:
        result.add("description", clean(description), parameters=spoken)
        result.add("x-wr-caldesc", clean(description))
    if path:
        result.add("source", absolute(path), parameters={"VALUE": "URI"})
        result.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        result.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    result.add("x-wr-timezone", settings.TIME_ZONE)
    result.add_component(museum_zone())
    for occurrence in occurrences:
        result.add_component(_event(occurrence, spoken))
    return result.to_ical()


def _event(occurrence, spoken):
    event = Event()
    event.add("uid", occurrence.uid)
    event.add("dtstamp", occurrence.revised)
    event.add("last-modified", occurrence.revised)
    if occurrence.created:
        event.add("created", occurrence.created)
    event.add("sequence", occurrence.sequence)
    event.add("dtstart", occurrence.starts)
    if isinstance(occurrence.starts, datetime):
        if occurrence.ends and occurrence.ends > occurrence.starts:
            event.add("dtend", occurrence.ends)
    else:  # the day on which it is over
        event.add("dtend", max(occurrence.ends or occurrence.starts, occurrence.starts) + timedelta(days=1))
    event.add("summary", clean(occurrence.title), parameters=spoken)
    if occurrence.description:
        event.add("description", clean(occurrence.description), parameters=spoken)
    if occurrence.place:
        event.add("location", clean(occurrence.place), parameters=spoken)
    if occurrence.kind:
        event.add("categories", [clean(occurrence.kind)], parameters=spoken)
    if occurrence.geo:
        event.add("geo", tuple(map(float, occurrence.geo)))
    if occurrence.conference:
        event.add("conference", occurrence.conference, parameters={"VALUE": "URI"})
    event.add("url", occurrence.url)
    event.add("status", "CANCELLED" if occurrence.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if occurrence.is_background or occurrence.cancelled else "OPAQUE")
    return event


def webcal(path):
    """Return the address by which a calendar program is opened to subscribe to a path of this site."""
    return f"webcal://{absolute(path).split('://', 1)[-1]}"


def calendar_response(octets, modified, *, filename, attached=False):
    """Return the answer that carries a calendar; Django's middleware makes it 304 for who has it.

    Args:
        octets: as ``calendar`` writes them.
        modified: aware datetime of the last change, also of a change that took something away.
        filename: ASCII name for whoever saves it.
        attached: whether a browser is to save it rather than show it.
    """
    response = HttpResponse(octets, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'{"attachment" if attached else "inline"}; filename="{filename}"'
    response["ETag"] = f'"{hashlib.sha256(octets).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(modified.timestamp())
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=300)
    return response
