"""Where the links of a page lead, and which of them lead nowhere. Asks the database, once for each kind of target."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page

from core.i18n import LANGUAGES, SOURCE_LANGUAGE, public
from core.routing import homes, route
from desk.checks.rules import Finding
from desk.models import Address


def broken_links(content):
    """Yield a ``Finding`` for each link of a ``Content`` that readers cannot follow."""
    links = content.links
    pages = {link.page for link in links} - {None}
    public_pages = (
        set(public(Page.objects.filter(pk__in=pages)).values_list("pk", flat=True)) if pages else set()
    )
    documents = {link.document for link in links} - {None}
    public_documents = _public_documents(documents) if documents else set()
    paths = {link.href: path for link in links if link.href and (path := own_path(link.href)) is not None}
    lost = {href for href, path in paths.items() if not _leads_somewhere(path)}
    outside = outside_addresses(content)
    silent = Address.objects.silent().filter(url__in=outside) if outside else Address.objects.none()
    silent = set(silent.values_list("url", flat=True))
    for link in links:
        if link.page and link.page not in public_pages:
            message = _("The page behind this link is not public, or not there any more.")
        elif link.document and link.document not in public_documents:
            message = _("The document behind this link is not public, or not there any more.")
        elif link.href in lost:
            message = _("There is no page at this address of our own site.")
        elif link.href in silent:
            message = _("This address did not answer when it was last tried.")
        elif not (link.page or link.document or link.href):
            message = _("The link leads nowhere.")
        else:
            continue
        yield Finding("broken-link", message, link.path, link.place, link.words or link.href, is_error=True)


def outside_addresses(content):
    """Return the web addresses of other sites that a ``Content`` links to."""
    return {
        link.href
        for link in content.links
        if link.href.startswith(("http://", "https://")) and own_path(link.href) is None
    }


def own_path(href):
    """Return the path of an address of this site, or ``None`` for any other address, mail and telephone included."""
    parts = urlsplit(href)
    if href.startswith("//") or (parts.scheme and parts.scheme not in ("http", "https")):
        return None
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    return parts.path if parts.path.startswith("/") else None


def _public_documents(keys):
    private = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    documents = get_document_model().objects.filter(pk__in=keys)
    for path in private:
        documents = documents.exclude(collection__path__startswith=path)
    return set(documents.values_list("pk", flat=True))


def _leads_somewhere(path):
    """Say whether an own path is a public page, a redirect, or any other address of the site."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    language, _slash, rest = path.strip("/").partition("/")
    home = homes().get(language)
    request = HttpRequest()
    request.path = request.path_info = path
    with override(language if language in LANGUAGES else SOURCE_LANGUAGE):
        try:
            if home and route(request, home, rest).page.live:
                return True
        except Http404:
            pass
    return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()
