"""Counts how often feeds and press kits are fetched, without slowing readers and without knowing them.

Each process adds up in memory and writes the sums once a minute from a thread of its own, in one short transaction,
so that no reader waits for the database's write lock. What a process that is killed had not written yet is lost;
nothing is ever written twice: sums that could not be written are let go, because nobody can say how much of them was.
"""

import atexit
import logging
import os
import re
import threading
from collections import Counter

from django.conf import settings
from django.db import connections
from django.utils import timezone

from press.models import DownloadCount

logger = logging.getLogger(__name__)

COUNTED = set(DownloadCount.What.values)  # names of addresses in config.urls
# A feed's readers are programs, whatever they call themselves; a kit's are people. The name is looked at, not kept.
ROBOT = re.compile(r"bot\b|crawl|spider|slurp", re.IGNORECASE)


class Counters:
    """Sums of one process.

    Attributes:
        every: seconds after which the sums are written by themselves, at the latest; 0: only when told.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._begin()

    def _begin(self):
        self._full, self._unchanged, self._timer = Counter(), Counter(), None

    def begin_anew(self):
        """Forget everything, in a child process: its parent writes what was counted before."""
        self._lock = threading.Lock()
        self._begin()

    def add(self, key, unchanged=False):
        """Count one answer. ``key`` is that of ``DownloadCount.objects.add``."""
        with self._lock:
            (self._unchanged if unchanged else self._full)[key] += 1
            if self._timer is None and settings.COUNTS_WRITTEN_EVERY:
                self._timer = threading.Timer(settings.COUNTS_WRITTEN_EVERY, self._write_in_thread)
                self._timer.daemon = True
                self._timer.start()

    def write(self):
        """Write what has been counted since the last time. Never raises: numbers are not worth a failure."""
        with self._lock:
            full, unchanged = self._full, self._unchanged
            if self._timer:
                self._timer.cancel()
            self._begin()
        if not full and not unchanged:
            return
        try:
            DownloadCount.objects.add(
                {key: (full[key], unchanged[key]) for key in full.keys() | unchanged.keys()}
            )
        except Exception:
            logger.exception(
                "%s downloads were counted, but could not be written", full.total() + unchanged.total()
            )

    def _write_in_thread(self):
        try:
            self.write()
        finally:
            connections.close_all()  # this thread's alone


counters = Counters()
os.register_at_fork(after_in_child=counters.begin_anew)


def write_at_exit():
    """Write what is left when the process ends in good order, unless it never writes by itself."""
    if settings.COUNTS_WRITTEN_EVERY:
        counters.write()


atexit.register(write_at_exit)


class CountingMiddleware:
    """Counts answers that hold a feed, a press kit or a file of one, and answers that nothing has changed.

    Stands above what makes 304 of an answer. HEAD and parts of a file (206) are not counted.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "GET" and response.status_code in (200, 304):
            match = getattr(request, "resolver_match", None)
            if match and match.url_name in COUNTED:
                self._count(request, match, unchanged=response.status_code == 304)
        return response

    def _count(self, request, match, *, unchanged):
        values = match.kwargs
        if match.url_name == DownloadCount.What.FEED:
            name = f"{values['kind']}/{values['key']}" if "key" in values else values["kind"]
            form = values["form"]
        elif ROBOT.search(request.headers.get("User-Agent", "")):
            return
        else:
            name = str(values["key"])
            form = os.path.splitext(values.get("name", ""))[1].lstrip(".").lower()
        language = request.path_info[1:3]  # these addresses all begin with it
        counters.add((timezone.localdate(), match.url_name, name, form[:16], language), unchanged)
