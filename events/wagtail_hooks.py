"""Events in the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.files.collections import Section


@hooks.register("insert_editor_js")
def repeat_weekly():
    return format_html('<script type="module" src="{}"></script>', static("js/admin-repeat-weekly.js"))


@hooks.register("section_collections")
def files_of_events():
    return Section("events", _("Events"), order=20)
