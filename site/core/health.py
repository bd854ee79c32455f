"""Two questions a machine asks: is the process alive, and can it serve?

``/-/live`` touches nothing: an answer means the process runs. ``/-/ready`` tries what a page needs. The cache is left
out on purpose: without it the site is slower, not away.
"""

import logging
import os
import tempfile

from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

logger = logging.getLogger(__name__)

RETRY_AFTER = 5  # seconds


class HealthMiddleware:
    """Answers both questions before anything else runs, so that host names and https do not matter to a probe."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.views = {"/-/live": live, "/-/ready": ready}

    def __call__(self, request):
        view = self.views.get(request.path_info)
        if view is None:
            return self.get_response(request)
        response = view() if request.method in {"GET", "HEAD"} else HttpResponseNotAllowed(["GET", "HEAD"])
        response["Cache-Control"] = "no-store"
        response["Content-Length"] = len(response.content)
        return response


def live():
    """Return 200 “alive”."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


def ready():
    """Return JSON with the state of each part: 200 if all are well, else 503 with Retry-After.

    Why a part failed is in the log, not in the answer.
    """
    states = {"database": _state(check_database)}
    if states["database"] == "ok":
        states["migrations"] = _state(check_migrations)
    else:
        connection.close()  # a broken connection would fail the next request too
        states["migrations"] = "unknown"
    states["storage"] = _state(check_storage)

    well = set(states.values()) == {"ok"}
    # A site whose clock has stopped still serves its readers: said here, but no reason to send them away.
    states["publishing"] = publishing() if states["migrations"] == "ok" else "unknown"
    response = JsonResponse(
        {"status": "ready" if well else "not ready", **states}, status=200 if well else 503
    )
    if not well:
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def _state(check):
    try:
        check()
    except Exception:
        logger.exception("Not ready: %s", check.__name__)
        return "failed"
    return "ok"


def check_database():
    """Ask the database for a row. Raises whatever the driver raises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def publishing():
    """Return ``"ok"``, ``"late"`` if nobody has looked for due releases lately, or ``"failures"`` of set-aside ones."""
    from core import due  # models, which are not there yet when the middleware is imported

    return "late" if due.is_late() else "failures" if due.set_aside().exists() else "ok"


_migrated = False


def check_migrations():
    """Raise RuntimeError while a migration of this release is not applied."""
    global _migrated
    if _migrated:  # reading every migration takes half a second, and what is applied stays applied
        return
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError(f"{len(waiting)} migrations are not applied.")
    _migrated = True


def check_storage():
    """Write a file where uploads go, on both sides. Raises OSError if the disk is full, away or read-only."""
    for alias in ("default", "public"):
        if location := getattr(storages[alias], "location", None):
            os.makedirs(location, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=location, prefix=".ready-") as file:
                file.write(b"ready")
                file.flush()
