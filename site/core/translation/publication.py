"""Drafts of translations, and the one door through which words become public."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, ngettext
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.translation.strings import machine_made, missing
from core.translation.targets import make_target


class NotPublishable(Exception):
    """The translation cannot become public yet; nothing changed. ``str()`` says why, in the active language."""


class WordsMissing(NotPublishable):
    def __init__(self, translation, count):
        self.translation, self.count = translation, count
        super().__init__(
            ngettext(
                "%(count)d text is not translated yet; the public page stays as it is.",
                "%(count)d texts are not translated yet; the public page stays as it is.",
                count,
            )
            % {"count": count}
        )


class RelatedNotTranslated(NotPublishable):
    def __init__(self, translation, related):
        self.translation, self.related = translation, related
        names = ", ".join(gettext("“%(title)s”") % {"title": obj} for obj in related)
        super().__init__(
            gettext("The page shows what is not translated and published yet: %(names)s. It stays as it is.")
            % {"names": names}
        )


class MachineWords(NotPublishable):
    def __init__(self, translation, count):
        self.translation, self.count = translation, count
        super().__init__(
            ngettext(
                "%(count)d text was made by a machine and confirmed by nobody; the public page stays as it is. "
                "Confirm it, or publish from the translation's own editor.",
                "%(count)d texts were made by a machine and confirmed by nobody; the public page stays as it is. "
                "Confirm them, or publish from the translation's own editor.",
                count,
            )
            % {"count": count}
        )


class Invalid(NotPublishable):
    def __init__(self, translation, error):
        self.translation, self.errors = translation, error
        super().__init__(
            gettext("The translation cannot be published: %(errors)s The public page stays as it is.")
            % {"errors": " ".join(error.messages)}
        )


class ChangedSinceReview(NotPublishable):
    def __init__(self, translation):
        self.translation = translation
        super().__init__(
            gettext(
                "Texts have been changed since the translation was submitted for review. Open the review, read them, "
                "and decide there; the public page stays as it is."
            )
        )


def managed_translation(instance):
    """Return the enabled ``Translation`` whose target ``instance`` is, or ``None``."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def with_own_words(queryset):
    """Leave out the translations of plain snippets (without drafts) that nobody has published yet.

    Their rows must exist for the editor and hold source words until then. Twins made by hand are kept.
    """
    published = TranslationLog.objects.filter(
        source_id=OuterRef("source_id"), locale_id=OuterRef("target_locale_id")
    )
    waiting = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id"), enabled=True
    ).filter(Exists(StringSegment.objects.filter(source_id=OuterRef("source_id"))), ~Exists(published))
    return queryset.exclude(Exists(waiting))


def presentable(queryset):
    """Narrow a queryset of translatable snippets to those whose words may stand on a public page."""
    if issubclass(queryset.model, DraftStateMixin):
        return queryset.filter(live=True)
    return with_own_words(queryset)


def draft(translation, user=None):
    """Save the translation as it stands as a draft revision; the live row is left alone.

    Strings without a translation stand in the source language, for the translator to see.

    Args:
        translation: a ``wagtail_localize.models.Translation`` whose target exists.
        user: who did it, for the history.

    Returns:
        Revision: the new latest revision.

    Raises:
        ValidationError: if the translated object is not valid.
        TypeError: if its kind has no drafts.
    """
    target = translated(translation)
    if not isinstance(target, DraftStateMixin):
        raise TypeError(f"{target._meta.label} has no drafts")
    return target.save_revision(user=user)


def publish(translation, user=None, *, machine_words=False):
    """Make a complete translation public, all of it or nothing; a release hour ahead schedules it instead.

    Works for pages, snippets with drafts, and plain translatable snippets; the target is made if there is none.

    Args:
        translation: a ``wagtail_localize.models.Translation``.
        user: who does it; must have the right to publish. ``None`` for the system.
        machine_words: whether the user has said that words made by a machine may go out though nobody confirmed them.

    Raises:
        WordsMissing: if a string has no valid translation.
        MachineWords: if a machine made some, and nobody said yes to that.
        RelatedNotTranslated: if it shows a snippet that is not public in this language.
        Invalid: if the translated object is not valid; the errors are kept with the strings, for the editor to show.
        PermissionDenied: if the user may not publish.
    """
    check_complete(translation, machine_words=machine_words)
    try:
        with transaction.atomic():
            target, revision = _go_live(translation, user)
            if isinstance(target, Page):
                translation.source.sync_view_restrictions(translation.source.get_source_instance(), target)
            TranslationLog.objects.create(
                source=translation.source, locale=translation.target_locale, revision=revision
            )
    except ValidationError as error:
        _remember(translation, error)
        raise Invalid(translation, error) from error


def publish_reviewed(translation, revision, user=None):
    """Publish a translation if its words are those of the draft that somebody has read.

    Args:
        translation: as for ``publish``, which raises the rest.
        revision: the ``Revision`` that was read.
        user: who approved it.

    Raises:
        ChangedSinceReview: if a text was typed since.
    """
    check_complete(translation)
    if words_of(revision.as_object()) != words_of(translated(translation)):
        raise ChangedSinceReview(translation)
    publish(translation, user)


def check_complete(translation, *, machine_words=False):
    """Raise what ``publish`` would raise of words that are missing; whether the object is valid shows when it is saved.

    Raises:
        WordsMissing: if a string has no valid translation.
        MachineWords: if a machine made some, and nobody said yes to that.
        RelatedNotTranslated: if it shows a snippet that is not public in this language.
    """
    if count := missing(translation).count():
        raise WordsMissing(translation, count)
    if not machine_words and (count := machine_made(translation).count()):
        raise MachineWords(translation, count)
    if related := _unpresentable(translation):
        raise RelatedNotTranslated(translation, related)


def words_of(instance):
    """Return the texts of a page or snippet in order, as the HTML that translators see; an unsaved one as well."""
    return [part.string.data for part in extract_segments(instance) if isinstance(part, StringSegmentValue)]


def translated(translation):
    """Return the object, unsaved, with all that translators have typed; source words where they have typed none."""
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def _go_live(translation, user):
    """Return the published object and its revision."""
    if not translation.source.object.has_translation(translation.target_locale):
        if user is None:
            target, revision = make_target(translation.source, translation.target_locale, live=True)
            if revision and not target.live:
                revision.publish()  # at its hour
            return target, revision
        make_target(translation.source, translation.target_locale, user)
    target, revision = translated(translation), None
    if isinstance(target, DraftStateMixin):
        revision = target.save_revision(user=user)
        revision.publish(user=user)
    else:
        target.full_clean()
        target.save()
    return target, revision


def _unpresentable(translation):
    """Return the source objects of related snippets that have no public translation."""
    keys_by_type = {}
    for segment in translation.source.relatedobjectsegment_set.select_related("object__content_type"):
        keys_by_type.setdefault(segment.object.content_type, set()).add(segment.object_id)
    absent = []
    for content_type, keys in keys_by_type.items():
        snippets = content_type.model_class()._default_manager.filter(translation_key__in=keys)
        there = presentable(snippets.filter(locale_id=translation.target_locale_id))
        lost = keys - set(there.values_list("translation_key", flat=True))
        if lost:
            absent += snippets.filter(translation_key__in=lost, locale_id=translation.source.locale_id)
    return absent


def _remember(translation, error):
    """Keep what is wrong with a field beside its string, where wagtail-localize's editor shows it."""
    for name, errors in getattr(error, "error_dict", {}).items():
        place = {"context__object_id": translation.source.object_id, "context__path": name}
        place["locale_id"] = translation.target_locale_id
        strings = translation.source.stringsegment_set.values("string_id")
        for row in StringTranslation.objects.filter(translation_of_id__in=strings, **place):
            row.set_field_error(errors)
        for row in SegmentOverride.objects.filter(**place):
            row.set_field_error(errors)
