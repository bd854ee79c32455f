"""What all letters of the site have in common, and patience with a mail server that is away."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.utils import timezone
from django_tasks import task_backends

logger = logging.getLogger(__name__)

# RFC 3834, and the words that other systems know: no machine shall answer these.
AUTOMATIC = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}

# Of the tasks that send letters for which somebody waits; pictures, say, wait for nobody.
PRIORITY = 50

# Minutes after which a letter is tried again: a mail server may be away for a night.
PATIENCE = [1, 5, 30, 120, 480]


def pause(tries):
    """Return how long to wait before the next try, after so many that failed (one or more)."""
    return timedelta(minutes=PATIENCE[min(tries, len(PATIENCE)) - 1])


def send_patiently(letter, task, *args, attempt, what):
    """Send a letter from within a background task; later, if the mail server does not take it now.

    Args:
        letter: an ``EmailMessage``.
        task: the task itself, to be tried again as ``task(*args, attempt + 1)``.
        attempt: how often it was tried before.
        what: of the letter, for the log; nothing personal.

    Returns:
        bool: whether the server has taken it.

    Raises:
        RuntimeError: it was tried for the last time; it says nothing of the address, since tasks outlive letters.
    """
    try:
        letter.send()
    except (OSError, SMTPException):
        if attempt == len(PATIENCE) or not task_backends["default"].supports_defer:
            raise RuntimeError(f"{what} was not taken by the mail server.") from None
        logger.warning("%s was not taken; trying again", what)
        task.using(run_after=timezone.now() + pause(attempt + 1)).enqueue(*args, attempt + 1)
        return False
    return True


def language_of_staff(user):
    """Return the code of the language in which a member of staff is written to: the one they chose for the CMS."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
