"""What a page costs: queries, processor time and bytes, beside a bare view behind the same middleware."""

import statistics
import time
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

BARE = "/az/bare/"
BARE_SIZE = 35_000  # bytes, what a page of ours weighs


@dataclass
class Cost:
    """What one address costs.

    Attributes:
        queries: with what is kept between publications already kept.
        cold: with an empty cache.
        ms: median milliseconds of processor time.
        size: bytes of the answer, uncompressed.
        ratio: ``ms`` over that of the bare view, measured in turn with it.
    """

    queries: int
    cold: int
    ms: float
    size: int
    ratio: float = 0


def addresses_with_bare_view():
    """Return a URLconf: the site's addresses and one more, a bare view to measure the others against."""
    site = import_module(settings.ROOT_URLCONF)
    module = ModuleType("bench_urls")
    bare = path(BARE.lstrip("/"), lambda request: HttpResponse(b"x" * BARE_SIZE))
    module.urlpatterns = [bare, *site.urlpatterns]
    module.handler404 = site.handler404
    return module


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return len(captured), len(response.content)


def _milliseconds(client, address):
    begun = time.process_time()
    client.get(address)
    return (time.process_time() - begun) * 1000


def measure(address, runs=15, *, anew=False, client=None):
    """Measure one address of the running process.

    Args:
        address: path of this site.
        runs: how many requests the time is the median of.
        anew: whether nothing is kept between two of them: what the first reader after a publication waits for.
        client: who asks; by default a reader.

    Returns:
        Cost

    Raises:
        RuntimeError: it does not answer 200.
    """
    client = client or Client()
    cache.clear()
    cold, _size = _queries(client, address)
    queries, size = _queries(client, address)
    bare, page = [], []
    _milliseconds(client, BARE)
    for _run in range(runs):
        # In turn, so that a machine that slows down slows both.
        bare.append(_milliseconds(client, BARE))
        if anew:
            cache.clear()
        page.append(_milliseconds(client, address))
    ms = statistics.median(page)
    return Cost(queries=queries, cold=cold, ms=ms, size=size, ratio=ms / statistics.median(bare))
