"""What kinds of events there are, and when: the names that filters and feeds use."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    LECTURE = "lecture", _("Lecture")
    CONFERENCE = "conference", _("Conference")
    SEMINAR = "seminar", _("Seminar")
    TRAINING = "training", _("Training")
    WORKSHOP = "workshop", _("Workshop")
    TOUR = "tour", _("Guided tour")
    CONCERT = "concert", _("Concert")


class Place(models.TextChoices):
    ON_SITE = "on_site", _("In the museum")
    ELSEWHERE = "elsewhere", _("Elsewhere")
    ONLINE = "online", _("Online")
    UNKNOWN = "unknown", pgettext_lazy("place", "To be announced")


EXHIBITION = "exhibition"

# The groups in which the programme stands, in their order.
STATES = {
    "current": _("On now"),
    "upcoming": _("Upcoming"),
    "undated": _("Date to be announced"),
    "past": _("Past"),
}
# Names of stretches of days, counted from today; each is also a choice beside the groups.
STRETCHES = {
    "today": _("Today"),
    "week": _("This week"),
    "month": _("This month"),
}


def choices():
    """Return ``[(name, label), …]`` of all kinds, exhibitions first."""
    return [(EXHIBITION, _("Exhibition")), *Kind.choices]


def narrow(queryset, name):
    """Narrow a queryset of the programme to one kind."""
    if name == EXHIBITION:
        return queryset.filter(
            content_type=ContentType.objects.get_by_natural_key("events", "exhibitionpage")
        )
    return queryset.filter(eventpage__kind=name)


def when_choices():
    now, *later = STATES.items()
    return [now, *STRETCHES.items(), *later]


def stretch(name, today=None):
    """Return ``(first day, last day)`` of today, this week (from Monday) or this month, whole and with what is over."""
    today = today or timezone.localdate(timezone=timezone.get_default_timezone())
    if name == "today":
        return today, today
    if name == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    first = today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def narrow_by_time(queryset, name):
    """Narrow a queryset of the programme to one of ``STATES``, or to one of ``STRETCHES``."""
    if name in STRETCHES:
        return queryset.between(*stretch(name))
    narrowed = getattr(queryset, name)()
    return narrowed.order_by("-ends", "pk") if name == "past" else narrowed


def place_choices():
    return [choice for choice in Place.choices if choice[0] != Place.UNKNOWN]


def narrow_by_place(queryset, name):
    """Narrow a queryset of the programme to one of ``Place``. Exhibitions are those in the museum."""
    wanted = models.Q(eventpage__place_kind=name)
    return queryset.filter(wanted | models.Q(eventpage=None) if name == Place.ON_SITE else wanted)


def event_of(page):
    """Return an item of the programme as an event, or ``None``; no query where it was selected with its event."""
    if ContentType.objects.get_for_id(page.content_type_id).model == "exhibitionpage":
        return None
    return page if hasattr(page, "kind") else getattr(page, "eventpage", None)


def label(page):
    """Return what an item of the programme is called."""
    event = event_of(page)
    return event.get_kind_display() if event else _("Exhibition")
