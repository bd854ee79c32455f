"""Serving uploads: the sizes of pictures straight from the disk, documents by Wagtail, and neither before its hour.

A middleware rather than a view: it stands above everything that opens a session or makes an answer vary by language.
Only for what is not public is it asked who wants it. RFC 9110 says what conditional and range requests mean.
"""

import os
import re
from importlib import import_module
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import (
    FileResponse,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotFound,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core import released

# Our own list: a picture is shown as the type it was made as, anything else is a download. Never guessed from content.
TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
DOCUMENT = re.compile(r"/documents/(\d{1,18})/")  # see config.urls
DAY = 24 * 3600
# A path that holds twelve or more digits of a hash says which content it is. Wagtail's own eight belong to the
# focal point, not to the picture.
HASHED = re.compile(r"[/._-][0-9a-f]{12,64}[/._-]")
CHUNK = 64 * 1024


class UploadsMiddleware:
    """Answers every address below MEDIA_URL, and refuses documents that are not public yet.

    What no public page uses is 404, as if it were not there, but for those who may have it (``core.released``).
    """

    def __init__(self, get_response):
        self.get_response = get_response
        if not getattr(storages["public"], "location", None) or not settings.MEDIA_URL.startswith("/"):
            raise ImproperlyConfigured(
                "Pictures must be on a disk of the application: another host would give them away before their hour."
            )

    def __call__(self, request):
        if request.path_info.startswith(settings.MEDIA_URL):
            return self.picture(request, request.path_info.removeprefix(settings.MEDIA_URL))
        if match := DOCUMENT.match(request.path_info):
            return self.document(request, int(match[1]))
        return self.get_response(request)

    def picture(self, request, name):
        if request.method not in {"GET", "HEAD"}:
            response = HttpResponseNotAllowed(["GET", "HEAD"])
        elif released.picture_is_public(name):
            response = serve(request, name)
        elif may_have(request, get_image_model(), released.images_of(name)):
            response = for_one_reader(serve(request, name))
        else:
            response = not_found()
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def document(self, request, pk):
        if released.document_is_public(pk):
            return self.get_response(request)
        if may_have(request, get_document_model(), [pk]):
            return for_one_reader(self.get_response(request))
        return not_found()


def may_have(request, model, keys):
    """Say whether the reader of a request that has met no session yet may have a file that is not public."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key or not keys:
        return False
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    request.user = get_user(request)
    return released.reader_may_have(request, model, keys)


def for_one_reader(response):
    """Let nobody else have an answer: it is asked for anew each time, and sent anew only if it changed."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def not_found():
    """Return a plain 404 that caches may keep for ten seconds."""
    response = HttpResponseNotFound("Not found\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=10"
    return response


def find(name):
    """Return the path of the public file of this name, or None: also for names that lead out of the folder."""
    root = storages["public"].location
    if "\0" in name or any(part.startswith(".") for part in name.split("/")):
        return None
    try:
        path = safe_join(root, name)
    except (SuspiciousFileOperation, ValueError):
        return None
    # A link in the folder must not lead out of it either.
    path = os.path.realpath(path)
    return path if path.startswith(os.path.realpath(root) + os.sep) and os.path.isfile(path) else None


def serve(request, name):
    """Return the file as a 200, 206, 304, 412 or 416, or a plain 404 that caches may keep for ten seconds."""
    path = find(name)
    try:
        file = open(path, "rb") if path else None  # noqa: SIM115 - the response closes it
    except OSError:
        file = None
    if file is None:
        return not_found()

    status = os.fstat(file.fileno())
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    modified = int(status.st_mtime)
    kept = f"public, max-age={365 * DAY}, immutable" if HASHED.search(name) else f"public, max-age={DAY}"
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": kept,
        "Accept-Ranges": "bytes",
    }

    response = get_conditional_response(request, etag, modified)
    if response is not None:
        file.close()
        if not isinstance(response, HttpResponseNotModified):
            return response  # 412, which describes no file
    else:
        suffix = PurePosixPath(name).suffix.lower()
        headers["Content-Type"] = TYPES.get(suffix, "application/octet-stream")
        if suffix not in TYPES:
            headers["Content-Disposition"] = "attachment"
        response = ranged(request, file, status.st_size, etag, modified)
    for header, value in headers.items():
        response[header] = value
    return response


def ranged(request, file, size, etag, modified):
    """Return the answer with a file, or with the part of it that is asked for.

    Args:
        file: opened for reading bytes; the answer closes it.
        etag, modified: of the file, for ``If-Range``.
    """
    wanted = request.headers.get("Range") if request.method == "GET" else None
    unchanged = request.headers.get("If-Range")
    if wanted and unchanged and unchanged != etag and parse_http_date_safe(unchanged) != modified:
        wanted = None  # the reader holds a part of another version: the whole of this one
    span = byte_range(wanted, size) if wanted else None
    if span is None:
        return FileResponse(file)
    start, end = span
    if start >= size:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_slice(file, start, end), status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = end - start + 1
    response._resource_closers.append(file.close)
    return response


def byte_range(value, size):
    """Return the first and last byte asked for by a Range header, or None if it is to be ignored.

    A first byte at or past ``size`` means that the range cannot be satisfied. Several ranges at once are ignored, as
    RFC 9110, section 14.2, allows.
    """
    match = re.fullmatch(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", value, re.ASCII | re.IGNORECASE)
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first == "":
        return (max(size - int(last), 0), size - 1) if int(last) and size else (size, size)
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1


def _slice(file, start, end):
    file.seek(start)
    left = end - start + 1
    while left and (chunk := file.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk
