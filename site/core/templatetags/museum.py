"""Template tags of every section: pictures, languages, cards, and small things templates cannot do."""

import re
from urllib.parse import urlencode, urlsplit

from babel import Locale as Cldr
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core import pictures, press_contacts
from core.cache import generation
from core.collation import capitalised
from core.fields import Words
from core.i18n import language_of as _language_of
from core.i18n import localize_pages
from core.routing import homes
from core.serving import absolute_url

register = template.Library()

# Open Graph wants a territory; these are the ones of the museum's readers.
OG_LOCALES = {"az": "az_AZ", "en": "en_GB", "ka": "ka_GE", "tr": "tr_TR"}
FILE_TYPES = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "odt": "OpenDocument",
    "ods": "OpenDocument",
    "txt": "TXT",
    "csv": "CSV",
}


# Pictures


def alt_text(image):
    """Return what stands for an image that is not seen: this use's own words, else the image's, else nothing."""
    if getattr(image, "decorative", False):
        return ""
    return getattr(image, "contextual_alt_text", None) or image.default_alt_text


def _srcset(renditions):
    return ", ".join(f"{item.url} {item.width}w" for item in renditions)


register.filter(capitalised)


@register.simple_tag
def picture(
    image, widths="340 440 800 1200", sizes="100vw", place="", loading="lazy", alt=None, **attributes
):
    """``{% picture image widths="400 800" sizes="50vw" %}``: a ``<picture>`` in AVIF, WebP and JPEG, never cropped.

    Only what was made before is offered; the JPEG alone is made on the spot. Where the original cannot be read,
    a drawing of the same proportions keeps its place.

    Args:
        image: ``MuseumImage`` or ``None``.
        widths: those of ``pictures.WIDTHS`` that the layout needs.
        sizes: as in HTML.
        place: name of one of ``pictures.PLACES``, instead of ``widths`` and ``sizes``.
        loading: ``"lazy"``, or ``"eager"`` for the first picture of a page, which is then fetched before others.
        alt: overrides the image's own alternative text; an empty text marks it as decoration.
        attributes: further attributes of the ``<picture>``, usually ``class``.
    """
    if not image:
        return ""
    alt = alt_text(image) if alt is None else alt
    outer = format_html_join("", ' {}="{}"', attributes.items())
    sources, jpeg = _offered(image, [int(width) for width in widths.split()], sizes, place)
    if not jpeg:
        return _placeholder(image, alt, outer)
    haste = mark_safe(' fetchpriority="high"') if loading == "eager" else mark_safe(' loading="lazy"')
    return format_html(
        '<picture{}>{}<img src="{}" width="{}" height="{}" alt="{}" decoding="async"{}></picture>',
        outer,
        format_html_join("", '<source type="{}" srcset="{}" sizes="{}">', sources),
        jpeg.url,
        image.width,
        image.height,
        alt,
        haste,
    )


@register.simple_tag
def preload(image, place):
    """``{% preload image "hero" %}``, in the head: has the picture fetched before fonts take all the connections.

    Args:
        image: the ``MuseumImage`` that the page shows first, or ``None``.
        place: name of one of ``pictures.PLACES``, the one with which ``picture`` shows it.
    """
    sources, _jpeg = _offered(image, (), "", place) if image else ((), None)
    # The best format only: browsers that do not know it pass the line over.
    return format_html_join(
        "",
        '<link rel="preload" as="image" type="{}" imagesrcset="{}" imagesizes="{}" fetchpriority="high">',
        sources[:1],
    )


def _offered(image, widths, sizes, place):
    """Return ``([(type, srcset, sizes), …], the JPEG)`` of an image; no JPEG if its original cannot be read."""
    if place:
        widths, sizes = pictures.PLACES[place].widths, pictures.PLACES[place].sizes_of(image)
    wanted = pictures.widths_for(image, widths)
    named = {kind: [pictures.spec(width, kind) for width in wanted] for kind in pictures.MODERN}
    found = pictures.existing(
        image, [pictures.FALLBACK, *(name for names in named.values() for name in names)]
    )
    sources = [
        (f"image/{kind}", _srcset(found[name] for name in names if name in found), sizes)
        for kind, names in named.items()
        if any(name in found for name in names)
    ]
    return sources, found.get(pictures.FALLBACK) or pictures.fallback(image)


def _placeholder(image, alt, outer):
    return format_html(
        '<span data-missing{}><svg viewBox="0 0 {} {}" {}></svg></span>',
        outer,
        image.width or 4,
        image.height or 3,
        format_html('role="img" aria-label="{}"', alt) if alt else mark_safe('aria-hidden="true"'),
    )


@register.simple_tag
def social_image(image, work=False):
    """``{% social_image image work=True as preview %}``: what social networks are given; nothing is made for it here.

    Args:
        image: ``MuseumImage`` or ``None``.
        work: whether it shows a work of art, which is never cropped.

    Returns:
        dict | None: ``url`` (absolute), ``width``, ``height``, ``alt``.
    """
    if not image:
        return None
    wanted = [pictures.social_size(image, work), pictures.FALLBACK]
    found = pictures.existing(image, wanted)
    size = next((found[name] for name in wanted if name in found), None)
    if not size:
        return None
    return {
        "url": absolute_url(size.url),
        "width": size.width,
        "height": size.height,
        "alt": alt_text(image),
    }


@register.simple_tag
def absolute_static(name):
    """``{% absolute_static "img/share.png" %}``: the address of a static file for those who read it elsewhere."""
    return absolute_url(static(name))


@register.simple_tag
def icon(name):
    """``{% icon "search" %}``: a drawing of the sprite, which adds nothing for those who hear the page."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


# Languages


@register.simple_tag
def home_url():
    """Return the address of the reader's home page."""
    language = get_language()[:2]
    home = homes().get(language)
    return home.get_url() if home else f"/{language}/"


@register.simple_tag(takes_context=True)
def languages(context):
    """Return what the switcher shows, one dict per language: ``code``, ``name``, ``url``, ``current``, ``translated``.

    A language without this page leads to its home page and says so (``note``, in that language). The search has the
    same address in every language; a list that a reader has narrowed gives its query strings as ``queries``.
    """
    home_urls = {code: home.get_url() for code, home in homes().items()}
    current = get_language()[:2]
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if "addresses" in context:
        queries = context.get("queries", {})
        urls = {code: url + queries.get(code, "") for code, url in context["addresses"].items()}
    elif "offers" in context:
        urls = {code: twin.get_url() for code, _info, twin in context["offers"]}
    elif match and match.url_name == "search":
        rest = request.get_full_path().removeprefix(f"/{current}/")
        urls = {code: f"/{code}/{rest}" for code in home_urls}
    else:
        urls = home_urls
    # Where there is no page at all, none of its translations is missing.
    urls = urls or home_urls
    rows = []
    for code, name in settings.LANGUAGES:
        translated = code in urls or code == current
        with override(code):
            note = "" if translated else _("This page has not yet been translated into English.")
        url = urls.get(code) or home_urls.get(code)
        rows.append(
            {
                "code": code,
                "name": name,
                "url": url,
                "current": code == current,
                "translated": translated,
                "note": note,
            }
        )
    return rows


@register.simple_tag
def language_switcher_label():
    """Return “Language” in every language at once: a reader who looks for it may not read the page's own."""
    return " · ".join(_in(code, "Language") for code, _name in settings.LANGUAGES)


def _in(code, text):
    with override(code):
        return _(text)


@register.inclusion_tag("components/language_switcher.html", takes_context=True)
def language_switcher(context):
    """The four languages, each by its own name."""
    return {"languages": languages(context)}


@register.filter
def language_of(obj):
    """Return the two-letter code of a translatable object."""
    return _language_of(obj)


@register.simple_tag
def og_locale(code=None):
    """Return a language the way Open Graph writes it: ``ka_GE``."""
    return OG_LOCALES.get((code or get_language())[:2], "")


@register.filter
def words(value):
    """Write a text kept in four languages: the reader's own, else another one marked with its language."""
    if not isinstance(value, Words):
        return value or ""
    text, language = value.or_source()
    if not text or language == (get_language() or "")[:2]:
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@register.simple_tag
def country(code):
    """``{% country "GE" %}``: a country's name in the reader's language, by CLDR."""
    return Cldr.parse(get_language()[:2]).territories.get(code, code) if code else ""


# Chosen pages and cards


@register.simple_tag(takes_context=True)
def localized(context, row):
    """``{% localized row as page %}``: the page that a row or a block points at, in the reader's language."""
    return _in_readers_language(context, row)


def _in_readers_language(context, row):
    pk = row.get("page") and row["page"].pk if hasattr(row, "get") else row.page_id
    if not pk:
        return None
    if "localized" not in context:
        return localize_pages([pk]).get(pk)  # a block's own preview, outside of any page
    return context["localized"].get(pk)


@register.simple_tag(takes_context=True)
def card_of(context, row):
    """``{% card_of value as card %}``: the card of the page a block points at, or ``None``."""
    return next(iter(_cards(context, [row])), None)


@register.simple_tag(takes_context=True)
def cards_of(context, rows):
    """``{% cards_of works as cards %}``: cards of rows that point at pages; what is not translated is left out."""
    return _cards(context, rows)


@register.simple_tag(takes_context=True)
def related_cards(context, page):
    """Return the cards of the related pages: those an editor chose, then those about the same partners."""
    return _cards_of_pages(context, [context["localized"].get(pk) for pk in page.related_ids()])


def _cards(context, rows):
    return _cards_of_pages(context, [_in_readers_language(context, row) for row in rows])


def _cards_of_pages(context, pages):
    # All that the page shows are prepared at the first call, with one query for their pictures.
    pictures.prepare_cards(context.get("localized", {}).values())
    return [page.card() for page in pages if hasattr(page, "card")]


# The press


@register.simple_tag
def press_contact(page=None):
    """``{% press_contact page as contact %}``: whom the press may ask about a page (``PressContact``), or ``None``."""
    return press_contacts.press_contact(page)


@register.filter
def telephone(number):
    """``tel:{{ contact.phone|telephone }}``: a number as a telephone dials it (RFC 3966)."""
    return re.sub(r"[^0-9+]", "", str(number))


# What is kept


@register.simple_tag
def publication():
    """``{% publication as number %}{% wagtailcache 3600 "name" page.pk number %}``: kept until the next publication."""
    return generation()


@register.simple_tag
def cards(objects):
    """``{% cards listing.objects as cards %}``: the cards of pages and snippets, their pictures fetched at once."""
    objects = list(objects)
    pictures.prepare_cards(objects)
    return [thing.card() for thing in objects]


# Stories


@register.simple_tag(takes_context=True)
def story(context, body):
    """``{% story page.body %}``: the blocks of a story."""
    if not body:
        return ""
    return render_to_string(
        "components/story.html", context.flatten() | {"body": body}, context.get("request")
    )


@register.filter
def file_type(document):
    """Return a document's type as readers know it: ``PDF``."""
    return FILE_TYPES.get(document.file_extension, document.file_extension)


@register.filter
def has_words(cell):
    """Say whether a cell of a table holds anything to read: without it, it is no heading of its row."""
    source = getattr(cell.value, "source", cell.value)
    return source is not None and bool(strip_tags(str(source)).strip())


# Small things


@register.simple_tag(takes_context=True)
def signed_in(context):
    """Say whether the request may come from staff, without opening a session for readers who have none."""
    request = context.get("request")
    return bool(request) and settings.SESSION_COOKIE_NAME in request.COOKIES


@register.filter
def other_names(names, shown):
    """``{{ names|other_names:person.name }}``: the spellings besides the one shown, each once, with its language."""
    found = {row.text: "" if row.language == "und" else row.language for row in names if row.text != shown}
    return [{"text": text, "lang": lang} for text, lang in found.items()]


@register.filter
def urlhost(address):
    """Return what a reader needs to see of an address: ``museum.ge``."""
    return (urlsplit(address or "").hostname or "").removeprefix("www.")


@register.simple_tag
def pager_queries(page, **kept_values):
    """``{% pager_queries results q=query as queries %}``: query strings of the previous and the next page."""

    def query(number):
        return f"?{urlencode(kept_values | {'page': number})}"

    return {
        "previous": query(page.previous_page_number()) if page.has_previous() else "",
        "next": query(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag
def language_name(code):
    """``{% language_name "ka" %}``: a language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)
