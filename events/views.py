"""Calendars: one to subscribe to in each language, and a file for each event and exhibition."""

from datetime import UTC, datetime, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.cache import generation, kept
from core.dates import moment, museum_date
from core.i18n import locale_id, public
from core.ical import calendar, calendar_response
from core.models import SiteSettings
from core.routing import homes
from core.slugs import ascii_slug
from events.ical import occurrences
from events.models import EventPage, ExhibitionPage
from events.models.programme import EVENTS_FEED

# How long an occurrence stays in the calendar after it is over, and how many there are in it at most.
RECENT = timedelta(days=60)
MOST = 500


def _public(model):
    """Return the pages of the active language that readers may find, whether or not the hour's clearing has run."""
    language = get_language()[:2]
    if language not in homes():
        raise Http404  # a language without a home has no pages
    pages = public(model.objects.filter(locale_id=locale_id(language))).exclude(expire_at__lt=timezone.now())
    return pages.defer("body")


def _events():
    return _public(EventPage).select_related("venue").prefetch_related("sessions", "prices")


@kept("calendar")
def _calendar(language, today):
    """Return the octets of a language's calendar on a day, the same until somebody publishes."""
    since = moment(museum_date(timezone.now())) - RECENT
    museum = SiteSettings.current()
    events = _events().filter(ends__gte=since).order_by("starts", "pk")[:MOST]
    exhibitions = _public(ExhibitionPage).exclude(ends__lt=since).exclude(starts=None, ends=None)
    found = [
        occurrence
        for page in [*events, *exhibitions.order_by("starts", "pk")[:MOST]]
        for occurrence in occurrences(page, museum)
        if museum_date(occurrence.ends or occurrence.starts) >= museum_date(since)
    ]
    found.sort(key=lambda occurrence: (museum_date(occurrence.starts), occurrence.uid))
    name = f"{_('Azerbaijan National Art Museum')}: {EVENTS_FEED[1]}"
    about = _("Events and exhibitions of the museum.")
    return calendar(found[:MOST], language=language, name=name, description=about, path=reverse("calendar"))


def _changed():
    """Return when anything was last published or withdrawn."""
    return datetime.fromtimestamp(generation() // 10**9, UTC)


@require_safe
def programme_calendar(request):
    """Answer with the calendar of the active language."""
    language, today = get_language()[:2], museum_date(timezone.now())
    octets = _calendar(language, today.isoformat())
    changed = max(_changed(), moment(today))  # what is long over left it as the day began
    return calendar_response(octets, changed, filename=f"events-{language}.ics")


@require_safe
def event_calendar(request, key):
    """Answer with the occurrences of one event or exhibition, found by its translation key; 404 without a date."""
    language = get_language()[:2]
    page = (
        _events().filter(translation_key=key).first()
        or _public(ExhibitionPage).filter(translation_key=key).first()
    )
    found = occurrences(page, SiteSettings.current()) if page else []
    if not found:
        raise Http404
    octets = calendar(found, language=language)
    name = f"{ascii_slug(page.title) or 'event'}-{language}.ics"
    return calendar_response(octets, _changed(), filename=name, attached=True)
