"""The anniversaries that come within a year, of what the museum has celebrated before: so that none is forgotten."""

from datetime import date

import django_filters
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from core.cache import kept
from core.i18n import SOURCE_LANGUAGE, locale_id
from core.reports import DeskReport, edit_url
from news.models import AnniversaryPage

ROUND = 5  # a count is worth a thought every so many years


def next_round(pages, today):
    """Annotate pages of anniversaries with ``year``, in which the next one falls, and ``jubilee``, its count."""
    month, day = today.month, today.day
    this_year, next_year = Value(today.year), Value(today.year + 1)
    still_comes = Q(month__gt=month) | Q(month=month, day__gte=day)
    return (
        pages.annotate(
            origin=Coalesce(ExtractYear("origin_date"), F("origin_year"), output_field=IntegerField()),
            month=ExtractMonth("origin_date"),
            day=ExtractDay("origin_date"),
        )
        .annotate(rest=F("origin") % ROUND)
        .annotate(
            year=Case(
                When(still_comes, then=this_year),
                When(origin_date__isnull=False, then=next_year),
                When(rest=today.year % ROUND, then=this_year),
                default=next_year,
                output_field=IntegerField(),
            )
        )
        .annotate(jubilee=F("year") - F("origin"))
    )


def coming(pages, today):
    """Narrow pages of anniversaries to those whose next round one falls within a year.

    Where the day of origin is known, from today on; where only the year is, the whole of this year and of the next.
    Of several pages on one thing the newest stands for all; what has its page already is left out.

    Args:
        pages: a queryset of ``AnniversaryPage`` of one language.
        today: the day it is in Baku.

    Returns:
        QuerySet: annotated as by ``next_round``.
    """
    same = AnniversaryPage.objects.filter(subject=OuterRef("subject"), locale=OuterRef("locale")).filter(
        Q(person=OuterRef("person"))
        | Q(institution=OuterRef("institution"))
        | Q(subject_text=OuterRef("subject_text"), person=None, institution=None)
    )
    return (
        next_round(pages, today)
        .annotate(jubilee_rest=F("jubilee") % ROUND)
        .filter(origin__lt=today.year, jubilee_rest=0)
        .exclude(Exists(same.filter(count=OuterRef("jubilee"))))
        .exclude(Exists(same.filter(pk__gt=OuterRef("pk"), first_published_at__isnull=False)))
    )


@kept("coming-anniversaries")
def _coming_keys(day):
    """Return the keys of what is coming from a day on: all of the news is looked through once a publication."""
    pages = AnniversaryPage.objects.filter(
        locale_id=locale_id(SOURCE_LANGUAGE), alias_of=None, first_published_at__isnull=False
    )
    return list(coming(pages, date.fromisoformat(day)).values_list("pk", flat=True))


class AnniversaryFilterSet(WagtailFilterSet):
    subject = django_filters.ChoiceFilter(
        label=gettext_lazy("anniversary of"), choices=AnniversaryPage.Subject.choices
    )

    class Meta:
        model = AnniversaryPage
        fields = ["subject"]


class ComingAnniversariesView(DeskReport):
    """Round anniversaries within a year, for those who write in the source language."""

    model = AnniversaryPage
    item_name = "anniversaries"
    item_order = 70
    page_title = gettext_lazy("Anniversaries in the coming year")
    header_icon = "calendar"
    index_url_name = "coming_anniversaries"
    index_results_url_name = "coming_anniversaries_results"
    filterset_class = AnniversaryFilterSet
    default_ordering = ()
    list_export = ["title", "jubilee", "when", "origin"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "jubilee": gettext_lazy("Years"),
        "when": gettext_lazy("When"),
        "origin": gettext_lazy("Year of origin"),
    }
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), get_url=edit_url),
        Column("jubilee", label=gettext_lazy("Years")),
        Column("when", label=gettext_lazy("When")),
        Column("origin", label=gettext_lazy("Year of origin")),
    ]

    @classmethod
    def rows_for(cls, user):
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        pages = AnniversaryPage.objects.filter(pk__in=_coming_keys(today.isoformat()))
        pages = next_round(pages.filter(pk__in=cls.mine(user).values("pk")), today)
        return pages.order_by("year", Coalesce("month", Value(13)), Coalesce("day", Value(32)), "pk")

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        for row in rows:
            row.when = self._when(row)
        return rows

    def _when(self, row):
        if not row.origin_date:
            return _("%(year)s, day not known") % {"year": row.year}
        try:
            day = row.origin_date.replace(year=row.year)
        except ValueError:  # 29 February
            day = row.origin_date.replace(year=row.year, day=28)
        return date_format(day, "DATE_FORMAT")
