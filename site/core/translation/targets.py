"""The object that a translation is written to, before it exists."""

from django.db import models
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page
from wagtail.signals import page_published, published
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.segments.ingest import ingest_segments

from core.translation.strings import rules


def make_target(source, locale, user=None, *, live=False):
    """Make the object of a translation: the facts, the words there are so far, source words where there are none.

    Made from nothing rather than copied: a copy would carry along what says that its original was public.

    Args:
        source: the ``TranslationSource``, up to date.
        locale: the ``Locale`` to translate into; a page's parent must be translated.
        user: the owner of a new page, and the author of its revision.
        live: whether to publish it, with what Wagtail does at a first publication but two saves instead of five. A
            release hour ahead leaves it a draft.

    Returns:
        tuple: the saved object, and its revision (``None`` if its kind has none).

    Raises:
        ValidationError: if it is to be live and is not valid.
    """
    original = source.get_source_instance()
    target = type(original)(locale=locale, translation_key=original.translation_key)
    for rule in rules(type(original)):
        field = rule.get_field(type(original))
        if isinstance(field, models.ForeignKey) and rule.is_translated(original):
            setattr(target, field.attname, getattr(original, field.attname))
    copy_synchronised_fields(original, target)
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, target, source.locale, locale, segments)
    has_drafts = isinstance(target, DraftStateMixin)
    if has_drafts:
        target.live = live and not (target.go_live_at and target.go_live_at > timezone.now())
        target.has_unpublished_changes = not target.live
        if target.live:
            target.first_published_at = target.last_published_at = timezone.now()
    if live and not isinstance(target, Page):
        target.full_clean()  # a live page is always cleaned when it is saved
    if isinstance(target, Page):
        target.owner = user
        _translated_parent(original, locale).add_child(instance=target)
    else:
        target.save()
    return target, _first_revision(target, user) if has_drafts else None


def _first_revision(target, user):
    revision = target.save_revision(user=user, changed=not target.live, clean=False)
    if not target.live:
        log(target, "wagtail.create", user=user, revision=revision, content_changed=True)
        return revision
    target.live_revision, target.has_current_facts = revision, True
    type(target)._default_manager.filter(pk=target.pk).update(live_revision=revision)
    if isinstance(target, Page):
        page_published.send(sender=type(target), instance=target, revision=revision)
    published.send(sender=type(target), instance=target, revision=revision)
    log(target, "wagtail.publish", user=user, revision=revision, content_changed=True)
    return revision


def _translated_parent(page, locale):
    parent = page.get_parent()
    if parent.is_root():
        return parent
    return Page.objects.get(translation_key=parent.translation_key, locale=locale, alias_of=None)
