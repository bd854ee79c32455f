"""Dates and times as readers of each language write them, on the museum's clock.

The order of day, month and year comes from ``config.formats``; a range says once what its two ends share:
12–15 April 2023, 28 April – 3 May 2023, 28 December 2023 – 3 January 2024.
"""

import datetime
from contextlib import nullcontext

from django.utils import timezone, translation
from django.utils.formats import date_format, time_format
from django.utils.translation import pgettext_lazy

OPENS = pgettext_lazy("exhibition", "Opens")
CLOSES = pgettext_lazy("exhibition", "Closes")


def in_museum_time(value):
    """Return a date or datetime as the museum's clock shows it; never the editor's, which Wagtail activates."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return value.astimezone(timezone.get_default_timezone())
    return value


def museum_date(value):
    """Return the calendar day in Baku of a date or datetime; ``None`` stays ``None``."""
    value = in_museum_time(value)
    return value.date() if isinstance(value, datetime.datetime) else value


def moment(day, clock=datetime.time.min):
    """Return an hour of a day, midnight unless told, by the museum's clock, aware; ``None`` stays ``None``."""
    return day and datetime.datetime.combine(day, clock, timezone.get_default_timezone())


def _speaking(language):
    return translation.override(language) if language else nullcontext()


def long_date(value, language=None):
    """Write one day in full: 1 fevral 2026, 1 February 2026, 1 თებერვალი, 2026, 1 Şubat 2026.

    Args:
        value: date, datetime or ``None``.
        language: two-letter code; by default the active language.

    Returns:
        str: empty for ``None``.
    """
    if value is None:
        return ""
    with _speaking(language):
        return date_format(museum_date(value), "DATE_FORMAT")


def range_parts(first, last):
    """Return ``(text of the first day, dash, text of the last day)`` in the active language; neither is ``None``."""
    if first == last:
        return long_date(first), "", ""
    if first.year != last.year or first > last:
        return long_date(first), " – ", long_date(last)
    if first.month != last.month:
        return date_format(first, "MONTH_DAY_FORMAT"), " – ", long_date(last)
    return date_format(first, "j"), "–", long_date(last)


def date_range(first, last, language=None, *, opens=OPENS, closes=CLOSES):
    """Write a range of days, saying once what they share.

    Args:
        first, last: dates or datetimes; either may be ``None``. An open end is a label and the known day, because
            “from” and “until” are suffixes in az, ka and tr.
        language: two-letter code; by default the active language.
        opens, closes: those labels, “Opens” and “Closes” unless told (say “Valid from”, “Valid until”).

    Returns:
        str: empty if both ends are ``None``.
    """
    first, last = museum_date(first), museum_date(last)
    with _speaking(language):
        if first and last:
            return "".join(range_parts(first, last))
        if first or last:
            return f"{opens if first else closes}: {long_date(first or last)}"
    return ""


def time_range(start, end=None):
    """Write a range of hours of one day: 18:00–20:00, or 18:00 if the end is not known.

    Args:
        start, end: times or datetimes; datetimes are shown on the museum's clock.
    """
    if start is None:
        return ""
    clock = [time_format(in_museum_time(value), "TIME_FORMAT") for value in (start, end) if value is not None]
    return "–".join(dict.fromkeys(clock))


def datetime_parts(start, end=None, all_day=False):
    """Return ``(text of the start, dash, text of the end)`` of a session in the active language.

    An end on the stroke of midnight belongs to the evening before it. An end before the start is a slip and not shown.
    """
    start, end = in_museum_time(start), in_museum_time(end)
    if all_day or not isinstance(start, datetime.datetime):
        first = museum_date(start)
        return range_parts(first, max(museum_date(end) or first, first))
    line = date_format(start, "DATETIME_FORMAT")
    if end is None or end <= start:
        return line, "", ""
    if museum_date(end - datetime.timedelta(microseconds=1)) == start.date():
        return line, "–", time_format(end, "TIME_FORMAT")
    return line, " – ", date_format(end, "DATETIME_FORMAT")


def datetime_line(start, end=None, all_day=False, language=None):
    """Write when a session takes place: 12 April 2023, 18:00–20:00.

    Args:
        start, end: datetimes; the end may be ``None``, or a day or more later.
        all_day: whether to leave the hours out.
        language: two-letter code; by default the active language.

    Returns:
        str: empty without a start.
    """
    if start is None:
        return ""
    with _speaking(language):
        return "".join(datetime_parts(start, end, all_day))
