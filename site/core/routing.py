"""From an address to its page with two queries, whatever the depth.

Wagtail asks for the site, the locale, the home page, its translation, and then twice for every level. The homes are
the same for every reader, so they are kept; the rest of the line is fetched at once and kept with the page, where
breadcrumbs find it.
"""

from django.http import Http404, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page, Site

from core.cache import kept
from core.fetching import for_showing
from core.i18n import HOME_DEPTH, SOURCE_LANGUAGE, language_of, public


@kept("homes")
def homes():
    """Return ``{language: Page}`` of the live home pages."""
    return {language_of(home): home for home in public(Page.objects.filter(depth=HOME_DEPTH))}


@kept("site")
def default_site():
    """Return the one Site there is, or ``None``. Host names are checked by ``ALLOWED_HOSTS``."""
    return Site.objects.select_related("root_page").filter(is_default_site=True).first()


def route(request, home, path):
    """Find the page of an address below a home.

    Args:
        request: the current request, handed to the last page's own ``route``.
        home: the live home page of the active language.
        path: what follows the language's prefix, for example ``"xeberler/memorandum/"``.

    Returns:
        wagtail.url_routing.RouteResult

    Raises:
        Http404: nothing is there, or it is not live.
    """
    slugs = [slug for slug in path.split("/") if slug]
    paths, url_path = [], home.url_path
    for slug in slugs:
        url_path += f"{slug}/"
        paths.append(url_path)
    # Slugs are indexed, whole paths are not.
    found = Page.objects.filter(slug__in=slugs, url_path__in=paths, path__startswith=home.path).order_by(
        "depth"
    )
    line = [home]
    for slug, page in zip(slugs, found if slugs else (), strict=False):
        if page.slug != slug or page.depth != line[-1].depth + 1:
            break
        line.append(page)
    page = _specific(line[-1])
    page.line = line[:-1]
    return page.route(request, slugs[len(line) - 1 :])


def _specific(page):
    """Return the specific page together with its lead image, where its type has one, in one query."""
    model = page.specific_class
    if model is None:
        raise Http404  # its type is gone from the code
    return for_showing(model).get(pk=page.pk)


def serve(request, path=""):
    """Serve a page as Wagtail does, found in our way.

    A language whose home is not live must not answer in another language, as Wagtail would: its front page leads to
    the source language's, anything below is 404.
    """
    available = homes()
    home = available.get((get_language() or "")[:2])
    if home is None:
        if path or SOURCE_LANGUAGE not in available:
            raise Http404
        return HttpResponseRedirect(available[SOURCE_LANGUAGE].get_url())
    request._wagtail_site = default_site()
    request._wagtail_route_for_request = route(request, home, path)
    return views.serve(request, path)
