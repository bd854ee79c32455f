"""What is the same for every reader of a language, kept until somebody publishes.

Menu, footer, notice, settings and the addresses of index pages are read on every request and change rarely.
They are kept in the shared cache under one generation number, which every publication raises.
"""

import functools
import time

from asgiref.local import Local
from django.core.cache import cache
from django.core.signals import request_started
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

GENERATION = "frame:generation"
KEEP = 3600  # seconds; a bound on what a lost signal could do
MEMO = 2  # seconds for which a process outside a request believes the generation it last read

_memo = Local()  # the generation as this request read it
_memory = {}  # answers of the newest generation, unpickled once per process


def generation():
    """Return the number of the current generation, an integer that grows with every publication."""
    number, read_at = getattr(_memo, "generation", (None, 0))
    if number is None or time.monotonic() - read_at > MEMO:
        # Starting from the clock, an emptied cache never repeats a number whose answers a process still holds.
        number = cache.get_or_set(GENERATION, time.time_ns, None)
        _memo.generation = (number, time.monotonic())
    return number


def _read_anew(**_signal):
    _memo.generation = (None, 0)


def raise_generation(**_signal):
    """Forget everything kept, now and again once the transaction that changed it is committed.

    Twice, because another process may fill the cache from the old rows in between.
    """

    def raise_():
        cache.set(GENERATION, max(time.time_ns(), cache.get(GENERATION, 0) + 1), None)
        _read_anew()

    raise_()
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(raise_)


def kept(name, *, in_memory=True):
    """Decorate a function of simple arguments so that its answer is kept until the next publication.

    The answer is shared between requests: treat it as read-only.

    Args:
        name: of the answers in the cache.
        in_memory: whether each process keeps it at hand too; not for what there is of every page.
    """

    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            current = generation()
            key = f"frame:{current}:{name}:{':'.join(map(str, args))}"
            if _memory.get("generation") != current:
                _memory.clear()
                _memory["generation"] = current
            answer = _memory.get(key) or cache.get(key)
            if answer is None:
                answer = (function(*args),)
                cache.set(key, answer, KEEP)
            if in_memory:
                _memory[key] = answer
            return answer[0]

        return wrapper

    return decorate


def forget_on_change(model=None, *, but=()):
    """Raise the generation whenever a row of a model is saved or deleted: a class decorator.

    Args:
        but: fields that nobody is shown; a save of these alone changes nothing.
    """
    if model is None:
        return functools.partial(forget_on_change, but=but)

    def saved(update_fields=None, **_signal):
        if not update_fields or not set(update_fields) <= set(but):
            raise_generation()

    post_save.connect(saved, sender=model, weak=False, dispatch_uid=f"frame-save-{model._meta.label}")
    post_delete.connect(raise_generation, sender=model, dispatch_uid=f"frame-delete-{model._meta.label}")
    return model


request_started.connect(_read_anew, dispatch_uid="frame-read-anew")
for signal in (page_published, page_unpublished, page_slug_changed, post_page_move, published, unpublished):
    signal.connect(raise_generation, dispatch_uid="frame-generation")
for model in (Locale, PageViewRestriction, Site):
    forget_on_change(model)


def _page_deleted(sender, **_kwargs):
    if issubclass(sender, Page):
        raise_generation()


post_delete.connect(_page_deleted, dispatch_uid="frame-page-deleted")
