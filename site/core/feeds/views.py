"""What is answered at the addresses of feeds, and the page that lists them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.feeds.addresses import feeds_page
from core.feeds.engine import FORMATS
from core.frames import frame_at


def feed_view(feeds):
    """Return the view of all ``feeds`` (an ``engine.Feeds``), by name and format.

    304 is the business of Django's ``ConditionalGetMiddleware``, which compares the two headers set here.
    """

    @require_safe
    def view(request, kind, form, key=None):
        name = f"{kind}/{key}" if key else kind
        document = feeds.document(get_language()[:2], name, form, _page(request.GET.get("page", "1")))
        response = HttpResponse(document.content, content_type=f"{FORMATS[form].CONTENT_TYPE}; charset=utf-8")
        response["ETag"] = document.etag
        response["Last-Modified"] = http_date(document.modified)
        response["Cache-Control"] = "public, max-age=300"
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return view


def _page(number):
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number)):
        raise Http404
    return int(number)


def feeds_view(feeds, partners):
    """Return the view of the page that lists all feeds in the reader's language.

    Args:
        feeds: ``engine.Feeds``.
        partners: function of a language that returns ``[(name, label), …]`` of the feeds of partners.
    """

    @require_safe
    def view(request):
        language = get_language()[:2]
        names = [(name, source.label) for name, source in feeds.sources.items()]
        context = frame_at(feeds_page, (_("Feeds"), feeds_page(language))) | {
            "introduction": _(
                "A feed is an address that you give to a feed reader, which then brings you everything new "
                "from the museum by itself, without an e-mail address and without an account."
            ),
            "kinds": feeds.listed(names, language),
            "partners": feeds.listed(partners(language), language),
        }
        response = render(request, "feeds/feeds_page.html", context)
        response["Cache-Control"] = "public, max-age=300"
        return response

    def names(language):
        return {name: source.label for name, source in feeds.sources.items()} | dict(partners(language))

    view.names = names
    return view


def feed_names(language):
    """Return ``{name: label}`` of the feeds there are, as the page at their common address knows them.

    Args:
        language: two-letter code of the active language.
    """
    return resolve(feeds_page(language)).func.names(language)
