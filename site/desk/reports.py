"""The lists behind the desk's numbers: what goes out today, links that lead nowhere, pictures that lack words."""

from collections import defaultdict
from datetime import datetime, time, timedelta

import django_filters
from django.db.models import Exists, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision

from core.i18n import LANGUAGES, language_of
from core.reports import DeskReport, edit_url
from desk.models import Fault

_BAKU = timezone.get_default_timezone


def today():
    """Return the first moment of today and of tomorrow in Baku, whatever clock the editor chose."""
    day = timezone.localdate(timezone=_BAKU())
    start = datetime.combine(day, time.min, tzinfo=_BAKU())
    return start, start + timedelta(days=1)


class DueFilterSet(WagtailFilterSet):
    locale = django_filters.ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())

    class Meta:
        model = Page
        fields = ["locale"]


class DueTodayView(DeskReport):
    """Pages that go out or are taken back by themselves today."""

    model = Page
    item_name = "due-today"
    item_order = 20
    page_title = _("Due today")
    header_icon = "calendar-alt"
    index_url_name = "desk_due_today"
    index_results_url_name = "desk_due_today_results"
    filterset_class = DueFilterSet
    default_ordering = "pk"
    list_export = ["draft_title", "language", "what", "hour"]
    export_headings = {
        "draft_title": _("Page"),
        "language": _("Language"),
        "what": _("What happens"),
        "hour": _("Hour"),
    }
    columns = [
        TitleColumn("draft_title", label=_("Page"), get_url=edit_url),
        Column("language", label=_("Language")),
        Column("what", label=_("What happens")),
        Column("hour_shown", label=_("Hour")),
    ]

    @classmethod
    def rows_for(cls, user):
        start, end = today()
        waiting = Revision.page_revisions.filter(
            approved_go_live_at__gte=start, approved_go_live_at__lt=end
        ).annotate(page_key=Cast("object_id", IntegerField()))
        goes_out = waiting.filter(page_key=OuterRef("pk")).values("page_key")
        return (
            cls.mine(user)
            .filter(
                Q(pk__in=waiting.values("page_key")) | Q(live=True, expire_at__gte=start, expire_at__lt=end),
                alias_of=None,
            )
            .annotate(goes_out=Subquery(goes_out.annotate(hour=Min("approved_go_live_at")).values("hour")))
        )

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        for row in rows:
            row.hour = timezone.localtime(row.goes_out or row.expire_at, _BAKU())
            row.hour_shown = f"{row.hour:%H:%M}"
            row.what = gettext("is published") if row.goes_out else gettext("is taken back")
            row.language = language_of(row)
        return rows


class BrokenLinkFilterSet(WagtailFilterSet):
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=Locale.objects.all()
    )

    class Meta:
        model = Fault
        fields = ["locale"]


class BrokenLinksView(DeskReport):
    """Links on public pages that lead nowhere."""

    model = Fault
    item_name = "broken-links"
    item_order = 60
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "desk_broken_links"
    index_results_url_name = "desk_broken_links_results"
    filterset_class = BrokenLinkFilterSet
    default_ordering = ("page__title", "pk")
    list_export = ["page.title", "language", "words", "target", "noted_at"]
    export_headings = {
        "page.title": _("Page"),
        "language": _("Language"),
        "words": _("Words"),
        "target": _("Leads to"),
        "noted_at": _("Noted"),
    }
    columns = [
        TitleColumn(
            "title", label=_("Page"), accessor="page", get_url=lambda fault: edit_url(fault.page, fault.path)
        ),
        Column("language", label=_("Language")),
        Column("words", label=_("Words")),
        Column("target", label=_("Leads to")),
        DateColumn("noted_at", label=_("Noted")),
    ]

    @classmethod
    def rows_for(cls, user):
        return Fault.objects.filter(kind=Fault.Kind.LINK, page__live=True, page__in=cls.mine(user))

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list.select_related("page"))
        for row in rows:
            row.language = language_of(row.page)
        return rows


class PictureFilterSet(WagtailFilterSet):
    lacks = django_filters.ChoiceFilter(
        label=_("Lacks"),
        method="filter_lacks",
        choices=[(Fault.Kind.ALT, _("alternative text")), (Fault.Kind.CREDIT, _("credit"))],
    )
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), method="filter_locale", queryset=Locale.objects.all()
    )

    class Meta:
        model = get_image_model()
        fields = ["lacks", "locale"]

    def filter_lacks(self, queryset, name, value):
        return queryset.filter(Exists(_faults_of_images().filter(image=OuterRef("pk"), kind=value)))

    def filter_locale(self, queryset, name, value):
        return queryset.filter(Exists(_faults_of_images().filter(image=OuterRef("pk"), page__locale=value)))


class PicturesView(DeskReport):
    """Pictures that public pages show without an alternative text or a credit in their language."""

    model = rights_over = get_image_model()
    any_permission_required = ["change"]
    item_name = "pictures-without-words"
    item_order = 65
    page_title = _("Pictures without alternative text or credit")
    header_icon = "image"
    index_url_name = "desk_pictures"
    index_results_url_name = "desk_pictures_results"
    filterset_class = PictureFilterSet
    default_ordering = ("title", "pk")
    list_export = ["title", "without_alt", "without_credit", "pages"]
    export_headings = {
        "title": _("Image"),
        "without_alt": _("No alternative text"),
        "without_credit": _("No credit"),
        "pages": _("Public pages"),
    }
    columns = [
        TitleColumn(
            "title", label=_("Image"), get_url=lambda image: reverse("wagtailimages:edit", args=[image.pk])
        ),
        Column("without_alt", label=_("No alternative text")),
        Column("without_credit", label=_("No credit")),
        Column("pages", label=_("Public pages")),
    ]

    @classmethod
    def rows_for(cls, user):
        return cls.mine(user).filter(pk__in=_faults_of_images().values("image"))

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        lacking, pages = defaultdict(set), defaultdict(set)
        for fault in _faults_of_images().filter(image__in=[row.pk for row in rows]).select_related("page"):
            lacking[fault.image_id, fault.kind].add(language_of(fault.page))
            pages[fault.image_id].add(fault.page_id)
        for row in rows:
            row.without_alt = _in_order(lacking[row.pk, Fault.Kind.ALT])
            row.without_credit = _in_order(lacking[row.pk, Fault.Kind.CREDIT])
            row.pages = len(pages[row.pk])
        return rows


def _faults_of_images():
    return Fault.objects.filter(kind__in=[Fault.Kind.ALT, Fault.Kind.CREDIT], page__live=True)


def _in_order(languages):
    return ", ".join(language for language in LANGUAGES if language in languages)


REPORTS = [DueTodayView, BrokenLinksView, PicturesView]
