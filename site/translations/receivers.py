"""When the board's rows are written: with whatever they tell of, in the same transaction."""

from django.db import connections
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, WorkflowState, get_page_models
from wagtail.signals import published
from wagtail_localize.models import StringTranslation, Translation, TranslationLog

from core.i18n import SOURCE_LANGUAGE, language_of
from core.translation import strings_written
from translations import states


def object_saved(instance, raw=False, update_fields=None, **_signal):
    if not raw:
        states.saved(instance, update_fields)


def object_removed(instance, **_signal):
    states.removed(instance)


def words_published(instance, revision, **_signal):
    if (
        hasattr(instance, "translation_key")
        and not getattr(instance, "has_current_facts", False)  # facts alone (core.translation.facts)
        and language_of(instance) != SOURCE_LANGUAGE
    ):
        states.published(instance, revision)


def translation_saved(instance, raw=False, **_signal):
    if not raw:
        states.managed(instance)


def log_saved(instance, raw=False, **_signal):
    if not raw:
        states.logged(instance)


def string_changed(instance, raw=False, **_signal):
    if not raw:
        states.string_written(instance)


def strings_changed(source, **_signal):
    states.count(source)


def workflow_saved(instance, raw=False, **_signal):
    if not raw:
        states.reviewed(instance)


def connect():
    """Connect everything, once all models are loaded."""
    kinds = states.models()
    for model in {*kinds, *get_page_models()}:
        post_save.connect(object_saved, sender=model, dispatch_uid=f"board-saved-{model._meta.label}")
    for model in kinds:  # a page is always deleted as a plain one, too
        post_delete.connect(object_removed, sender=model, dispatch_uid=f"board-removed-{model._meta.label}")
    published.connect(words_published, dispatch_uid="board-published")
    post_save.connect(translation_saved, sender=Translation, dispatch_uid="board-translation")
    post_save.connect(log_saved, sender=TranslationLog, dispatch_uid="board-log")
    for signal in (post_save, post_delete):
        signal.connect(string_changed, sender=StringTranslation, dispatch_uid="board-string")
    strings_written.connect(strings_changed, dispatch_uid="board-strings")
    post_save.connect(workflow_saved, sender=WorkflowState, dispatch_uid="board-workflow")


def fill_if_empty(using, **_signal):
    """Fill the board when it is new to a database that has content already."""
    from translations.models import Original

    if Original._meta.db_table not in connections[using].introspection.table_names():
        return  # only another app was migrated so far
    if not Original.objects.exists() and Page.objects.filter(depth__gt=1).exists():
        states.rebuild()
