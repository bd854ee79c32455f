"""Which of the programme: what is on, to come, over, without a date, or on certain days."""

from datetime import timedelta

from django.apps import apps
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import PageQuerySet

from core.dates import moment, museum_date
from events import kinds


def _sessions(*conditions):
    # The pages build upon this module, so that it cannot import theirs.
    return apps.get_model("events", "Session")._default_manager.filter(*conditions).order_by()


class ProgrammeQuerySet(PageQuerySet):
    """What is on, asked at the moment of asking: of an exhibition's days, and of each session of an event.

    ``current``, ``upcoming``, ``past`` and ``undated`` share out the programme without a rest.
    """

    def current(self, now=None):
        return self.filter(self._current(now or timezone.now()))

    def upcoming(self, now=None):
        now = now or timezone.now()
        ahead = Q(starts__gt=now) | Q(eventpage__isnull=False, ends__gte=now)
        return self.filter(ahead).exclude(self._current(now))

    def past(self, now=None):
        return self.filter(ends__lt=now or timezone.now())

    def undated(self):
        return self.filter(starts=None, ends=None)

    def not_past(self, now=None):
        return self.filter(Q(ends__gte=now or timezone.now()) | Q(ends=None))

    def between(self, first=None, last=None):
        """Narrow to what takes place on any day from ``first`` to ``last``; either may be ``None``."""
        during, span = Q(), Q(eventpage=None) & ~Q(starts=None, ends=None)
        if last:
            end = moment(last + timedelta(days=1))
            during &= Q(starts_at__lt=end)
            span &= Q(starts__lt=end) | Q(starts=None)
        if first:
            start = moment(first)
            during &= Q(starts_at__gte=start) | Q(ends_at__gt=start) | Q(ends_at=start, all_day=True)
            span &= Q(ends__gte=start) | Q(ends=None)
        return self.filter(span | Q(pk__in=_sessions(during).values("page_id")))

    def in_order(self, now=None):
        """Order by state (``kinds.STATES``) and then by what comes next. Each page gets its ``state`` as a number."""
        now = now or timezone.now()
        states = list(kinds.STATES)
        coming = _sessions(Q(starts_at__gte=now, page_id=OuterRef("pk"))).order_by("starts_at")
        state = Case(
            When(Q(starts=None, ends=None), then=Value(states.index("undated"))),
            When(ends__lt=now, then=Value(states.index("past"))),
            When(self._current(now), then=Value(states.index("current"))),
            default=Value(states.index("upcoming")),
            output_field=models.SmallIntegerField(),
        )
        comes = Coalesce(Subquery(coming.values("starts_at")[:1]), F("starts"))
        return self.annotate(state=state).order_by("state", comes.asc(nulls_last=True), "pk")

    def _current(self, now):
        """What is on: exhibitions that are open, and events of which a session is under way."""
        today = moment(museum_date(now))
        tomorrow = today + timedelta(days=1)
        under_way = (
            Q(all_day=False, starts_at__lte=now, ends_at__gte=now)
            | Q(all_day=False, ends_at=None, starts_at__lte=now, starts_at__gte=today)
            | Q(all_day=True, starts_at__lt=tomorrow, ends_at__gte=today)
            | Q(all_day=True, ends_at=None, starts_at__lt=tomorrow, starts_at__gte=today)
        )
        is_open = (
            Q(starts__lte=now, ends__gte=now) | Q(starts__lte=now, ends=None) | Q(starts=None, ends__gte=now)
        )
        events = _sessions(Q(cancelled=False), under_way).values("page_id")
        return Q(eventpage=None) & is_open | Q(pk__in=events)
