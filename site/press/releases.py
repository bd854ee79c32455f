"""The releases that wait for their hour, as a list for those who write them."""

import django_filters
from django.db.models import Count, IntegerField, Min, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale, Page, Revision

from core.i18n import language_of
from core.reports import DeskReport, edit_url
from press.embargo import TICK
from press.models import PressLink


class ReleaseFilterSet(WagtailFilterSet):
    locale = django_filters.ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())

    class Meta:
        model = Page
        fields = ["locale"]


class WaitingReleasesView(DeskReport):
    """Releases under embargo with their hour, each in the languages that go out then."""

    model = Page
    item_name = "embargoes"
    item_order = 30
    page_title = _("Embargoes ending")
    header_icon = "time"
    index_url_name = "waiting_releases"
    index_results_url_name = "waiting_releases_results"
    filterset_class = ReleaseFilterSet
    default_ordering = ("hour", "pk")
    list_export = ["draft_title", "language", "when", "links"]
    export_headings = {
        "draft_title": _("Release"),
        "language": _("Language"),
        "when": _("Embargo ends"),
        "links": _("Links for journalists"),
    }
    columns = [
        TitleColumn("draft_title", label=_("Release"), get_url=edit_url),
        Column("language", label=_("Language")),
        Column("when", label=_("Embargo ends")),
        Column("links", label=_("Links for journalists")),
    ]

    @classmethod
    def rows_for(cls, user):
        waiting = Revision.page_revisions.filter(
            approved_go_live_at__isnull=False, **{f"content__{TICK}": True}
        ).annotate(page_key=Cast("object_id", IntegerField()))
        hour = waiting.filter(page_key=OuterRef("pk")).values("page_key")
        links = PressLink.objects.filter(release=OuterRef("translation_key")).order_by().values("release")
        return (
            cls.mine(user)
            .filter(pk__in=waiting.values("page_key"), live=False, alias_of=None)
            .annotate(
                hour=Subquery(hour.annotate(first=Min("approved_go_live_at")).values("first")),
                links=Coalesce(Subquery(links.annotate(number=Count("pk")).values("number")), 0),
            )
        )

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        for row in rows:
            row.when = date_format(
                timezone.localtime(row.hour, timezone.get_default_timezone()), "SHORT_DATETIME_FORMAT"
            )
            row.language = language_of(row)
        return rows
