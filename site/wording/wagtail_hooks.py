"""A switchboard: what the room of wording adds to the CMS."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from wording import editor, publishing
from wording.viewsets import GlossaryViewSet

hooks.register("before_edit_page", publishing.before_publishing, order=-2)  # before core.translation answers
hooks.register("before_edit_snippet", publishing.before_publishing, order=-2)


@hooks.register("register_admin_viewset")
def glossary():
    return GlossaryViewSet()


@hooks.register("register_admin_urls")
def beside_the_editor():
    prefix = "localize/translate/<int:translation_id>/wording/"
    return [
        path(prefix, editor.wording, name="wording"),
        path(f"{prefix}fill/", editor.fill, name="wording_fill"),
        path(f"{prefix}confirm/", editor.confirm, name="wording_confirm"),
    ]


@hooks.register("insert_editor_js")
def script():
    return format_html('<script src="{}" defer></script>', static("js/admin-wording.js"))


@hooks.register("insert_global_admin_css")
def style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-wording.css"))
