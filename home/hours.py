"""When the museum is open: the weekday's hours, unless a special day says otherwise. All on the museum's clock."""

import datetime
from dataclasses import dataclass, field

from babel.dates import get_day_names
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LOOK_AHEAD = 120  # days; who is closed for longer says so in a notice

# Whole sentences: a weekday takes another form in each language, and no suffix is ever glued to an hour.
OPENS_ON = [
    _("Opens on Monday at %(time)s"),
    _("Opens on Tuesday at %(time)s"),
    _("Opens on Wednesday at %(time)s"),
    _("Opens on Thursday at %(time)s"),
    _("Opens on Friday at %(time)s"),
    _("Opens on Saturday at %(time)s"),
    _("Opens on Sunday at %(time)s"),
]


@dataclass(frozen=True)
class Opening:
    """The next time the doors open.

    Attributes:
        day: the date.
        time: the hour.
        away: in how many days, 0 for today.
    """

    day: datetime.date
    time: datetime.time
    away: int

    def __str__(self):
        """Say it in the reader's language: the weekday within a week, the date beyond."""
        values = {"time": time_format(self.time, "TIME_FORMAT")}
        if self.away < 2:
            line = (_("Opens today at %(time)s"), _("Opens tomorrow at %(time)s"))[self.away]
        elif self.away < 7:
            line = OPENS_ON[self.day.weekday()]
        else:
            line = _("Opens on %(day)s at %(time)s")
            values["day"] = date_format(self.day, "MONTH_DAY_FORMAT")
        return str(line) % values


@dataclass(frozen=True)
class Today:
    """What a visitor wants to know at this moment.

    Attributes:
        state: ``"open"``, ``"closed"`` (earlier or later today it is open) or ``"closed-today"``.
        hours: the row with today's ``opens``, ``closes`` and ``last_admission``, or ``None``.
        note: why today differs (``Words``), or an empty string.
        known: whether the museum has said anything about its hours.
        admits: whether somebody who stands at the door is let in.
        next: the ``Opening`` that a visitor who is not let in can wait for, or ``None``.
    """

    state: str
    hours: object = None
    note: object = ""
    known: bool = True
    admits: bool = False
    next: Opening | None = None


@dataclass(frozen=True)
class Day:
    """One line of the week: the weekday's name in the reader's language and its hours, or ``None``."""

    name: str
    hours: object
    is_today: bool


@dataclass(frozen=True)
class Week:
    today: Today
    days: list = field(default_factory=list)
    special: list = field(default_factory=list)


def _last_day(special):
    return special.end or special.start


def _on(day, weekly, special):
    """Return ``(hours or None, the special day or None)`` of one date."""
    found = [row for row in special if row.start <= day <= _last_day(row)]
    exception = max(found, key=lambda row: row.start, default=None)
    if exception:
        hours = None if exception.closed else exception
    else:
        hours = next((row for row in weekly if row.weekday == day.weekday()), None)
    return hours if hours and hours.opens else None, exception


def next_opening(weekly, special, now):
    """Return the first ``Opening`` after a moment of the museum's clock, or ``None`` if none is in sight."""
    for away in range(LOOK_AHEAD):
        day = now.date() + datetime.timedelta(days=away)
        hours, _exception = _on(day, weekly, special)
        if hours and (away or hours.opens > now.time()):
            return Opening(day, hours.opens, away)
    return None


def today(weekly, special, now=None):
    """Say whether the museum is open.

    Args:
        weekly: ``OpeningHours`` rows; a weekday without one is a day on which the museum is closed.
        special: ``SpecialDay`` rows; where two overlap, the one that begins later is the more particular.
        now: aware datetime; by default this moment.
    """
    now = timezone.localtime(now, timezone.get_default_timezone())
    hours, exception = _on(now.date(), weekly, special)
    clock = now.time()
    state = "closed-today"
    if hours:
        state = "open" if hours.opens <= clock < hours.closes else "closed"
    admits = state == "open" and not (hours.last_admission and clock > hours.last_admission)
    return Today(
        state,
        hours,
        exception.note if exception else "",
        known=bool(weekly or exception),
        admits=admits,
        next=None if admits else next_opening(weekly, special, now),
    )


def week(weekly, special, now=None):
    """Return the whole week, the special days that are not over, and today."""
    now = timezone.localtime(now, timezone.get_default_timezone())
    names = get_day_names("wide", context="stand-alone", locale=get_language()[:2])
    by_weekday = {row.weekday: row for row in weekly}
    days = [Day(names[number], by_weekday.get(number), number == now.weekday()) for number in range(7)]
    coming = sorted((row for row in special if _last_day(row) >= now.date()), key=lambda row: row.start)
    for row in coming:
        row.last = _last_day(row)
    return Week(today(weekly, special, now), days if weekly else [], coming)
