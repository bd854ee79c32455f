"""The letter that asks for a confirmation is sent by the background worker, as all letters are."""

from django.apps import apps
from django_tasks import task

from core.letters import PRIORITY, send_patiently
from press.alerts import letters


@task(priority=PRIORITY)
def send_confirmation(pk, language, topics, attempt=0):
    """Ask a subscriber whether the subscription is wanted.

    Args:
        pk: of the subscriber; one who has been erased meanwhile is passed over.
        language, topics: what was chosen.
        attempt: how often it was tried before.
    """
    subscriber = apps.get_model("press", "Subscriber").objects.filter(pk=pk).first()
    if subscriber:
        letter = letters.confirmation(subscriber, language, topics)
        send_patiently(
            letter,
            send_confirmation,
            pk,
            language,
            topics,
            attempt=attempt,
            what=f"The confirmation of subscriber {pk}",
        )
