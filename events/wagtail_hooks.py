"""Events in the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_editor_js")
def repeat_weekly():
    return format_html('<script type="module" src="{}"></script>', static("js/admin-repeat-weekly.js"))
