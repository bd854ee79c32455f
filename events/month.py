"""One month of the programme as a calendar: weeks from Monday to Sunday, what is on each day, and what lasts longer.

Only what a reader sees is fetched, however much there is: a day shows a few entries and leads to the list for the rest.
"""

import datetime
import re
from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from babel.dates import format_skeleton, get_day_names
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core.dates import CLOSES, OPENS, in_museum_time, moment, museum_date
from events import kinds

PER_DAY = 4
SPANS = 12
# What an entry shows of its page, and what its address is made from.
SHOWN = ("title", "url_path", "locale_id", "content_type_id", "depth", "path", "eventpage__kind")
# However far an editor's slip of the pen reaches, no robot turns more pages than these.
YEARS_BACK, YEARS_AHEAD = 20, 5
# Babel's English is American unless told.
CLDR = {"en": "en_GB"}


def cldr():
    """Return the name by which CLDR knows the active language."""
    language = get_language()[:2]
    return CLDR.get(language, language)


def today():
    return timezone.localdate(timezone=timezone.get_default_timezone())


def month_after(first, months=1):
    """Return the first day of the month so many months later; earlier for a negative number."""
    count = first.year * 12 + first.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)


def month_query(first):
    return f"?{urlencode({'month': f'{first:%Y-%m}'})}"


def month_title(first):
    """Write a month as CLDR does: noyabr 2026, November 2026, ნოემბერი, 2026, Kasım 2026."""
    return format_skeleton("yMMMM", first, locale=cldr())


def full_day(day):
    """Write a day with its weekday: 23 noyabr, bazar ertəsi; Monday 23 November; ორშაბათი, 23 ნოემბერი."""
    weekday = get_day_names("wide", context="format", locale=cldr())[day.weekday()]
    parts = {"weekday": weekday, "day": date_format(day, "MONTH_DAY_FORMAT")}
    return pgettext("day of a calendar", "%(weekday)s %(day)s") % parts


class MonthFilter:
    """Which month is shown: a filter that has an address, and no field in the form; ``Month`` does the narrowing.

    Args:
        first, last: the first and the last day of all that is public, or ``None``.
    """

    name = "month"
    is_hidden = True
    error = ""
    value = ""

    def __init__(self, first, last):
        this = today().replace(day=1)
        self.first = max(min(first or this, this).replace(day=1), month_after(this, -12 * YEARS_BACK))
        self.last = min(max(last or this, this).replace(day=1), month_after(this, 12 * YEARS_AHEAD))
        self.month = this

    is_set = True

    @property
    def values(self):
        return {self.name: self.value}

    def read(self, query):
        typed = query.get(self.name, "").strip()
        found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", typed, re.ASCII)
        month = datetime.date(int(found[1]) or 1, int(found[2]), 1) if found else None
        if month and self.first <= month <= self.last:
            self.month, self.value = month, typed
        else:
            self.error = _("The programme knows no such month.")
            self.is_set = False

    def narrow(self, queryset):
        return queryset


@dataclass(frozen=True)
class Entry:
    """One line of a day: a session, or the first or last day of an exhibition (``label``)."""

    page: object
    start: object = None
    end: object = None
    label: str = ""
    cancelled: bool = False

    @property
    def kind(self):
        return kinds.label(self.page)


@dataclass
class Day:
    """One day of the month; ``more`` entries of it are not shown here but by the list at ``more_query``."""

    date: datetime.date
    name: str
    entries: list = field(default_factory=list)
    more: int = 0
    more_query: str = ""
    is_today: bool = False


class Month:
    """What a month's calendar shows.

    Args:
        narrowed: ``core.listing.Narrowed`` programme whose first filter is a valid ``MonthFilter``.

    Attributes:
        title: the month's name and year in the reader's language.
        weekdays: ``[(abbreviation, name), …]`` from Monday.
        weeks: lists of seven, ``Day`` or ``None`` for the days of the months beside.
        spans: the exhibitions that are open in it, by their closing; ``more_spans`` says if there are others.
        previous, next: ``(query string, title)`` of the months beside, or ``None`` where the programme ends.
        now: the query string of this month, or ``None`` if it is the one shown.
        address: its own query string, without filters.
    """

    def __init__(self, narrowed):
        chosen = narrowed.filters[0]
        self.narrowed = narrowed
        self.first = chosen.month
        self.last = month_after(self.first) - datetime.timedelta(days=1)
        self.title = month_title(self.first)
        self.address = month_query(self.first)
        short, full = (get_day_names(width, "format", cldr()) for width in ("abbreviated", "wide"))
        self.weekdays = [(short[day], full[day]) for day in range(7)]  # CLDR begins with Sunday
        self.previous = self._beside(-1) if self.first > chosen.first else None
        self.next = self._beside(1) if self.first < chosen.last else None
        this = today().replace(day=1)
        self.now = None if this == self.first else narrowed.query_string(month=f"{this:%Y-%m}")
        spans = narrowed.queryset.filter(eventpage=None).between(self.first, self.last)
        spans = spans.order_by("ends", "pk").defer("body")
        self.spans = list(spans[: SPANS + 1])
        more = len(self.spans) > SPANS
        self.more_spans = self._days_query(self.first, self.last, kind=kinds.EXHIBITION) if more else ""
        del self.spans[SPANS:]
        self.weeks = self._weeks()

    @property
    def is_empty(self):
        return not self.spans and not any(day and day.entries for week in self.weeks for day in week)

    def _beside(self, months):
        month = month_after(self.first, months)
        return self.narrowed.query_string(month=f"{month:%Y-%m}"), month_title(month)

    def _days_query(self, first, last, **changes):
        return self.narrowed.query_string(month="", **{"from": first, "to": last}, **changes)

    def _weeks(self):
        found = self._entries()
        now = today()
        weeks = []
        for week in Calendar().monthdatescalendar(self.first.year, self.first.month):
            days = []
            for date in week:
                if date.month != self.first.month:
                    days.append(None)
                    continue
                entries = found[date]
                more = max(0, len(entries) - PER_DAY)
                query = self._days_query(date, date) if more else ""
                days.append(Day(date, full_day(date), entries[:PER_DAY], more, query, date == now))
            weeks.append(days)
        self._fetch(weeks)
        return weeks

    def _entries(self):
        """Return ``{day: [Entry, …]}``; the pages of sessions are still their keys."""
        found = defaultdict(list)
        for page in self.spans:
            for label, at in ((OPENS, page.starts), (CLOSES, page.ends)):
                if at and self.first <= museum_date(at) <= self.last:
                    found[museum_date(at)].append(Entry(page, label=label))
        for pk, starts, ends, all_day, cancelled in self._sessions():
            first = museum_date(starts)
            last = _last_day(starts, ends, all_day)
            hours = not all_day and first == last
            day = max(first, self.first)
            while day <= min(last, self.last):
                timed = (starts, ends if hours else None) if not all_day and day == first else (None, None)
                found[day].append(Entry(pk, *timed, cancelled=cancelled))
                day += datetime.timedelta(days=1)
        return found

    def _sessions(self):
        """Return plain rows of the month's sessions in the order of their beginning."""
        names = ("starts_at", "ends_at", "all_day", "cancelled")
        columns = [f"eventpage__sessions__{name}" for name in names]
        starts, ends = columns[:2]
        within = Q(**{f"{starts}__gte": moment(self.first)}) | Q(**{f"{ends}__gte": moment(self.first)})
        within &= Q(**{f"{starts}__lt": moment(month_after(self.first))})
        rows = self.narrowed.queryset.filter(within).order_by(starts, "pk")
        return rows.values_list("pk", *columns)

    def _fetch(self, weeks):
        """Put the pages in the place of their keys, with one query for all that is shown."""
        days = [day for week in weeks for day in week if day]
        keys = {entry.page for day in days for entry in day.entries if isinstance(entry.page, int)}
        pages = self.narrowed.queryset.model._default_manager.filter(pk__in=keys).select_related("eventpage")
        pages = pages.only(*SHOWN).in_bulk() if keys else {}
        for day in days:
            day.entries = [replace(entry, page=pages.get(entry.page, entry.page)) for entry in day.entries]


def _last_day(starts, ends, all_day):
    if not ends or ends <= starts:
        return museum_date(starts)
    if not all_day:  # the stroke of midnight belongs to the evening before it
        ends = in_museum_time(ends) - datetime.timedelta(microseconds=1)
    return museum_date(ends)
