"""Keeps the board's rows true: what changes in an object, its texts, its publication or its review is written at once.

Every function works in the transaction of what it follows, in one or two queries where nothing has to be counted.
``rebuild`` makes the same rows anew from the objects themselves, for what was written past all signals.
"""

from contextlib import contextmanager

from asgiref.local import Local
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Case, Count, F, Max, Min, Q, When
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, WorkflowState, get_translatable_models
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from core.folding import fold
from core.i18n import HOME_DEPTH, LANGUAGES, SOURCE_LANGUAGE, language_of, locale_id
from core.translation import STALE
from translations.models import Original, TranslationState

BATCH = 500
# What a save of single fields must hold to be of interest: in any language, and in the source language as well.
_TELLING = {"live", "last_published_at", "alias_of", "alias_of_id"}
_TELLING_OF_ORIGINAL = _TELLING | {"title", "draft_title", "owner", "latest_revision"}
_BLANK = {
    "object_id": None,
    "live": False,
    "managed": False,
    "strings": 0,
    "done": 0,
    "stale": 0,
    "words_at": None,
    "published_at": None,
    "outdated_since": None,
    "review_since": None,
}

_paused = Local()


def models():
    """Return the models whose objects stand on the board: pages, and translatable snippets of their own."""
    return [
        model
        for model in get_translatable_models()
        if not any(isinstance(field, ParentalKey) for field in model._meta.concrete_fields)
    ]


# What objects tell


def saved(obj, update_fields=None):
    """Take note of a page or snippet as just saved."""
    if not _has_place(obj):
        if getattr(obj, "alias_of_id", None):
            removed(obj)
        return
    of_source = language_of(obj) == SOURCE_LANGUAGE
    if update_fields is not None and not set(update_fields) & (
        _TELLING_OF_ORIGINAL if of_source else _TELLING
    ):
        return
    facts = _state_facts(obj)
    # Missing until now: its time as a draft begins.
    facts["begun_at"] = Case(When(object_id=None, then=timezone.now()), default=F("begun_at"))
    row = TranslationState.objects.filter(original_id=obj.translation_key, locale_id=obj.locale_id)
    if of_source:
        known = _original_facts(obj)
        if update_fields is not None and not isinstance(obj, Page):
            del known["title"], known["fold"]  # the name that a draft gives it is not its name yet
        Original.objects.filter(pk=obj.translation_key).update(**known)
    elif update_fields is None:
        # Without an original it goes by the name of what there is.
        Original.objects.filter(pk=obj.translation_key, object_id=None).update(**_original_facts(obj))
    if not row.update(**facts):
        _enter(obj)
        row.update(**facts)


def removed(obj):
    """Take note that a page or snippet was deleted, or has become an alias."""
    rows = TranslationState.objects.filter(original_id=obj.translation_key)
    if not rows.filter(locale_id=obj.locale_id, object_id=obj.pk).update(**_BLANK, begun_at=timezone.now()):
        return
    if language_of(obj) == SOURCE_LANGUAGE:
        Original.objects.filter(pk=obj.translation_key).update(object_id=None)
        rows.update(managed=False, outdated_since=None)  # nobody can say any more what would be out of date
    if not rows.exclude(object_id=None).exists():
        Original.objects.filter(pk=obj.translation_key).delete()


def published(obj, revision):
    """Take note that words were published, not facts alone."""
    rows = TranslationState.objects.filter(original_id=obj.translation_key, locale_id=obj.locale_id)
    if rows.filter(managed=True).update(words_at=revision.created_at):
        source = TranslationSource.objects.filter(
            object_id=obj.translation_key, locale_id=locale_id(SOURCE_LANGUAGE)
        ).first()
        if source:
            count(source, [obj.locale_id])


def logged(log):
    """Take note of a publication of words as ``core.translation`` keeps it."""
    rows = TranslationState.objects.filter(original_id=log.source.object_id, locale_id=log.locale_id)
    rows.update(words_at=log.created_at)
    count(log.source, [log.locale_id])


def reviewed(workflow_state):
    """Take note that a workflow began, goes on or has ended."""
    obj = workflow_state.content_object
    if obj is None or not hasattr(obj, "translation_key"):
        return
    rows = TranslationState.objects.filter(original_id=obj.translation_key, locale_id=obj.locale_id)
    rows.update(review_since=workflow_state.created_at if workflow_state.status in _OPEN else None)


_OPEN = {WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES}

# What texts tell


def managed(translation):
    """Take note that wagtail-localize begins, or ceases, to keep the words of a translation."""
    source = translation.source
    if source.locale_id != locale_id(SOURCE_LANGUAGE):
        return
    rows = TranslationState.objects.filter(
        original_id=source.object_id, locale_id=translation.target_locale_id
    )
    if not rows.exists():
        rebuild([source.object_id])
        return
    if translation.enabled:
        rows.update(managed=True, begun_at=translation.created_at)
    else:
        rows.update(managed=False, strings=0, done=0, stale=0, outdated_since=None)
    count(source, [translation.target_locale_id])


def string_written(string_translation):
    """Take note of one text that a translator saved or took back."""
    if string_translation.context_id is None:
        return
    source = TranslationSource.objects.filter(
        object_id=string_translation.context.object_id, locale_id=locale_id(SOURCE_LANGUAGE)
    ).first()
    if source:
        count(source, [string_translation.locale_id])


def count(source, locale_ids=None):
    """Count the texts of a source anew: in some languages, by default in all whose words wagtail-localize keeps."""
    if (waiting := getattr(_paused, "sources", None)) is not None:
        waiting[source.pk] = source
        return
    rows = TranslationState.objects.filter(original_id=source.object_id, managed=True)
    if locale_ids is not None:
        rows = rows.filter(locale_id__in=locale_ids)
    rows = list(rows)
    if not rows:
        return
    strings = StringSegment.objects.filter(source=source).count()
    found = _counts(translation_of__segments__source=source)
    for row in rows:
        before = [getattr(row, name) for name in _COUNTED]
        _set_counts(row, strings, found.get((source.object_id, row.locale_id)), source.last_updated_at)
        if [getattr(row, name) for name in _COUNTED] != before:
            row.save(update_fields=_COUNTED)


@contextmanager
def counted_once():
    """Count the texts of each source once, at the end, however many of them are written inside."""
    _paused.sources = waiting = {}
    try:
        yield
    finally:
        _paused.sources = None
    for source in waiting.values():
        count(source)


_COUNTED = ["strings", "done", "stale", "outdated_since"]


def _counts(**which):
    """Return ``{(translation key, locale): counts}`` of the texts that have a valid translation."""
    rows = (
        StringTranslation.objects.filter(
            translation_of__segments__context_id=F("context_id"),
            translation_of__segments__source__locale_id=locale_id(SOURCE_LANGUAGE),
            has_error=False,
            **which,
        )
        .values("locale_id", key=F("translation_of__segments__source__object_id"))
        .annotate(
            done=Count("translation_of__segments"),
            stale=Count("translation_of__segments", filter=Q(tool_name=STALE)),
            first_stale=Min("created_at", filter=Q(tool_name=STALE)),
            newest=Max("updated_at", filter=~Q(tool_name=STALE)),
        )
    )
    return {(row["key"], row["locale_id"]): row for row in rows}


def _set_counts(row, strings, found, last_updated_at):
    found = found or {"done": 0, "stale": 0, "first_stale": None, "newest": None}
    row.strings, row.done, row.stale = strings, found["done"], found["stale"]
    # What is translated, but not published, has not reached the reader.
    unpublished = row.live and row.words_at and found["newest"] and found["newest"] > row.words_at
    if row.stale or row.done < row.strings or unpublished:
        row.outdated_since = row.outdated_since or found["first_stale"] or last_updated_at
    else:
        row.outdated_since = None


# Anew


@transaction.atomic
def rebuild(keys=None):
    """Make the board's rows anew from what there is.

    Args:
        keys: translation keys of the originals in question; by default all.

    Returns:
        int: how many originals there are now among them.
    """
    before = {
        (row.original_id, row.locale_id): row
        for row in TranslationState.objects.filter(_among("original", keys))
    }
    now = timezone.now()
    originals, rows = {}, {}
    for obj in _objects(keys):
        key = obj.translation_key
        if language_of(obj) == SOURCE_LANGUAGE or key not in originals:
            originals[key] = Original(translation_key=key, **_original_facts(obj))
        row = TranslationState(original_id=key, locale_id=obj.locale_id, **_state_facts(obj))
        row.base_type = Page if isinstance(obj, Page) else type(obj)
        rows[key, obj.locale_id] = row
    for key, original in originals.items():
        for locale in _locales():
            row = rows.setdefault((key, locale), TranslationState(original_id=key, locale_id=locale))
            was = before.get((key, locale))
            if was and (was.object_id is None) == (row.object_id is None):
                row.begun_at, row.words_at, row.outdated_since = (
                    was.begun_at,
                    was.words_at,
                    was.outdated_since,
                )
            else:
                row.begun_at = original.changed_at or now
    _fill_in(rows, keys)
    there = Original.objects.filter(_among("pk", keys)).values_list("pk", flat=True)
    gone = [key for key in there if key not in originals]
    for first in range(0, len(gone), BATCH):
        Original.objects.filter(pk__in=gone[first : first + BATCH]).delete()
    Original.objects.bulk_create(
        originals.values(),
        update_conflicts=True,
        unique_fields=["translation_key"],
        update_fields=["content_type", "object_id", "title", "fold", "owner", "changed_at"],
        batch_size=BATCH,
    )
    TranslationState.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["original", "locale"],
        update_fields=[*_BLANK, "begun_at"],
        batch_size=BATCH,
    )
    return len(originals)


def _fill_in(rows, keys):
    """Give rows as the objects alone tell them what their translations, texts, publications and reviews tell."""
    source_locale = locale_id(SOURCE_LANGUAGE)
    sources = TranslationSource.objects.filter(_among("object_id", keys), locale_id=source_locale)
    translations = Translation.objects.filter(
        _among("source__object_id", keys), source__locale_id=source_locale, enabled=True
    )
    logs = TranslationLog.objects.filter(_among("source__object_id", keys), source__locale_id=source_locale)
    words = {
        (key, locale): at
        for key, locale, at in logs.order_by()
        .values_list("source__object_id", "locale_id")
        .annotate(at=Max("created_at"))
    }
    totals = {
        key: (strings, at)
        for key, at, strings in sources.order_by()
        .values_list("object_id", "last_updated_at")
        .annotate(strings=Count("stringsegment"))
    }
    begun = {
        (key, locale): at
        for key, locale, at in translations.values_list("source__object_id", "target_locale_id", "created_at")
    }
    counts = _counts(
        **({} if keys is None else {"translation_of__segments__source__object_id__in": list(keys)})
    )
    base_types = ContentType.objects.get_for_models(*models())
    reviews = {
        (base, int(pk)): at
        for base, pk, at in WorkflowState.objects.filter(status__in=_OPEN).values_list(
            "base_content_type_id", "object_id", "created_at"
        )
    }
    for (key, locale), row in rows.items():
        if row.object_id is not None and reviews:
            row.review_since = reviews.get((base_types[row.base_type].pk, row.object_id))
        if (key, locale) not in begun or key not in totals:
            row.words_at = row.outdated_since = None
            continue
        row.managed, row.begun_at = True, begun[key, locale]
        published_at = row.published_at if row.live else None
        known = filter(None, [row.words_at, words.get((key, locale))])
        row.words_at = max(known, default=published_at)
        _set_counts(row, totals[key][0], counts.get((key, locale)), totals[key][1])


def _among(name, keys):
    return Q() if keys is None else Q(**{f"{name}__in": list(keys)})


def _objects(keys):
    """Yield every object that has a place on the board."""
    for model in models():
        objects = model._default_manager.filter(_among("translation_key", keys))
        if model is Page:
            objects = objects.only(*_OF_PAGES).order_by()
        elif issubclass(model, DraftStateMixin):
            objects = objects.select_related("latest_revision")
        for obj in objects.iterator(chunk_size=2000):
            if _has_place(obj):
                yield obj


_OF_PAGES = [
    "translation_key",
    "locale_id",
    "content_type_id",
    "depth",
    "alias_of_id",
    "live",
    "last_published_at",
    "draft_title",
    "owner_id",
    "latest_revision_created_at",
]


def _has_place(obj):
    return not isinstance(obj, Page) or (obj.depth >= HOME_DEPTH and obj.alias_of_id is None)


def _locales():
    return [pk for pk in map(locale_id, LANGUAGES) if pk]


def _state_facts(obj):
    return {
        "object_id": obj.pk,
        "live": getattr(obj, "live", True),
        "published_at": getattr(obj, "last_published_at", None),
    }


def _original_facts(obj):
    is_page = isinstance(obj, Page)
    title = obj.draft_title if is_page else str(obj)
    changed_at = None
    if is_source := language_of(obj) == SOURCE_LANGUAGE:
        changed_at = getattr(obj, "latest_revision_created_at", None)
        if not is_page and getattr(obj, "latest_revision_id", None):
            changed_at = obj.latest_revision.created_at
    return {
        "content_type_id": obj.content_type_id if is_page else ContentType.objects.get_for_model(obj).pk,
        "object_id": obj.pk if is_source else None,
        "title": title[:255],
        "fold": fold(title)[:600],
        "owner_id": getattr(obj, "owner_id", None),
        "changed_at": changed_at,
    }


def _enter(obj):
    """Give an original that is not on the board yet its rows, all missing."""
    now = timezone.now()
    original = Original(translation_key=obj.translation_key, **_original_facts(obj))
    Original.objects.bulk_create([original], ignore_conflicts=True)
    TranslationState.objects.bulk_create(
        [
            TranslationState(original=original, locale_id=locale, begun_at=original.changed_at or now)
            for locale in _locales()
        ],
        ignore_conflicts=True,
    )
