"""Letters to staff are sent by the background worker, which makes the link that they hold: no queue keeps one."""

from django.apps import apps
from django_tasks import task

from core.letters import PRIORITY, send_patiently
from users import letters


def send_link(account):
    """Have a link to a password sent to the account's owner. To be called in the transaction that has the reason."""
    send.enqueue(account.pk)


@task(priority=PRIORITY)
def send(pk, attempt=0):
    """Send the letter that fits the account: an invitation as long as it has no password.

    Args:
        pk: of the account; one that has gone or been shut meanwhile gets none.
        attempt: how often it was tried before.

    Raises:
        RuntimeError: it was tried for the last time; it says nothing of the address, since tasks outlive letters.
    """
    User = apps.get_model("users", "User")
    account = User.objects.filter(pk=pk, is_active=True).exclude(email="").first()
    if account:
        write = letters.invitation if account.state == User.State.INVITED else letters.reset
        send_patiently(write(account), send, pk, attempt=attempt, what=f"The link of account {pk}")
