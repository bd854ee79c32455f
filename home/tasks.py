"""Letters are sent by the background worker: a mail server that is slow or away keeps no visitor waiting."""

from django.apps import apps
from django.utils import timezone
from django_tasks import task

from core.letters import PRIORITY, send_patiently
from core.models import SiteSettings
from home import letters


def announce(message):
    """Have the letter of receipt and the word to staff sent. To be called in the transaction that keeps the message."""
    for name in ("acknowledgement", "notification"):
        send.enqueue(name, message.pk)


def send_answer(message):
    """Have the museum's answer sent. To be called in the transaction that records it."""
    send.enqueue("answer", message.pk)


@task(priority=PRIORITY)
def send(name, pk, attempt=0):
    """Send one letter of a message; later, if the mail server does not take it now.

    Args:
        name: ``"acknowledgement"``, ``"notification"`` or ``"answer"``.
        pk: of the message; one that has been deleted meanwhile is passed over.
        attempt: how often it was tried before.

    Raises:
        RuntimeError: it was tried for the last time; it says nothing of the address, since tasks outlive messages.
    """
    message = apps.get_model("home", "Message").objects.filter(pk=pk).first()
    letter = message and _write(name, message)
    if not letter:
        return
    what = f"The {name} of message {pk}"
    if send_patiently(letter, send, name, pk, attempt=attempt, what=what) and name == "answer":
        message.answer_sent_at = timezone.now()
        message.save(update_fields=["answer_sent_at"])


def _write(name, message):
    """Return the letter, or ``None`` where nobody is to have it."""
    address = SiteSettings.current().address_for(message.kind)
    if name == "answer":
        return letters.answer(message, reply_to=address)
    if name == "notification":
        return letters.notification(message, address) if address else None
    return letters.acknowledgement(message) if message.may_be_acknowledged() else None
