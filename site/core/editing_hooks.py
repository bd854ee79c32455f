"""A switchboard: what keeps two editors from overwriting one another. Our views come before Wagtail's."""

from django.templatetags.static import static
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks

from core.editing import strings
from core.editing.views import GuardedSettingEdit
from core.editing.viewsets import PageViewSet

hooks.register("before_edit_page", strings.say_what_is_unseen, order=-2)  # before it is published
hooks.register("before_edit_snippet", strings.say_what_is_unseen, order=-2)


@hooks.register("register_admin_viewset")
def pages():
    return PageViewSet()


@hooks.register("register_admin_urls", order=-1)
def guarded_urls():
    setting = "settings/<slug:app_name>/<slug:model_name>/<int:pk>/"
    translation = "localize/translate/<int:translation_id>"
    return [
        path(setting, GuardedSettingEdit.as_view()),
        path(f"{translation}/strings/<int:string_segment_id>/edit/", strings.save_string),
        path(f"{translation}/pofile/upload/", strings.upload_po),
    ]


@hooks.register("insert_editor_js")
def two_translators():
    return format_html(
        '<script src="{}" data-opened="{}" defer></script>',
        static("js/admin-two-translators.js"),
        timezone.now().isoformat(),
    )


@hooks.register("insert_global_admin_css")
def question():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-editing.css"))
