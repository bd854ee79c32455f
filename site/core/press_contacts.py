"""Whom the press may ask: the contact that a page names, else that of its kind, else the museum's."""

import datetime
from dataclasses import dataclass

from babel.dates import get_day_names
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dates import time_range
from core.kinds import subjects
from core.models.settings import ContactPoint, SiteSettings

# Azerbaijani weekdays have no abbreviation that everybody reads.
DAY_NAMES = {"az": "wide"}


@dataclass(frozen=True)
class PressContact:
    """One answer to “whom may I ask?”; any part may be empty.

    Attributes:
        name: a department or a person, in the reader's language or else in the one it was given in.
        language: two-letter code of the language of the name.
        email, phone: as staff wrote them.
        subject: plural label of the one kind of pages it is for, in the reader's language; empty for all.
        weekdays: numbers of the days on which somebody answers, Monday being 0.
        opens, closes: the hours of these days, on the museum's clock.
        languages: two-letter codes of the languages spoken.
    """

    name: str
    language: str
    email: str
    phone: str
    subject: str = ""
    weekdays: tuple = ()
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    languages: tuple = ()

    @property
    def hours(self):
        """When somebody answers, with the time zone, in the reader's language: “Mon–Fri 10:00–18:00, Baku (UTC+4)”."""
        if not self.weekdays:
            return ""
        language = get_language()[:2]
        names = get_day_names(DAY_NAMES.get(language, "abbreviated"), context="format", locale=language)
        days = "–".join(dict.fromkeys(names[day] for day in (self.weekdays[0], self.weekdays[-1])))
        return _("%(days)s %(hours)s, Baku (UTC+4)") % {
            "days": days,
            "hours": time_range(self.opens, self.closes),
        }

    @property
    def spoken(self):
        """The names of the languages spoken, in the reader's language."""
        return [str(ContactPoint._meta.get_field(f"speaks_{code}").verbose_name) for code in self.languages]


def press_contact(page=None):
    """Return the ``PressContact`` of a page, or that of the museum, or ``None`` if nobody is named.

    Costs no query: the museum's contacts are kept between changes.

    Args:
        page: the page that somebody has a question about.
    """
    museum = SiteSettings.current()
    rows = [row for row in museum.contacts.all() if row.email or row.phone]
    chosen = getattr(page, "press_contact_id", None)
    kind = page.feed()[0] if hasattr(page, "feed") else None
    found = next((row for row in rows if chosen and row.pk == chosen), None)
    if found is None:
        press = [row for row in rows if row.kind == ContactPoint.Kind.PRESS and row.subject in ("", kind)]
        found = min(press, key=lambda row: not row.subject, default=None)
    if found:
        return _told(found)
    return PressContact("", "", museum.email, museum.phone) if museum.email or museum.phone else None


def press_contacts():
    """Return every ``PressContact`` of the museum, those for everything first; its general address if there is none."""
    rows = [row for row in SiteSettings.current().contacts.all() if row.kind == ContactPoint.Kind.PRESS]
    told = [_told(row) for row in sorted(rows, key=lambda row: bool(row.subject)) if row.email or row.phone]
    return told or [contact for contact in [press_contact()] if contact]


def _told(row):
    name, language = row.name.or_source()
    return PressContact(
        name,
        language,
        row.email,
        row.phone,
        subject=str(dict(subjects()).get(row.subject, "")),
        weekdays=tuple(row.weekdays),
        opens=row.opens,
        closes=row.closes,
        languages=tuple(row.languages),
    )
