"""A mail server for the tests of alerts: writes down who got a letter, and fails where it is told to."""

import os
import signal
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from press.models import Choice, Subscriber

BACKEND = "tests.press.post_office.PostOffice"


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill."""


class PostOffice(BaseEmailBackend):
    """Delivers into a file, one address a line.

    ``POST_OFFICE_FAULT`` is ``(number of the letter at which something happens, what)``: ``"before"`` and ``"after"``
    it is taken the process is interrupted, ``"kill"`` ends the process itself after taking it; or ``{address: error}``.
    """

    taken = 0

    def send_messages(self, messages):
        for message in messages:
            fault = getattr(settings, "POST_OFFICE_FAULT", None)
            if isinstance(fault, dict):
                if error := fault.get(message.to[0]):
                    raise error
                fault = None
            number = PostOffice.taken + 1
            if fault == (number, "before"):
                raise Killed
            message.message()
            with book().open("a") as file:
                file.write(f"{message.to[0]}\n")
            PostOffice.taken = number
            if fault == (number, "after"):
                raise Killed
            if fault == (number, "kill"):
                os.kill(os.getpid(), signal.SIGKILL)
        return len(messages)


def book():
    return Path(settings.SCRATCH) / "letters.txt"


def clear():
    """Begin anew."""
    book().unlink(missing_ok=True)
    PostOffice.taken = 0


def delivered():
    """Return the addresses of all letters that were taken, in their order."""
    return book().read_text().split() if book().exists() else []


def subscribe(count, *, language="az", topics=("all",), start=1):
    """Make confirmed subscribers reader1@example.org and so on, quickly."""
    from django.utils import timezone

    readers = Subscriber.objects.bulk_create(
        [
            Subscriber(email=f"reader{number}@example.org", language=language, confirmed_at=timezone.now())
            for number in range(start, start + count)
        ]
    )
    Choice.objects.bulk_create(
        [Choice(subscriber=reader, topic=topic) for reader in readers for topic in topics]
    )
    return readers


def parsed(message):
    """Return a sent message as a mail program reads it."""
    return message_from_bytes(message.message().as_bytes(linesep="\r\n"), policy=policy.default)
