"""A switchboard: what the desk adds to the CMS."""

from django.urls import path
from wagtail import hooks

from desk import guide, items, outlines, panels, publishing, views
from desk.reports import REPORTS

hooks.register("construct_homepage_panels", panels.put_desk_first)
hooks.register("construct_homepage_summary_items", panels.count_nothing_else)
hooks.register("page_editor_tabs", panels.checklist_tab)
hooks.register("register_page_header_buttons", panels.checklist_button)
hooks.register("desk_items", items.workflow_items)
hooks.register("desk_items", items.locked_items)
hooks.register("before_create_page", outlines.tell_of_outline)
hooks.register("before_publish_page", publishing.ask_before_publishing)
hooks.register(
    "before_edit_page", publishing.ask_before_publishing_translation, order=-2
)  # before it is published

hooks.register("register_admin_urls", guide.addresses)
hooks.register("register_help_menu_item", guide.menu_item)

for report in REPORTS:
    hooks.register("desk_items", report.items)
    hooks.register("register_admin_urls", report.urls)
    hooks.register("register_reports_menu_item", report.menu_item)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("desk/check/<int:page_id>/", views.CheckOnEdit.as_view(), name="desk_check"),
        path(
            "desk/check/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
            views.CheckOnCreate.as_view(),
            name="desk_check_new",
        ),
        path("desk/checklist/<int:pk>/", views.ChecklistView.as_view(), name="desk_checklist"),
        path("desk/publish/<int:pk>/", views.PublishView.as_view(), name="desk_publish"),
        path("desk/see/<int:pk>/", views.SeeView.as_view(), name="desk_see"),
        path("desk/preview/<int:pk>/", views.PreviewView.as_view(), name="desk_preview"),
    ]
