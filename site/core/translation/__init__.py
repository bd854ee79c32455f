"""Translations: what waits for a translator, what does not wait, and the one door to the public page.

Words wait, facts do not. When a source object is published, its facts (dates, prices, a cancelled session) reach the
live translations in the same transaction; a word reaches them only when a person publishes the translation, and only
when none of its words is missing. A wording that was reworded in the source since stays public, marked as stale.

Nobody else calls wagtail-localize's ``update_from_db`` and ``save_target``: the first, called past ``sync``, would lose
the earlier wording; the second publishes source words. Always translated from the source language (``core.i18n``).
"""

from core.translation.facts import share_facts, take_facts, unschedule
from core.translation.loading import pair_segments, translate
from core.translation.publication import (
    ChangedSinceReview,
    Invalid,
    MachineWords,
    NotPublishable,
    RelatedNotTranslated,
    WordsMissing,
    check_complete,
    draft,
    managed_translation,
    publish,
    publish_reviewed,
    translated,
    with_own_words,
    words_of,
)
from core.translation.signals import strings_written
from core.translation.start import NotTranslatable, start
from core.translation.strings import STALE, machine_made, missing, stale, sync

__all__ = [
    "STALE",
    "ChangedSinceReview",
    "Invalid",
    "MachineWords",
    "NotPublishable",
    "NotTranslatable",
    "RelatedNotTranslated",
    "WordsMissing",
    "check_complete",
    "draft",
    "machine_made",
    "managed_translation",
    "missing",
    "pair_segments",
    "publish",
    "publish_reviewed",
    "share_facts",
    "stale",
    "start",
    "strings_written",
    "sync",
    "take_facts",
    "translate",
    "translated",
    "unschedule",
    "with_own_words",
    "words_of",
]
