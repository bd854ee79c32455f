from itertools import groupby

from django.db import models
from django.db.models import Max, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from core.cache import kept
from core.citation import cite
from core.dates import date_range, datetime_line, museum_date
from core.feeds import item_of
from core.fetching import for_cards
from core.i18n import public
from core.ical import webcal
from core.listing import DayFilter, Filter, Listing, Narrowed
from core.models import IndexPage, StoryPage
from core.pictures import prepare_cards
from core.timelines import Moment, day_of
from events import kinds
from events.month import Month, MonthFilter, month_query, today
from events.querysets import ProgrammeQuerySet
from events.timetable import Timetable

EVENTS_FEED = ("events", _("What’s on"))


class ProgrammePage(StoryPage):
    """What events and exhibitions have in common, so that one question finds all that is on."""

    is_creatable = False
    card_prefetch = ("eventpage__sessions",)

    # Computed from sessions or days whenever the page is saved; what is on is derived from them when asked.
    starts = models.DateTimeField(null=True, editable=False, db_index=True)
    ends = models.DateTimeField(null=True, editable=False, db_index=True)

    objects = PageManager.from_queryset(ProgrammeQuerySet)()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programme")

    def span(self):
        """Return ``(starts, ends)`` as aware datetimes; either may be ``None``."""
        raise TypeError(f"{type(self).__name__} must say when it takes place")

    def full_clean(self, *args, **kwargs):
        self.starts, self.ends = self.span()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.starts, self.ends = self.span()
        super().save(*args, **kwargs)

    @property
    def status(self):
        """``"upcoming"``, ``"current"``, ``"past"`` or ``"undated"``, at the moment of asking, first to last day."""
        now = timezone.now()
        if self.starts is None and self.ends is None:
            return "undated"
        if self.ends and self.ends < now:
            return "past"
        return "upcoming" if self.starts and self.starts > now else "current"

    def shown_rows(self):
        """Return the rows that the page shows, with what they name: ``{name in the template: list}``."""
        return {"related": self.related}

    def rows_for(self, request):
        """Return ``shown_rows`` as kept since the last publication; a preview's are nowhere but in it."""
        return self.shown_rows() if getattr(request, "is_preview", False) else _shown_rows(self.pk)

    def get_context(self, request, *args, **kwargs):
        rows = self.rows_for(request)
        self.related = rows["related"]
        return super().get_context(request, *args, **kwargs) | rows

    def date_line(self):
        if self.status == "undated":
            return _("Date to be announced")
        return date_range(museum_date(self.starts), museum_date(self.ends))

    def card(self):
        return super().card() | {"kind": kinds.label(self)} | self._next_on_card()

    def _next_on_card(self):
        """Return the next session for a card, in the place of the whole stretch of days; nothing without sessions.

        ``date_line``; ``more_dates``, how many come after it; ``cancelled``. Only sessions that were fetched for
        cards (``card_prefetch``) are looked at: a card asks nothing.
        """
        event = kinds.event_of(self)
        known = "sessions" in getattr(event, "_prefetched_objects_cache", ())
        if not known or self.status in ("undated", "past"):
            return {}
        timetable = Timetable.of(event.sessions.all())
        shown = timetable.next or timetable.coming[0]
        line = datetime_line(shown.starts_at, shown.ends_at, shown.all_day)
        more = len(timetable.coming) + len(timetable.later) - 1
        return {"date_line": line, "more_dates": more, "cancelled": shown.cancelled}

    @classmethod
    def on_timeline(cls, pages):
        return pages.annotate(day=day_of(Coalesce("starts", "ends")))

    def moment(self):
        return Moment(self.date_line(), kind=kinds.label(self))

    def citation(self, context=None):
        dated = "" if self.status == "undated" else self.date_line()
        return cite(self, context, published=self.first_published_at, dated=dated)

    def feed(self):
        return EVENTS_FEED

    def feed_item(self):
        return item_of(self, self.first_published_at, kinds.label(self), lines=[self.date_line()])


@kept("programme-rows")
def _shown_rows(pk):
    return ProgrammePage.objects.get(pk=pk).specific.shown_rows()


@kept("programme-days")
def _days_known(path):
    """Return ``(first, last)`` day of the public programme below a page; ``None`` where there is none."""
    known = public(ProgrammePage.objects.filter(path__startswith=path)).aggregate(
        first=Min("starts"), last_start=Max("starts"), last_end=Max("ends")
    )
    last = [day for day in (known["last_start"], known["last_end"]) if day]
    return museum_date(known["first"]), museum_date(max(last, default=None))


class EventIndexPage(IndexPage):
    """What is on, in one language: a list of what is not over, and each month as a calendar with its own address."""

    kind_label = _("What’s on")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage", "events.ExhibitionPage"]

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    def feed(self):
        return EVENTS_FEED

    def programme(self):
        return public(ProgrammePage.objects.child_of(self))

    def listed(self):
        """Return the programme by state; within each, what comes next stands first."""
        return for_cards(self.programme()).select_related("eventpage").in_order()

    def filters(self):
        days = DayFilter(lambda queryset, first, last: queryset.between(first, last))
        when = Filter(
            "when",
            _("When"),
            kinds.when_choices,
            kinds.narrow_by_time,
            every=_("On now and upcoming"),
            # Who asks for days means all that is on them, be it over or not.
            default=lambda queryset: queryset if days.is_set else queryset.not_past(),
        )
        return [when, *self._lasting_filters(), days]

    def _lasting_filters(self):
        return [
            Filter("kind", _("Kind"), kinds.choices, kinds.narrow),
            Filter("place", _("Place"), kinds.place_choices, kinds.narrow_by_place),
        ]

    def listing(self, query):
        if "month" not in query:
            return Listing(self.listed(), self.filters(), query, per_page=self.per_page)
        month = MonthFilter(*_days_known(self.path))
        return Narrowed(self.programme(), [month, *self._lasting_filters()], query)

    def get_template(self, request, *args, **kwargs):
        return "events/month.html" if "month" in request.GET else self.template

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        context |= {
            "this_month": month_query(today()),
            "webcal": webcal(reverse("calendar")),
        }
        if "month" not in request.GET:
            shown = {"groups": groups(listing.objects), "when": listing.filters[0].value}
            return context | shown | {"stretches": kinds.STRETCHES.items()}
        if listing.error:
            return context
        month = Month(listing)
        suffix = month.address
        return context | {
            "month": month,
            "queries": dict.fromkeys(context["addresses"], suffix),
            "canonical": context["canonical"] + suffix,
            "alternates": [(code, address + suffix) for code, address in context["alternates"]],
            "crumbs": [*context["crumbs"], (month.title, suffix)],
        }


def groups(pages):
    """Return ``[(state, its label, cards), …]`` of pages in order; a card says when the next session is.

    Args:
        pages: of the programme, each with its ``state`` (``ProgrammeQuerySet.in_order``).
    """
    pages = list(pages)
    prepare_cards(pages)
    states = list(kinds.STATES.items())
    found = groupby(pages, lambda page: page.state)
    return [(*states[state], [page.card() for page in same]) for state, same in found]
