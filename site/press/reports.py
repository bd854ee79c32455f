"""The numbers of downloads as staff read them: a table by day, narrowed and exported as they like."""

import django_filters
from django.contrib.auth.models import Permission
from django.db.models import Sum
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from core.feeds.views import feed_names
from core.i18n import language_of
from core.numbers import number
from press.models import DownloadCount

policy = ModelPermissionPolicy(DownloadCount)


def labels(pairs):
    """Return ``{(what, name): words}``: what feeds and press kits are called in the language of staff.

    What is not there any more keeps the name under which it was counted. Two queries, however many there are.
    """
    pairs = set(pairs)
    language = get_language()[:2]
    kits = {name for what, name in pairs if what != DownloadCount.What.FEED}
    titles = {}
    for page in Page.objects.filter(translation_key__in=kits).only("title", "translation_key", "locale_id"):
        key = str(page.translation_key)
        if key not in titles or language_of(page) == language:
            titles[key] = page.title
    feeds = feed_names(language)
    return {
        (what, name): str((feeds if what == DownloadCount.What.FEED else titles).get(name, name))
        for what, name in pairs
    }


def _things(_request=None):
    """Return ``[(name, words)]`` of everything that was ever counted, files of a kit with the kit."""
    pairs = DownloadCount.objects.order_by().values_list("what", "name").distinct()
    named = labels(
        (DownloadCount.What.FEED if what == DownloadCount.What.FEED else DownloadCount.What.KIT, name)
        for what, name in pairs
    )
    kinds = dict(DownloadCount.What.choices)
    return sorted(
        ((name, f"{kinds[what]}: {words}") for (what, name), words in named.items()), key=lambda pair: pair[1]
    )


class DownloadFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=gettext_lazy("Days"), widget=DateRangePickerWidget)
    name = django_filters.ChoiceFilter(label=gettext_lazy("Feed or press kit"), choices=_things)

    class Meta:
        model = DownloadCount
        fields = ["day", "what", "name", "language"]


class DownloadsView(ReportView):
    """How often each feed and press kit was fetched on each day."""

    model = DownloadCount
    permission_policy = policy
    permission_required = "view"
    page_title = gettext_lazy("Downloads")
    header_icon = "download"
    index_url_name = "downloads"
    index_results_url_name = "downloads_results"
    filterset_class = DownloadFilterSet
    default_ordering = ("-day", "what", "name", "form", "language")
    export_filename = "downloads"
    list_export = ["day", "get_what_display", "label", "form", "language", "full", "unchanged"]
    export_headings = {
        "day": gettext_lazy("Day"),
        "get_what_display": gettext_lazy("Kind"),
        "label": gettext_lazy("Feed or press kit"),
        "form": gettext_lazy("Format"),
        "language": gettext_lazy("Language"),
        "full": gettext_lazy("Fetched"),
        "unchanged": gettext_lazy("Asked, unchanged"),
    }
    columns = [
        Column("day", label=gettext_lazy("Day"), sort_key="day"),
        Column("get_what_display", label=gettext_lazy("Kind")),
        Column("label", label=gettext_lazy("Feed or press kit")),
        Column("form", label=gettext_lazy("Format")),
        Column("get_language_display", label=gettext_lazy("Language")),
        Column("full", label=gettext_lazy("Fetched"), sort_key="full"),
        Column("unchanged", label=gettext_lazy("Asked, unchanged"), sort_key="unchanged"),
    ]

    def get_filtered_queryset(self):
        queryset = super().get_filtered_queryset()
        self.totals = queryset.order_by().aggregate(full=Sum("full"), unchanged=Sum("unchanged"))
        return queryset

    def stream_csv(self, queryset):
        # Now, in the language of whoever asked: what is streamed is written after that is forgotten.
        return iter(list(super().stream_csv(queryset)))

    def get_page_subtitle(self):
        return _("fetched %(full)s times, %(unchanged)s times unchanged") % {
            name: number(total or 0) for name, total in self.totals.items()
        }

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        named = labels((row.what, row.name) for row in rows)
        for row in rows:
            row.label = named[row.what, row.name]
        return rows


class DownloadsMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.user_has_permission(request.user, "view")


def permission():
    """Return the right to see the numbers, for the form of groups."""
    return Permission.objects.filter(content_type__app_label="press", codename="view_downloadcount")
