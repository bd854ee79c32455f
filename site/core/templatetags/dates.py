"""Template tags for dates, hours, numbers and prices; dates are ``<time>`` elements that machines can read."""

from django import template
from django.utils.html import format_html

from core import dates, numbers

register = template.Library()

register.filter("number", numbers.number)
register.filter("money", numbers.money)


def _time(value, text):
    value = dates.in_museum_time(value)
    # Seconds say nothing on a poster.
    stamp = value.isoformat(timespec="minutes") if hasattr(value, "hour") else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', stamp, text)


def _range(start, end, parts):
    first, dash, last = parts
    if not last:
        return _time(start, first)
    return format_html("{}{}{}", _time(start, first), dash, _time(end, last))


@register.filter
def long_date(value):
    """``{{ page.date|long_date }}``: the day in full; nothing for nothing."""
    if not value:
        return ""
    return _time(dates.museum_date(value), dates.long_date(value))


@register.simple_tag
def date_range(first, last, opens=dates.OPENS, closes=dates.CLOSES):
    """``{% date_range page.opens page.closes %}``: 12–15 April 2023; with one end “Opens: 12 April 2023”."""
    first, last = dates.museum_date(first or None), dates.museum_date(last or None)
    if first and last:
        return _range(first, last, dates.range_parts(first, last))
    if first or last:
        return format_html("{}: {}", opens if first else closes, long_date(first or last))
    return ""


@register.simple_tag
def time_range(start, end=None):
    """``{% time_range hours.opens hours.closes %}``: 10:00–18:00."""
    return dates.time_range(start or None, end or None)


@register.simple_tag
def datetime_line(start, end=None, all_day=False):
    """``{% datetime_line session.starts_at session.ends_at session.all_day %}``: 12 April 2023, 18:00–20:00."""
    if not start:
        return ""
    if all_day:
        start, end = dates.museum_date(start), dates.museum_date(end or None)
    return _range(start, end, dates.datetime_parts(start, end or None, all_day))
