"""“Translate” in lists of pages and snippets.

wagtail-localize's own buttons ask the database twice or more for every row. Ours ask nothing: that a language is
missing comes with the rows. What else wagtail-localize offers stands in the menu of the page or snippet itself.
"""

from django.contrib.admin.utils import quote
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail_localize import wagtail_hooks as localize

ICON = "wagtail-localize-language"


def with_missing_languages(snippets):
    """Annotate a queryset of translatable snippets as Wagtail does its lists of pages: for ``snippet_button``."""
    there = snippets.model._default_manager.filter(translation_key=OuterRef(OuterRef("translation_key")))
    missing = Locale.objects.exclude(pk__in=there.values("locale_id"))
    return snippets.annotate(_has_untranslated_locale=Exists(missing))


def page_button(page, user, next_url=None):
    if _is_offered(page, user):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield Button(_("Translate this page"), url, priority=60, icon_name=ICON)


def page_menu(page, user, view_name=None, next_url=None):
    """Offer in the menu of a page what wagtail-localize does, but not above the list of the pages below it."""
    if view_name != "index":
        yield from localize.page_listing_more_buttons(page, user, view_name, next_url)


def snippet_button(snippet, user, next_url=None):
    if _is_offered(snippet, user):
        kind = snippet._meta
        place = [kind.app_label, kind.model_name, quote(snippet.pk)]
        url = reverse("wagtail_localize:submit_snippet_translation", args=place)
        yield Button(_("Translate"), url, priority=100, icon_name=ICON)


def _is_offered(thing, user):
    missing = getattr(thing, "_has_untranslated_locale", False)
    return missing and user.has_perm("wagtail_localize.submit_translation")


def replace_localize():
    """Put our buttons in the place of wagtail-localize's.

    Raises:
        ValueError: it registers them no more.
    """
    for name, theirs, ours in (
        ("register_page_header_buttons", localize.page_listing_more_buttons, page_menu),
        ("register_page_listing_more_buttons", localize.page_listing_more_buttons, page_button),
        ("register_snippet_listing_buttons", localize.register_snippet_listing_buttons, snippet_button),
    ):
        hooks._hooks[name].remove((theirs, 0))  # Wagtail has no public way to take a hook back
        hooks.register(name, ours)
