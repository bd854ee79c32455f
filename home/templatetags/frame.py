"""What editors own of the frame of every page: menu, footer, notice. Read once per language, kept until it changes."""

from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from core.cache import kept
from core.i18n import locale_id, localize_pages, public
from core.models import SiteSettings
from core.translation import with_own_words
from home import hours
from home.models import ContactPage, Footer, MenuItem, Notice

register = template.Library()


@kept("menu")
def menu_entries(language, place=MenuItem.Place.HEAD.value):
    """Return ``[(title, path), …]``; pages that are not translated are left out."""
    items = list(with_own_words(MenuItem.objects.filter(locale_id=locale_id(language), place=place)))
    pages = localize_pages((item.page_id for item in items), language=language)
    found = [(item, pages.get(item.page_id)) for item in items]
    return [(item.title or page.title, page.get_url()) for item, page in found if page]


@kept("footer")
def footer_html(language):
    """Return the foot of every page in one language as HTML, links resolved."""
    rows = with_own_words(Footer.objects.filter(locale_id=locale_id(language))).order_by("pk")
    return "".join(expand_db_html(row.body) for row in rows)


@kept("notices")
def notices_of(language):
    """Return ``[(text, starts, until), …]`` of the notices that are shown or may still begin."""
    rows = with_own_words(Notice.objects.filter(locale_id=locale_id(language), active=True))
    return list(rows.values_list("text", "starts", "until"))


@register.simple_tag(takes_context=True)
def main_menu(context):
    """Return the menu as dicts ``title``, ``url``, ``current``: ``"page"``, ``"true"`` for its section, or empty."""
    line = [url for _title, url in context.get("crumbs") or []]
    entries = []
    for title, url in menu_entries(get_language()[:2]):
        current = "page" if line[-1:] == [url] else "true" if url in line[1:] else ""
        entries.append({"title": title, "url": url, "current": current})
    return entries


@register.simple_tag
def footer_menu():
    """Return the entries at the foot of every page as ``[(title, path), …]``."""
    return menu_entries(get_language()[:2], MenuItem.Place.FOOT.value)


@kept("contact")
def _contact_path(language):
    page = public(ContactPage.objects.filter(locale_id=locale_id(language))).first()
    return page.get_url() if page else ""


@register.simple_tag
def contact_url(kind=""):
    """``{% contact_url "groups" as form %}``: the address of the form, for a kind of message; empty without a page."""
    path = _contact_path(get_language()[:2])
    return f"{path}?{urlencode({'kind': kind})}" if path and kind else path


@register.simple_tag
def footer_text():
    """Return the editors' part of the footer."""
    return mark_safe(footer_html(get_language()[:2]))  # rich text that Wagtail's editor has cleaned


@register.simple_tag
def site_notices():
    """Return the texts shown above every page at this moment."""
    now = timezone.now()
    return [
        text
        for text, starts, until in notices_of(get_language()[:2])
        if (starts is None or starts <= now) and (until is None or until > now)
    ]


@register.simple_tag
def todays_hours():
    """Return ``hours.Today`` for this moment."""
    museum = SiteSettings.current()
    return hours.today(list(museum.opening_hours.all()), list(museum.special_days.all()))


@register.simple_tag
def opening_week(museum):
    """``{% opening_week museum as week %}``: ``hours.Week`` from the settings of the museum."""
    return hours.week(list(museum.opening_hours.all()), list(museum.special_days.all()))
