"""A switchboard: what the translations board adds to the CMS."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from translations import bulk, desk, rights, views

hooks.register("register_bulk_action", bulk.Send)
hooks.register("register_bulk_action", bulk.Export)
hooks.register("desk_items", desk.desk_items)


@hooks.register("register_admin_urls")
def board_urls():
    return [
        path("translations/", views.BoardView.as_view(), name="translations_board"),
        path(
            "translations/results/",
            views.BoardView.as_view(results_only=True),
            name="translations_board_results",
        ),
        path("translations/<int:pk>/texts/", views.ChangesView.as_view(), name="translation_changes"),
        path("translations/import/", views.ImportView.as_view(), name="translations_import"),
        path("translations/done/", views.JobsView.as_view(), name="translation_jobs"),
        path("translations/done/<int:pk>/", views.JobView.as_view(), name="translation_job"),
        path("translations/done/<int:pk>/download/", views.download, name="translation_job_file"),
    ]


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return desk.BoardMenuItem(
        _("Translations"),
        reverse("translations_board"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=220,
    )


@hooks.register("register_permissions")
def board_permission():
    return rights.permission()
