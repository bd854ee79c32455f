"""Addresses of the whole site that are not pages: the way in, what is missing, and what robots read."""

import re
import sys

from django.contrib.sitemaps import views as sitemap_views
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core import citation
from core.health import RETRY_AFTER
from core.i18n import HOME_DEPTH, LANGUAGES, SOURCE_LANGUAGE, in_order, language_of, public
from core.routing import homes, route
from core.serving import absolute


@require_safe
def front_door(request):
    """Lead ``/`` to the home page that the browser asks for, among those that are live; else the Azerbaijani one.

    Without a cookie: the same browser always gets the same answer, and so does a cache that heeds ``Vary``.
    """
    available = homes()
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = wanted.split("-")[0]
        if language in available:
            break
    else:
        language = SOURCE_LANGUAGE
    home = available.get(language)
    response = HttpResponseRedirect(home.get_url() if home else f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def offers_for(path):
    """Return the public translations of what an address would be in another language.

    The address of a page that is not translated is the address of its draft or of its copy in the source
    language, or simply the source's own path under another language's prefix: all of these are looked up.

    Args:
        path: the path of a request, such as ``/ka/xeberler/memorandum/``.

    Returns:
        list[Page]: live public pages in language order; empty for an address that means nothing.
    """
    parts = [part for part in path.split("/") if part]
    if not parts or parts[0] not in LANGUAGES or len(path) > 1000 or "\0" in path:
        return []
    rest = "/".join(parts[1:])
    homes = Page.objects.filter(depth=HOME_DEPTH).values_list("url_path", flat=True)
    candidates = [f"{home}{rest}/" if rest else home for home in homes]
    keys = set(Page.objects.filter(url_path__in=candidates).values_list("translation_key", flat=True))
    # An address that means different things in different languages helps nobody.
    if len(keys) != 1:
        return []
    return in_order(public(Page.objects.filter(translation_key__in=keys)))


def not_found(request, exception=None):
    """Answer 404 in the reader's language, offering the page in the languages that have it."""
    offers = offers_for(request.path)
    language = (get_language() or SOURCE_LANGUAGE)[:2]
    context = {
        "offers": [(language_of(page), get_language_info(language_of(page)), page) for page in offers],
        "language_name": get_language_info(language)["name_local"],
    }
    return render(request, "404.html", context, status=404)


SECTION = re.compile(r'<section lang="(..)">.*?</section>\s*', re.DOTALL)


def _readers_first(page, language):
    """Put what a page says in the reader's language before the others; an unknown language changes nothing."""
    said = next((part for part in SECTION.finditer(page) if part[1] == language), None)
    return SECTION.sub(lambda first: said[0] + first[0], page.replace(said[0], ""), count=1) if said else page


def failed(request):
    """Answer 500, or 503 while the database is away: in all four languages, that of the address first.

    The pages need nothing but a template, so that a proxy can serve them as they stand.
    """
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    page = _readers_first(render_to_string("503.html" if away else "500.html"), request.path_info[1:3])
    response = HttpResponse(page, status=503 if away else 500)
    response["Cache-Control"] = "no-store"
    if away:
        response["Retry-After"] = RETRY_AFTER
    return response


@require_safe
def cite(request, key, form):
    """Answer how a page of the active language is cited, as a file for reference managers (``citation.FORMS``).

    Raises:
        Http404: no such form, or nothing public with that key in this language.
    """
    writer = citation.FORMS.get(form)
    thing = writer and citation.find(key)
    cited = thing and thing.citation()
    if not cited:
        raise Http404
    response = HttpResponse(writer.write(cited, citation.today()), content_type=writer.media_type)
    response["Content-Disposition"] = f'attachment; filename="{thing.slug}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return _cacheable(response)


@require_safe
def manifest(request):
    """Answer what a phone needs to put the site among its programs, in one language (https://www.w3.org/TR/appmanifest/)."""
    language = get_language()[:2]
    icons = [("favicon.svg", "image/svg+xml", "any")]
    icons += [(f"icon-{side}.png", "image/png", f"{side}x{side}") for side in (192, 512)]
    said = {
        "id": f"/{language}/",
        "name": gettext("Azerbaijan National Art Museum"),
        "short_name": gettext("Art Museum"),
        "lang": language,
        "dir": "ltr",
        "start_url": f"/{language}/",
        "scope": "/",
        "display": "browser",
        "background_color": "#FBF8F2",
        "theme_color": "#FBF8F2",
        "icons": [
            {"src": static(f"img/{name}"), "type": kind, "sizes": sizes} for name, kind, sizes in icons
        ],
    }
    return _cacheable(JsonResponse(said, content_type="application/manifest+json"))


def form_refused(request, reason=""):
    """Answer a form whose secret did not come back with it: the cookie was refused, or has expired.

    A page or a view with a form of its own answers itself (``form_refused``), so that nothing typed is lost.
    """
    home = homes().get((get_language() or "")[:2])
    match = request.resolver_match
    if home and match and match.url_name == "wagtail_serve":
        page, _args, _kwargs = route(request, home, match.args[0])
        if hasattr(page, "form_refused"):
            return page.form_refused(request)
    if home and match and hasattr(match.func, "form_refused"):
        return match.func.form_refused(request)
    return csrf_failure(request, reason)


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", *(f"Disallow: /{code}/search/" for code in LANGUAGES)]
    text = "\n".join([*lines, "", f"Sitemap: {absolute('/sitemap.xml')}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request, sections):
    """Answer which parts the sitemap has; one that may be empty (``is_passing``) is left out while it is.

    Args:
        sections: function that returns Django's ``Sitemap`` objects by name.
    """
    listed = {
        name: part
        for name, part in sections().items()
        if part.paginator.count or not getattr(part, "is_passing", False)
    }
    return _cacheable(sitemap_views.index(request, listed, sitemap_url_name="sitemap-section"))


@require_safe
def sitemap_section(request, section, sections):
    """Answer one part of the sitemap, by its own template if it has one (``template``)."""
    parts = sections()
    template = getattr(parts.get(section), "template", "sitemap.xml")
    return _cacheable(sitemap_views.sitemap(request, parts, section=section, template_name=template))


def _cacheable(response):
    response["Cache-Control"] = "public, max-age=300"
    return response
