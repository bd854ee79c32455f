"""What every answer gets: headers, compression, and the rules of the administration."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

from core import rights
from core.i18n import private_paths
from core.routing import default_site
from core.translation import NotPublishable
from core.translation.views import refused

logger = logging.getLogger(__name__)

ADMIN = "/admin/"
# Where passwords are typed, the strict policy of the public pages stays; these pages were tried under it.
PASSWORD_PAGES = ("/admin/login/", "/admin/password_reset/")
# Wagtail's deliberate crash, open to every member of staff.
CLOSED = "/admin/failwhale"


class HeadMiddleware:
    """Takes the content out of answers to HEAD, which have none, and leaves every header as GET would have it.

    Servers do not all do it for us: gunicorn 27 drops the content, with a warning a request.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "HEAD":
            return response
        if response.streaming:
            response.streaming_content = ()
        else:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response


class SecurityHeadersMiddleware:
    """Adds what Django's own middleware does not: who may embed our answers, and which devices a page may ask for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compresses what readers get, and nothing for the signed-in.

    Compressed length can betray a secret that stands in a page beside something an attacker chose (BREACH). A reader's
    page holds no secret; a form's token is masked anew in every answer. Static files are compressed beforehand.
    """

    def process_response(self, request, response):
        if (
            request.method != "GET"
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or request.path_info.startswith(ADMIN)
        ):
            return response
        return super().process_response(request, response)


class AdminMiddleware:
    """Relaxes the Content-Security-Policy under /admin/ as far as Wagtail needs, and closes its test crash.

    It stands at the door of every address of the CMS, and asks there what Wagtail does not (``core.rights``).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if path.rstrip("/") == CLOSED:
            raise Http404
        response = self.get_response(request)
        if path.startswith(ADMIN) and not path.startswith(PASSWORD_PAGES):
            # A preview is a public page that went through all of this already, and stands in a frame of the editor.
            previewed = response.headers.pop("Content-Security-Policy", None)
            policy = settings.ADMIN_CONTENT_SECURITY_POLICY
            response._csp_replace = {"frame-ancestors": policy["frame-ancestors"]} if previewed else policy
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(ADMIN):
            return None
        if request.user.is_authenticated:
            # Wagtail asks the database for both on nearly every screen; we keep them.
            request._wagtail_site = default_site()
            request.all_page_view_restriction_paths = private_paths()
        return rights.closed(request)


class AtomicAdminMiddleware:
    """Makes each writing request of the administration one transaction: all of a publication, or nothing of it.

    Works in ``process_view``, where the view's exception arrives as such and rolls back; around ``get_response`` there
    would only be a finished “500” left to see, and half the work would be committed. Must be the last middleware.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in {"GET", "HEAD", "OPTIONS"} or not request.path_info.startswith(ADMIN):
            return None
        if getattr(
            view, "waits_for_others", False
        ):  # a transaction of its own, once the others have answered
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except NotPublishable as refusal:  # through whichever of Wagtail's doors
            return refused(request, refusal)
        except (MultiValueDictKeyError, ValidationError) as error:
            # Wagtail reads what a form of its own always sends; what came was cut short, or made by hand.
            logger.warning("Incomplete form at %s: %r", request.path, error)
            faults = error.messages if isinstance(error, ValidationError) else []
            return render(request, "core/admin/incomplete.html", {"faults": faults}, status=400)
