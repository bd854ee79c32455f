"""What a journalist's personal link leads to."""

import re

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from core import uploads
from core.i18n import LANGUAGES, language_of
from core.press_contacts import press_contact
from press import embargo
from press.models import PressLink, PressLinkOpening

DOCUMENT = re.compile(r"documents/(\d{1,18})/([^/]+)")


def _kept_from_others(view):
    """Decorate a view so that its answer is kept, found and passed on by nobody."""

    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return require_safe(wrapper)


@_kept_from_others
def release(request, token):
    """Show a release before its hour, in the language of the address; after it, lead to the public page.

    A link that is unknown (404), expired or revoked (410) answers in the same words and tells nothing.
    """
    language = get_language()[:2]
    link = PressLink.objects.with_token(token)
    if link is None or not link.is_open:
        return _refusal(request, 410 if link else 404)
    if public := embargo.published(link.release):
        twin = next((page for page in public if language_of(page) == language), public[0])
        return HttpResponseRedirect(twin.get_url())
    versions = embargo.versions(link.release)
    if not versions:
        return _refusal(request, 410)
    addresses = {code: link.path(code) for code in versions}
    if language not in versions:
        return _elsewhere(request, addresses)
    if request.method == "GET":
        PressLinkOpening.objects.create(link=link, language=language)
    return _shown(request, link, versions[language], addresses)


@_kept_from_others
def file(request, token, signature, name):
    """Answer a picture or a document of a release to those who were shown it by a link."""
    link = PressLink.objects.with_token(token)
    if link is None or not link.is_open or not embargo.is_signed(link, name, signature):
        return uploads.not_found()
    if match := DOCUMENT.fullmatch(name):
        response = serve_document(request, int(match[1]), match[2])
    else:
        response = uploads.serve(request, name.partition("/")[2])
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _shown(request, link, version, addresses):
    response = version.page.serve(request)
    request.is_preview = True  # nothing of it is kept with what is public, and no search engine is told of it
    response.context_data |= {
        "addresses": addresses,
        "alternates": [],
        "canonical": "",
        "embargo": {"hour": version.hour, "link": link, "contact": press_contact(version.page)},
    }
    html = response.render().content.decode()
    return HttpResponse(embargo.with_own_addresses(html, link))


def _elsewhere(request, addresses):
    context = {
        "addresses": addresses,
        "offers_here": [
            (code, get_language_info(code)["name_local"], path) for code, path in addresses.items()
        ],
    }
    return render(request, "press/not_in_this_language.html", context, status=404)


def _refusal(request, status):
    rest = request.path.removeprefix(f"/{get_language()[:2]}/")
    context = {"addresses": {code: f"/{code}/{rest}" for code in LANGUAGES}, "contact": press_contact()}
    return render(request, "press/link_refused.html", context, status=status)
