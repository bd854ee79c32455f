"""Faults are looked for by the background worker: nobody who publishes waits for it."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import Page

from desk import faults
from desk.models import Address
from desk.outside import answers

logger = logging.getLogger("core.desk")

BATCH = 25  # pages, or some seconds: releases have to go out between two of them
ADDRESSES = 10
TRIED_EVERY = timedelta(days=7)
TRIED_AGAIN = timedelta(days=1)


@task()
def note_faults(pages):
    """Note the faults of some pages, given by their primary keys."""
    faults.note(pages)


@task()
def try_addresses(keys):
    """Ask some addresses of other sites whether they are there, one after the other."""
    for address in Address.objects.filter(pk__in=keys):
        failure = answers(address.url)
        address.answer = (failure or "")[:100]
        address.failures = min(address.failures + 1, 1000) if failure else 0
        address.checked_at = timezone.now()
        address.save(update_fields=["answer", "failures", "checked_at"])


def at_once():
    """Say whether tasks are done where they are asked for (tests, the developers' server): then only when told."""
    return isinstance(task_backends["default"], ImmediateBackend)


def ask_for(pages):
    """Have the faults of pages noted soon."""
    pages = sorted(pages)
    try:
        for start in range(0, len(pages), BATCH):
            note_faults.using(priority=-20).enqueue(pages[start : start + BATCH])
    except DatabaseError:  # busy: no reason to keep a page from its readers; the daily round comes
        logger.warning("Faults of %d pages could not be asked for", len(pages), exc_info=True)


def daily():
    """Queue the round of the day: all live pages, and the addresses of other sites whose turn it is."""
    pages = list(Page.objects.live().filter(depth__gt=1, alias_of=None).values_list("pk", flat=True))
    for start in range(0, len(pages), BATCH):
        note_faults.using(priority=-30).enqueue(pages[start : start + BATCH])
    now = timezone.now()
    Address.objects.filter(wanted_at__lt=now - 2 * TRIED_EVERY).delete()
    if not settings.CHECK_EXTERNAL_LINKS:
        return
    due = Address.objects.exclude(checked_at__gt=now - TRIED_EVERY) | Address.objects.filter(
        failures__gt=0, checked_at__lt=now - TRIED_AGAIN
    )
    keys = list(due.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), ADDRESSES):
        try_addresses.using(priority=-30).enqueue(keys[start : start + ADDRESSES])
