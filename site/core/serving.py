"""What surrounds the content of every page: breadcrumbs, languages, addresses for search engines."""

from urllib.parse import urljoin

from django.conf import settings

from core.i18n import LANGUAGES, language_of, localize_pages


def absolute(path):
    """Return the absolute address of a path of this site, from ``SITE_URL``."""
    return settings.SITE_URL.rstrip("/") + path


def absolute_url(url):
    """Return the absolute address of a file; where files are stored elsewhere, it is absolute already."""
    return urljoin(absolute("/"), url)


def crumbs_of(page):
    """Return the way from the home page to ``page`` as ``[(title, path), …]``, itself last.

    Asks nothing where routing has fetched the line of ancestors already.
    """
    line = getattr(page, "line", None)
    if line is None:
        line = list(page.get_ancestors().filter(depth__gt=1)) if page.path else []
    crumbs = [(ancestor.title, ancestor.get_url()) for ancestor in line if ancestor.depth > 1]
    crumbs.append((page.title, page.get_url()))
    return crumbs


def frame_of(obj):
    """Return the context that the frame of a public page needs.

    Args:
        obj: a ``SitePage`` or an ``AddressedSnippet`` about to be shown.

    Returns:
        dict: ``crumbs`` [(title, path)], ``translations`` (live ones, itself included), ``addresses``
        {language: path of the translation}, ``alternates``
        [(language, absolute address)] with ``x-default`` first of all languages, ``canonical`` (absolute
        address), ``localized`` {key of the chosen page: page in the reader's language}.
    """
    translations = obj.translations
    addresses = {language_of(twin): twin.get_url() for twin in translations}
    alternates = [(code, absolute(addresses[code])) for code in LANGUAGES if code in addresses]
    if alternates:
        alternates.insert(0, ("x-default", alternates[0][1]))
    return {
        "crumbs": obj.crumbs(),
        "translations": translations,
        "addresses": addresses,
        "alternates": alternates,
        "canonical": absolute(obj.get_url() or "/"),
        "localized": localize_pages(obj.chosen_ids()),
    }
