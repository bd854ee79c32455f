"""How the review of one translation stands: who may do what with it, and what is read side by side."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, registry
from wagtail.models import DraftStateMixin, Page, WorkflowState
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue
from wagtail_localize.views.edit_translation import (
    FieldHasNoEditPanelError,
    TabHelper,
    get_segment_location_info,
)

from core.rights import may_edit, may_publish
from core.translation import STALE, NotPublishable, check_complete, translated, words_of

NOTE = "review.note"  # in the history: what a translator says to the reviewer
SAID = {
    NOTE: _("Note to the reviewer"),
    "wagtail.workflow.start": _("Submitted"),
    "wagtail.workflow.resume": _("Submitted again"),
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Changes requested"),
    "wagtail.workflow.cancel": _("Review ended without a decision"),
}


class NoteFormatter(LogFormatter):
    """How the note stands in the history of a page or snippet."""

    label = _("Note to the reviewer")
    message = _("Note to the reviewer")

    def format_comment(self, log_entry):
        return log_entry.data.get("comment", "")


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages, as plain text.

    Attributes:
        place: the label of the field it stands in.
        original: in the source language.
        translation: ``None`` if there is none.
        stale: whether the original was reworded since.
        changed: whether it was typed after the translation was submitted.
    """

    place: str
    original: str
    translation: str | None
    stale: bool
    changed: bool


class Review:
    """How the review of a translation stands, in the eyes of one member of staff."""

    def __init__(self, translation, user):
        self.translation, self.user = translation, user
        target = translation.get_target_instance()
        self.target = target.specific if isinstance(target, Page) else target
        self.has_drafts = isinstance(self.target, DraftStateMixin)
        self.state = self.target.current_workflow_state if self.has_drafts else None
        self.in_progress = bool(self.state and self.state.status == WorkflowState.STATUS_IN_PROGRESS)
        self.sent_back = bool(self.state and self.state.status == WorkflowState.STATUS_NEEDS_CHANGES)

    # Who may do what

    @cached_property
    def may_edit(self):
        return may_edit(self.user, self.target)

    @cached_property
    def is_reviewer(self):
        """Whether the task that the review has come to is this person's."""
        return self.in_progress and may_decide(self.task, self.target, self.user)

    @property
    def may_see(self):
        return self.may_edit or self.is_reviewer

    @property
    def may_submit(self):
        return self.may_edit and not self.in_progress and not self.why_not_submitted

    @property
    def may_take_back(self):
        return self.in_progress and self.state.requested_by_id == self.user.pk

    @cached_property
    def task(self):
        return self.state.current_task_state.task.specific

    # What stands in the way, as text; empty if nothing does

    @cached_property
    def why_not_submitted(self):
        if not self.has_drafts:
            return gettext(
                "This has no drafts, and so no review: what you type is kept, and an editor publishes it."
            )
        if not self.target.get_workflow():
            return gettext("Nobody is named who reviews in this language. Please tell an administrator.")
        found = self.target.get_lock()
        if found and not self.in_progress and found.for_user(self.user):
            return found.get_message(self.user)
        return ""

    @cached_property
    def why_not_complete(self):
        try:
            check_complete(self.translation)
        except NotPublishable as refusal:
            return str(refusal)
        return ""

    # What is read

    @cached_property
    def seen(self):
        """A mark of the words as they are now: who decides sends back that of the words that were read."""
        words = words_of(translated(self.translation))
        return hashlib.sha256("\0".join(words).encode()).hexdigest()[:32]

    @cached_property
    def pairs(self):
        """The texts side by side, in the order of the editor."""
        source = self.translation.source
        segments = source.stringsegment_set.select_related("string", "context").order_by("order")
        typed = {
            (row.translation_of_id, row.context_id): row
            for row in StringTranslation.objects.filter(
                locale_id=self.translation.target_locale_id, context__object_id=source.object_id
            )
        }
        now = words_of(translated(self.translation))
        submitted = words_of(self.state.current_task_state.revision.as_object()) if self.in_progress else now
        original = source.get_source_instance()
        tabs = TabHelper(original)
        found = []
        for segment in segments:
            row = typed.get((segment.string_id, segment.context_id))
            row = None if row is None or row.has_error else row
            order, place = self._place(original, tabs, segment)
            pair = Pair(
                place,
                _plain(segment.string.data),
                row and _plain(row.data),
                bool(row and row.tool_name == STALE),
                bool(row and submitted != now and row.data not in submitted),
            )
            found.append(((order, segment.order), pair))
        return [pair for _order, pair in sorted(found, key=lambda item: item[0])]

    def _place(self, original, tabs, segment):
        path = segment.context
        try:
            info = get_segment_location_info(original, tabs, path.path, path.get_field_path(original))
        except FieldHasNoEditPanelError:
            return 1000, ""
        return info["order"], " · ".join(str(part) for part in (info["field"], info["subField"]) if part)

    @cached_property
    def history(self):
        """What was said and decided, the newest first, as ``(log entry, what it was)``; an entry has a ``comment``."""
        entries = registry.get_logs_for_instance(self.target).filter(action__in=SAID).select_related("user")
        return [(entry, SAID[entry.action]) for entry in entries.order_by("-timestamp", "-pk")]


def may_decide(task, target, user):
    """Return whether a task is a person's to decide, who must have the right to publish in the target's language."""
    actions = [action for action, _name, _modal in task.get_actions(target, user)]
    return "approve" in actions and may_publish(user, target)


def _plain(html):
    return StringValue(html).render_text()
