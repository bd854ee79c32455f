"""Template tags of feeds: their addresses, and pictures as readers elsewhere can show them."""

from django import template
from django.utils.translation import get_language

from core import pictures
from core.feeds import addresses
from core.feeds.engine import FORMATS
from core.templatetags.museum import alt_text

register = template.Library()
register.filter("absolute", addresses.absolute)
register.filter("alt_text", alt_text)
register.filter("feed_anchor", addresses.anchor)


@register.simple_tag
def feeds_url(name=""):
    """``{% feeds_url "events" %}``: the page of all feeds, at the entry of one of them if it is named."""
    page = addresses.feeds_page(get_language()[:2])
    return f"{page}#{addresses.anchor(name)}" if name else page


@register.simple_tag
def feed_formats(name):
    """``{% feed_formats "events" as formats %}``: ``[(content type, path), …]`` of one feed, in this language."""
    language = get_language()[:2]
    return [
        (module.CONTENT_TYPE, addresses.feed_path(language, name, form)) for form, module in FORMATS.items()
    ]


@register.filter
def jpeg(image):
    """Return the size of an image that every reader can show, made now if need be, or ``None``."""
    if not image:
        return None
    return pictures.existing(image, [pictures.FALLBACK]).get(pictures.FALLBACK) or pictures.fallback(image)
