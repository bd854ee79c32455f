"""Who is told what: our letters in the place of Wagtail's, which are sent within the request, some of them twice."""

from django.contrib.auth import get_user_model
from wagtail.log_actions import registry
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.users.models import UserProfile

from core.rights import may_publish
from review.letters import APPROVED, CANCELLED, REJECTED, SUBMITTED
from review.reviews import NOTE
from review.tasks import send


def tell_reviewers(instance, user=None, **_signal):
    """Tell those who can decide on what has come to their task, but not the one who sent it there.

    Where nobody of the task's groups can, administrators are told, so that it does not wait unheard.
    """
    task = instance.task.specific
    if not isinstance(task, AbstractGroupApprovalTask):
        return
    target = _specific(instance.workflow_state.content_object)
    others = get_user_model().objects.filter(is_active=True).exclude(pk=user and user.pk)
    members = others.filter(groups__in=task.groups.all()).distinct()
    reviewers = [person for person in members if may_publish(person, target)]
    note = registry.get_logs_for_instance(target).filter(action=NOTE, revision=instance.revision).first()
    comment = note.data.get("comment", "") if note else ""
    for person in reviewers or others.filter(is_superuser=True):
        _tell(SUBMITTED, instance.workflow_state, person, user, comment)


def tell_of_approval(instance, user=None, **_signal):
    _tell_requester(APPROVED, instance, user)


def tell_of_rejection(instance, user=None, **_signal):
    _tell_requester(REJECTED, instance, user)


def tell_of_cancellation(instance, user=None, **_signal):
    _tell_requester(CANCELLED, instance, user)


def _tell_requester(name, state, user):
    if state.requested_by and state.requested_by != user:
        decision = state.current_task_state
        _tell(name, state, state.requested_by, user, decision.comment if decision else "")


def _tell(name, state, person, actor, comment):
    chosen = REJECTED if name == CANCELLED else name  # an account knows three kinds of letters
    if person.email and getattr(UserProfile.get_for_user(person), f"{chosen}_notifications"):
        send.enqueue(name, state.pk, person.pk, actor and actor.pk, comment)


def _specific(target):
    return target.specific if isinstance(target, Page) else target


for signal, sender, uid in (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
):
    if not signal.disconnect(sender=sender, dispatch_uid=uid):
        raise RuntimeError(f"Wagtail no longer connects {uid}: letters would be sent twice")
task_submitted.connect(tell_reviewers, dispatch_uid="review-tell-reviewers")
workflow_approved.connect(tell_of_approval, dispatch_uid="review-tell-of-approval")
workflow_rejected.connect(tell_of_rejection, dispatch_uid="review-tell-of-rejection")
workflow_cancelled.connect(tell_of_cancellation, dispatch_uid="review-tell-of-cancellation")
