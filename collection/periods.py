"""Centuries: which of them a work belongs to, and what each is called in four languages."""

from django.utils.translation import get_language, gettext

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LONGEST = 30  # centuries; a work “between the Stone Age and today” has no period that would help to find it


def century(year):
    """Return the century of a year: 1801 and 1900 are of the 19th; years before our era are of negative ones."""
    return (year - 1) // 100 + 1 if year > 0 else -((max(-year, 1) - 1) // 100 + 1)


def centuries(earliest, latest):
    """Return the centuries that a work may be of.

    Args:
        earliest: year or ``None``.
        latest: year or ``None``; of two years the range between them counts, of one only its own century.

    Returns:
        list[int]: in order of time, without a nought; empty if no year is known.
    """
    years = [year for year in (earliest, latest) if year is not None]
    if not years:
        return []
    first, last = century(min(years)), century(max(years))
    return [number for number in range(first, last + 1) if number][:LONGEST]


def _roman(number):
    text = ""
    for value, figure in _ROMAN:
        text += figure * (number // value)
        number %= value
    return text


def _ordinal(number):
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


# How each language counts its centuries: XIX əsr, 19th century, XIX საუკუნე, 19. yüzyıl.
_FIGURES = {"az": _roman, "en": _ordinal, "ka": _roman, "tr": "{}.".format}


def century_name(number):
    """Name a century in the active language: XIX əsr, 19th century, XIX საუკუნე, 19. yüzyıl.

    Args:
        number: as ``century`` counts; negative before our era.
    """
    figures = {"century": _FIGURES[(get_language() or "en")[:2]](abs(number))}
    return (gettext("%(century)s century") if number > 0 else gettext("%(century)s century BC")) % figures
