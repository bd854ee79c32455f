"""A switchboard: what the press's affairs add to the CMS."""

from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from core.files.collections import Section
from press import reports
from press.alerts.viewsets import AlertsGroup
from press.desk import PressLinkViewSet, link_buttons
from press.kits.dossier import left_out_of
from press.releases import WaitingReleasesView

register_snippet(PressLinkViewSet)
hooks.register("register_page_header_buttons", link_buttons)
hooks.register("desk_items", WaitingReleasesView.items)
hooks.register("register_admin_urls", WaitingReleasesView.urls)
hooks.register("register_reports_menu_item", WaitingReleasesView.menu_item)


@hooks.register("register_admin_viewset")
def alerts():
    return AlertsGroup()


@hooks.register("register_admin_urls")
def downloads():
    view = reports.DownloadsView
    return [
        path("reports/downloads/", view.as_view(), name="downloads"),
        path("reports/downloads/results/", view.as_view(results_only=True), name="downloads_results"),
    ]


@hooks.register("register_reports_menu_item")
def downloads_menu_item():
    return reports.DownloadsMenuItem(
        _("Downloads"), reverse("downloads"), name="downloads", icon_name="download", order=600
    )


@hooks.register("register_permissions")
def downloads_permission():
    return reports.permission()


@hooks.register("before_edit_page", order=-1)  # before the editor of translations answers
def tell_what_stays_out(request, page):
    """Tell whoever opens the page in the editor which of its pictures the press is not given, and why."""
    if request.method != "GET" or not getattr(page, "has_kit", False):
        return
    if left_out := left_out_of(page):
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a>: {}</li>',
            ((reverse("wagtailimages:edit", args=[row.image]), row.title, row.reason) for row in left_out),
        )
        said = gettext(
            "These pictures stay out of the press kit. What may be given to the press is said at each picture."
        )
        messages.warning(request, format_html("{}<ul>{}</ul>", said, lines))


@hooks.register("section_collections")
def files_of_the_press():
    return Section("press", _("Press"), order=40)
