"""Letters are sent by the background worker: a mail server that is slow or away keeps nobody's decision waiting."""

from django.contrib.auth import get_user_model
from django_tasks import task
from wagtail.models import Page, WorkflowState

from core.letters import PRIORITY, send_patiently
from review.letters import letter


@task(priority=PRIORITY)
def send(name, state, receiver, actor, comment="", attempt=0):
    """Send one letter of a review; later, if the mail server does not take it now.

    Args:
        name: see ``review.letters.letter``.
        state: primary key of the workflow state; what was deleted meanwhile is passed over.
        receiver: primary key of the account that is told, unless it was closed meanwhile.
        actor: primary key of the account that did it, or ``None``.
        comment: what was said.
        attempt: how often it was tried before.

    Raises:
        RuntimeError: it was tried for the last time.
    """
    found = WorkflowState.objects.filter(pk=state).first()
    target = found and found.content_object
    people = get_user_model().objects.in_bulk([pk for pk in (receiver, actor) if pk])
    to = people.get(receiver)
    if target is None or to is None or not to.is_active or not to.email:
        return
    target = target.specific if isinstance(target, Page) else target
    written = letter(name, to, target, people.get(actor), comment)
    what = f"The letter of review {state} ({name})"
    send_patiently(written, send, name, state, receiver, actor, comment, attempt=attempt, what=what)
