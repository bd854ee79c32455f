"""The sums of downloads reach the table by themselves, from several writers at once, each exactly once."""

import time
from threading import Thread

import pytest
from django.db import connections
from django.utils import timezone

from press.models import DownloadCount
from press.numbers import Counters

pytestmark = pytest.mark.django_db(transaction=True)


def test_they_are_written_after_a_while_without_a_readers_doing(settings):
    settings.COUNTS_WRITTEN_EVERY = 0.05
    counters = Counters()
    key = (timezone.localdate(), "feed", "all", "rss", "az")
    counters.add(key)
    counters.add(key, unchanged=True)
    until = time.monotonic() + 5
    while not DownloadCount.objects.exists() and time.monotonic() < until:
        time.sleep(0.02)
    row = DownloadCount.objects.get()
    assert (row.full, row.unchanged) == (1, 1)


def test_several_write_the_same_rows_at_once():
    today = timezone.localdate()
    names = ["all", "press", "events"]
    errors = []

    def write(turn):
        try:
            for _time in range(4):
                # In another order each, as processes meet them.
                order = names[turn % 3 :] + names[: turn % 3]
                DownloadCount.objects.add({(today, "feed", name, "rss", "az"): (2, 1) for name in order})
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=write, args=[turn]) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert list(DownloadCount.objects.values_list("name", "full", "unchanged")) == [
        (name, 32, 16) for name in sorted(names)
    ]
