"""Facts do not wait: what is published in the source reaches its translations, without touching a word."""

import logging

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.log_actions import registry
from wagtail.models import DraftStateMixin, Page, Revision, TaskState, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from core.i18n import SOURCE_LANGUAGE, language_of, locale_id
from core.translation.publication import presentable
from core.translation.strings import rules, sync

logger = logging.getLogger("core.translation")

SCHEDULED, CANCELLED = "wagtail.publish.schedule", "wagtail.schedule.cancel"  # in the history


@transaction.atomic
def share_facts(original, user=None):
    """Carry the facts of a published source object to its translations, and mark what was reworded as stale.

    A live translation gets them through a revision that is published at once, so that history, caches and aliases
    know. A draft on top of it, or one that waits for its release hour, gets them too and stays what it is. Strings
    that a translator has saved but not published stay unpublished. A page not live yet shares only with drafts.

    Facts are the synchronised fields (those that may be overridden only where a translation is managed by
    wagtail-localize and does not override them), the rows without words, links to translated snippets, and the
    presence and order of rows. A new row with words waits until it is translated.

    Args:
        original: the object, as just published or saved; read again from the database.
        user: who published it, for the history.
    """
    if language_of(original) != SOURCE_LANGUAGE or getattr(original, "alias_of_id", None):
        return
    model = original.specific_class if isinstance(original, Page) else type(original)
    original = model._default_manager.get(pk=original.pk)
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is not None:
        sync(source)
    twins = model._default_manager.filter(translation_key=original.translation_key).exclude(pk=original.pk)
    if issubclass(model, Page):
        twins = twins.filter(alias_of=None)
    for twin in twins:
        _share_with(original, source, twin, user)


@transaction.atomic
def take_facts(twin, user=None):
    """Bring the facts of a translation that was just published up to date: its revision may have been an old one.

    Args:
        twin: the translation, as just published.
        user: who published it, for the history.
    """
    model = twin.specific_class if isinstance(twin, Page) else type(twin)
    originals = model._default_manager.filter(
        translation_key=twin.translation_key, locale_id=locale_id(SOURCE_LANGUAGE), live=True
    )
    if (original := originals.first()) and not getattr(original, "alias_of_id", None):
        source = TranslationSource.objects.get_for_instance_or_none(original)
        _share_with(original, source, model._default_manager.get(pk=twin.pk), user)


def _share_with(original, source, twin, user):
    facts = _Facts(original, twin.locale_id, managed=_is_managed(source, twin))
    try:
        with transaction.atomic():
            if isinstance(twin, DraftStateMixin):
                _share_with_drafts(facts, twin, user)
            elif facts.apply(twin):
                twin.save()
    except ValidationError:
        # One language that cannot take a fact must not keep the source, or the others, from being published.
        logger.exception("Facts of %r could not be shared with %r", original, twin)


@transaction.atomic
def unschedule(original):
    """Take back the release of the translations whose source is no longer scheduled; drafts they remain."""
    if language_of(original) != SOURCE_LANGUAGE:
        return
    twins = type(original)._default_manager.filter(translation_key=original.translation_key, live=False)
    for twin in twins.exclude(pk=original.pk):
        twin.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)


def _is_managed(source, twin):
    if source is None:
        return False
    return Translation.objects.filter(source=source, target_locale_id=twin.locale_id, enabled=True).exists()


def _share_with_drafts(facts, twin, user):
    latest, scheduled = twin.latest_revision, twin.scheduled_revision
    if not twin.live:
        _share_with_unpublished(facts, twin, user)
        return
    if not facts.original.live:
        return  # not public yet, so not for a public page either
    draft = latest if twin.has_unpublished_changes and latest and latest != twin.live_revision else None
    title = getattr(twin, "draft_title", None)
    waiting = [(revision, revision.as_object()) for revision in _oldest_first(scheduled, draft)]
    live = type(twin)._default_manager.get(pk=twin.pk)
    # What is public has no release hour any more; that of a change waiting on top is the change's own.
    hour = ("go_live_at",)
    changed = facts.apply(live, but=hour)
    if changed:
        _publish(live.save_revision(user=user, clean=False), user)
        live = type(twin)._default_manager.get(pk=twin.pk)  # with the keys of its new rows
    for revision, obj in waiting:
        if facts.apply(obj, rows_of=live, but=hour) or changed:
            _save_in_place_of(revision, obj, user)
    _keep_draft_title(twin, title)


def _share_with_unpublished(facts, twin, user):
    latest, scheduled = twin.latest_revision, twin.scheduled_revision
    title = getattr(twin, "draft_title", None)
    if latest is None:
        if facts.apply(twin):
            twin.save()
        return
    for revision in _oldest_first(scheduled, latest):
        if revision == scheduled and revision.approved_go_live_at <= timezone.now():
            continue  # about to be published, and to take its facts then
        obj = revision.as_object()
        waits_again = scheduled is None and _was_scheduled(revision, twin)
        if not facts.apply(obj) and not waits_again:
            continue
        if revision == scheduled or waits_again:
            hour = obj.save_revision(user=user, clean=False)
            _move_review(revision, hour)
            _publish(hour, user)  # its hour is the source's: later, or now
        else:
            _save_in_place_of(revision, obj, user)
    _keep_draft_title(twin, title)


def _was_scheduled(revision, twin):
    """Say whether the newest draft was scheduled as it stands, and no person took that back but that of its source.

    A scheduled page is locked: an editor who moves the hour cancels the one first, and schedules the other. What was
    finished in the other languages is not to be published there anew.
    """
    entries = registry.get_logs_for_instance(twin).filter(action__in=[SCHEDULED, CANCELLED])
    newest = entries.order_by("-timestamp", "-pk").first()
    return newest is not None and newest.action == SCHEDULED and newest.revision_id == revision.pk


def _oldest_first(*revisions):
    return sorted({revision for revision in revisions if revision}, key=lambda revision: revision.pk)


def _publish(revision, user):
    page = issubclass(revision.content_type.model_class(), Page)
    action = (PublishPageRevisionAction if page else PublishRevisionAction)(revision, user=user)
    # Publishing ends a review that is under way; here the words under review are not what is published.
    action.object._current_workflow_states = []
    action.object.has_current_facts = True
    action.execute(skip_permission_checks=True)


def _save_in_place_of(revision, obj, user):
    """Save ``obj`` as the newest revision, due and under review as ``revision`` was."""
    new = obj.save_revision(
        user=user or revision.user, clean=False, approved_go_live_at=revision.approved_go_live_at
    )
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    _move_review(revision, new)


def _move_review(old, new):
    TaskState.objects.filter(revision=old, status=TaskState.STATUS_IN_PROGRESS).update(revision=new)


def _keep_draft_title(twin, title):
    if title is not None:  # what a translator typed is shown to staff before it is published
        Page.objects.filter(pk=twin.pk).exclude(draft_title=title).update(draft_title=title)


class _Facts:
    """The facts of ``original`` as they are to stand in one other language."""

    def __init__(self, original, locale_id, *, managed):
        self.original, self.locale_id, self.managed = original, locale_id, managed
        self._twins = {}

    def apply(self, target, rows_of=None, but=()):
        """Write the facts into ``target`` (not to the database).

        Args:
            target: an object of the original's model, in the other language.
            rows_of: the object whose rows in the database ``target``'s rows are, where they are not its own.
            but: names of fields to leave alone.

        Returns:
            bool: whether anything changed.
        """
        return self._copy(self.original, target, "", rows_of or target, but)

    def _copy(self, original, target, path, rows_of, but=()):
        changed = False
        for rule in rules(type(original)):
            name, field = rule.field_name, rule.get_field(type(original))
            if name in but:
                continue
            if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
                rows = list(getattr(original, name).all())
                if issubclass(field.related_model, TranslatableMixin):
                    rows = self._word_rows(field, rows, target, path, rows_of)
                else:
                    rows = _fact_rows(field, rows, target, rows_of)
                if rows is not None:
                    getattr(target, name).set(rows)
                    changed = True
            elif isinstance(rule, SynchronizedField):
                free = rule.overridable and (not self.managed or path + name in self._overrides)
                if not free and not field.many_to_many:
                    changed |= _set(target, field.attname, getattr(original, field.attname))
            elif rule.is_translated(original) and isinstance(field, models.ForeignKey):
                shown, value = self._in_language(field, original, getattr(target, field.attname))
                # A wrong place is worse than none: what cannot be said in this language yet is left out.
                if shown or field.null:
                    changed |= _set(target, field.attname, value)
        return changed

    @cached_property
    def _overrides(self):
        """The paths that the translation overrides."""
        rows = SegmentOverride.objects.filter(
            context__object_id=self.original.translation_key, locale_id=self.locale_id, has_error=False
        )
        return set(rows.values_list("context__path", flat=True))

    def _in_language(self, field, original, current):
        """Return ``(whether it can be shown, primary key)`` for a link to a translatable snippet.

        ``current`` is the key in the translation so far, if it has any: as long as it means the same snippet, it
        stays as a person published it.
        """
        key = getattr(original, field.attname)
        if key is None:
            return True, None
        if (field.related_model, key) not in self._twins:
            snippets = field.related_model._default_manager
            twins = snippets.filter(
                translation_key__in=snippets.filter(pk=key).values("translation_key"),
                locale_id=self.locale_id,
            )
            keys = presentable(twins).values_list("pk", flat=True), twins.values_list("pk", flat=True)
            self._twins[field.related_model, key] = [found.first() for found in keys]
        public, any_state = self._twins[field.related_model, key]
        if public is None and current is not None and current in (any_state, key):
            return True, current
        return public is not None, public

    def _word_rows(self, field, rows, target, path, rows_of):
        """Return the rows ``target`` is to have, or ``None`` if it has them."""
        own = {row.translation_key: row for row in getattr(target, field.name).all()}
        keys = {row.translation_key: row.pk for row in getattr(rows_of, field.name).all()}
        result, changed = [], False
        links = [
            link
            for rule in rules(field.related_model)
            if isinstance(rule, TranslatableField)
            and isinstance(link := rule.get_field(field.related_model), models.ForeignKey)
            and not link.null
        ]
        for row in rows:
            mine = own.get(row.translation_key)
            if mine is None and _has_words(row):
                continue
            if not all(
                self._in_language(link, row, mine and getattr(mine, link.attname))[0] for link in links
            ):
                continue
            if mine is None:
                mine = _clone(row, None, target, field)
                mine.locale_id = self.locale_id
            mine.pk = mine.pk or keys.get(row.translation_key)
            changed |= self._copy(row, mine, f"{path}{field.name}.{row.translation_key}.", mine)
            changed |= _set(mine, "sort_order", row.sort_order)
            result.append(mine)
        changed |= [row.translation_key for row in result] != list(own)
        return result if changed else None


def _set(target, name, value):
    if getattr(target, name) == value:
        return False
    setattr(target, name, value)
    return True


def _has_words(row):
    return any(
        rule.is_translated(row)
        and isinstance(field := rule.get_field(type(row)), models.CharField | models.TextField)
        and getattr(row, field.attname)
        for rule in rules(type(row))
    )


def _fact_rows(field, rows, target, rows_of):
    """Return copies of ``rows`` for ``target``, or ``None`` if it has the same. Rows keep their identity."""
    parent = field.remote_field.attname
    if [_values(row, parent) for row in rows] == [
        _values(row, parent) for row in getattr(target, field.name).all()
    ]:
        return None
    spare = list(getattr(rows_of, field.name).all())
    result = []
    for row in rows:
        same = next((old for old in spare if _values(old, parent) == _values(row, parent)), None)
        if same:
            spare.remove(same)
        result.append(_clone(row, same and same.pk, target, field))
    if not field.related_model._meta.constraints:  # two rows that change places would meet on the way
        for row in result:
            if row.pk is None and spare:
                row.pk = spare.pop(0).pk
    return result


def _values(row, parent):
    return [
        getattr(row, f.attname)
        for f in row._meta.concrete_fields
        if not f.primary_key and f.attname != parent
    ]


def _clone(row, pk, target, field):
    copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
    copy.pk = pk
    setattr(copy, field.remote_field.attname, target.pk)
    return copy
