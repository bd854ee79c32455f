"""Which translations wait for a member of staff, to be reviewed or to be changed: a few queries for any number."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import TaskState, TranslatableMixin, WorkflowState
from wagtail_localize.models import Translation

from core.desk import DeskItem
from review.reviews import may_decide


@dataclass(frozen=True, slots=True)
class Row:
    """One translation on a list.

    Attributes:
        translation: the ``Translation``, with its target language.
        title: as translated.
        kind: what the page or snippet is.
        language: into which it was translated.
        person: who submitted it, or sent it back; ``None`` if the account is gone.
        at: when.
        comment: what was said when it was sent back.
    """

    translation: Translation
    title: str
    kind: str
    language: str
    person: object
    at: datetime
    comment: str = ""

    @property
    def url(self):
        return reverse("review_translation", args=[self.translation.pk])


def to_review(user):
    """Return the translations that wait for this person's decision, the oldest first."""
    states = list(
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
        .select_related("task", "workflow_state__requested_by")
        .order_by("started_at", "pk")
    )
    found = _translations([state.workflow_state for state in states])
    tasks, rows = {}, []
    for state in states:
        target, translation = found.get(state.workflow_state_id, (None, None))
        if translation is None:
            continue
        task = tasks.setdefault(state.task_id, state.task).specific
        if may_decide(task, target, user):
            rows.append(_row(target, translation, state.workflow_state.requested_by, state.started_at))
    return rows


def sent_back(user):
    """Return the translations that this person submitted and was asked to change, the oldest first."""
    states = list(
        WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
        .select_related("current_task_state__finished_by")
        .order_by("current_task_state__finished_at", "pk")
    )
    found = _translations(states)
    rows = []
    for state in states:
        target, translation = found.get(state.pk, (None, None))
        if translation:
            decision = state.current_task_state
            rows.append(
                _row(target, translation, decision.finished_by, decision.finished_at, decision.comment)
            )
    return rows


def desk_items(request):
    """Return what waits for this person (``core.desk``)."""
    waiting, back = len(to_review(request.user)), len(sent_back(request.user))
    return [
        DeskItem(
            "translations-to-review",
            gettext("Translations for me to review"),
            waiting,
            reverse("review_waiting"),
            icon="clipboard-list",
            order=20,
        ),
        DeskItem(
            "translations-sent-back",
            gettext("My translations sent back"),
            back,
            reverse("review_sent_back"),
            icon="undo",
            order=30,
        ),
    ]


def _row(target, translation, person, at, comment=""):
    title = getattr(target, "draft_title", None) or str(target)
    kind = target.page_type_display_name if hasattr(target, "page_type_display_name") else target.kind_label
    language = translation.target_locale.get_display_name()
    return Row(translation, title, str(kind), language, person, at, comment)


def _translations(states):
    """Return ``{key of a workflow state: (its object, its managed translation)}``; what is no translation is absent."""
    keys = {}
    for state in states:
        keys.setdefault(state.base_content_type_id, {})[state.pk] = state.object_id
    objects = {}
    for type_id, wanted in keys.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not issubclass(model, TranslatableMixin):
            continue
        there = model._default_manager.in_bulk([int(pk) for pk in wanted.values()])
        objects |= {state: there[int(pk)] for state, pk in wanted.items() if int(pk) in there}
    managed = {
        (translation.source.object_id, translation.target_locale_id): translation
        for translation in Translation.objects.filter(
            source__object_id__in={obj.translation_key for obj in objects.values()}, enabled=True
        ).select_related("source", "target_locale")
    }
    return {
        state: (obj, managed[obj.translation_key, obj.locale_id])
        for state, obj in objects.items()
        if (obj.translation_key, obj.locale_id) in managed
    }
