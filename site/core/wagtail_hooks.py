"""A switchboard: what the whole site adds to the CMS."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core import editing_hooks, translation_hooks  # noqa: F401 - each registers hooks of its own
from core.admin_api import ImagesWithoutAddress
from core.files import rights, views
from core.files.collections import Section
from core.image_operations import MatOperation
from core.panels import SetAsidePanel
from core.rich_text import PublicPageLinkHandler


@hooks.register("insert_global_admin_js")
def readable_slugs():
    return format_html('<script src="{}"></script>', static("js/admin-slug.js"))


@hooks.register("register_image_operations")
def image_operations():
    return [("mat", MatOperation)]


@hooks.register("construct_admin_api", order=1)  # in the place of Wagtail's
def private_images(router):
    router.register_endpoint("images", ImagesWithoutAddress)


@hooks.register("construct_homepage_panels")
def releases_set_aside(request, panels):
    panels.append(SetAsidePanel())


@hooks.register("register_rich_text_features", order=1)  # in the place of Wagtail's
def public_links(features):
    features.register_link_type(PublicPageLinkHandler)


views.set_up_choosers()
hooks.register("desk_items", rights.desk_items)
# Before the editor of translations answers.
hooks.register("before_edit_page", rights.tell_of_rights, order=-1)
hooks.register("before_edit_snippet", rights.tell_of_rights, order=-1)


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own at the same addresses
def pictures_and_documents():
    return [path("images/", include(views.image_urls())), path("documents/", include(views.document_urls()))]


@hooks.register("section_collections")
def files_of_the_museum():
    return Section("museum", _("Museum"), order=90)
