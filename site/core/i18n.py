"""Language is asked here, so that menu, switcher, hreflang, canonical, sitemap and feeds cannot disagree."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageViewRestriction

from core.cache import kept
from core.fetching import pages_for_cards

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SOURCE_LANGUAGE = settings.LANGUAGE_CODE
HOME_DEPTH = 2  # of a language's home in Wagtail's tree
ADDRESS = ("path", "depth", "slug", "url_path")  # what a page's place and address are told by


@kept("locales")
def _locale_ids():
    return dict(Locale.objects.values_list("language_code", "id"))


def locale_id(language=None):
    """Return the primary key of a language's Locale (the active one by default), or ``None`` if there is none."""
    return _locale_ids().get((language or get_language() or SOURCE_LANGUAGE)[:2])


def language_of(obj):
    """Return the two-letter code of a translatable object's language, without a query."""
    return {pk: code for code, pk in _locale_ids().items()}.get(obj.locale_id, SOURCE_LANGUAGE)


def in_order(objects):
    """Sort translations of one thing by the order of ``LANGUAGES``."""
    return sorted(objects, key=lambda obj: LANGUAGES.index(language_of(obj)))


@kept("private")
def private_paths():
    """Return the tree paths of the pages whose readers are restricted, with all that is below them."""
    # Not a join: SQLite would look every page up in a table that is mostly empty.
    restricted = Page.objects.filter(pk__in=PageViewRestriction.objects.values("page"))
    return list(restricted.values_list("path", flat=True))


def public(queryset):
    """Narrow a page queryset to what a reader may find: live, not private, not an alias."""
    queryset = queryset.live().filter(alias_of__isnull=True)
    for path in private_paths():
        queryset = queryset.exclude(path__startswith=path)
    return queryset


def translations_of(page):
    """Return the live, public translations of a page that are not aliases, itself included, in language order.

    The one source for the switcher, hreflang, the sitemap and JSON-LD.

    Args:
        page: a ``Page``.

    Returns:
        list[Page]: plain pages with title and address, the rest deferred; at most one per language.
    """
    twins = public(Page.objects.filter(translation_key=page.translation_key)).order_by()
    return in_order(twins.only("locale_id", "translation_key", "content_type_id", "title", *ADDRESS))


def localize_pages(ids, *, language=None):
    """Find chosen pages in the reader's language: one query for each type among them, once it is known which they are.

    Args:
        ids: primary keys of pages, usually in the source language; ``None`` is passed over.
        language: two-letter code; by default the active language.

    Returns:
        dict[int, Page]: the live public translation of each, by the key given; specific, its body deferred.
        What has no such translation is absent.
    """
    ids = sorted({pk for pk in ids if pk})
    if not ids:
        return {}
    found = _counterparts(locale_id(language), ",".join(map(str, ids)))
    pages = pages_for_cards((pk, type_id) for pk, type_id in found.values())
    return {chosen: pages[pk] for chosen, (pk, _type) in found.items() if pk in pages}


@kept("counterparts", in_memory=False)
def _counterparts(locale, ids):
    """Return ``{chosen key: (key, content type)}``: the public pages of a locale for the chosen ones (``"1,2"``)."""
    key_of = dict(Page.objects.filter(pk__in=ids.split(",")).order_by().values_list("pk", "translation_key"))
    twins = public(Page.objects.filter(locale_id=locale, translation_key__in=key_of.values())).order_by()
    there = {
        key: (pk, type_id)
        for key, pk, type_id in twins.values_list("translation_key", "pk", "content_type_id")
    }
    return {pk: there[key] for pk, key in key_of.items() if key in there}
