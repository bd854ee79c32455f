"""A switchboard: what the whole site adds to the CMS."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from core import editing_hooks, translation_hooks  # noqa: F401 - each registers hooks of its own
from core.admin_api import ImagesWithoutAddress
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
