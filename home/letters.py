"""The e-mails that go with a message, each in the language of whoever reads it. Plain text, nothing to load.

Pure functions: a message in, an ``EmailMessage`` out; nothing is sent and nothing is saved.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.letters import AUTOMATIC
from core.serving import absolute


def acknowledgement(message):
    """Return the letter of receipt, in the visitor's language.

    It repeats nothing that was typed: the address may be somebody else's, and is not to receive a stranger's words.
    """
    with override(message.language):
        subject = _("We have received your message (%(reference)s)") % {"reference": message.reference}
        body = _text("acknowledgement", message)
    return EmailMessage(subject, body, to=[message.email], headers=AUTOMATIC)


def answer(message, reply_to=""):
    """Return the museum's answer, in the visitor's language, with their own words below it.

    Args:
        message: with its ``answer``.
        reply_to: the address of the staff who answer such messages.
    """
    with override(message.language):
        subject = _("Answer to your message (%(reference)s)") % {"reference": message.reference}
        body = _text("answer", message)
    return EmailMessage(subject, body, to=[message.email], reply_to=[reply_to] if reply_to else None)


def notification(message, address):
    """Return the word to staff that there is a message: where to read it, but none of it.

    What is written stays in the CMS, where it is deleted on its day; mailboxes forget nothing.
    """
    with override(settings.LANGUAGE_CODE):
        values = {"reference": message.reference, "kind": message.get_kind_display()}
        subject = _("New message %(reference)s: %(kind)s") % values
        place = absolute(reverse("message:edit", args=[message.pk]))
        body = _text("notification", message, place=place)
    return EmailMessage(subject, body, to=[address], headers=AUTOMATIC | {"Auto-Submitted": "auto-generated"})


def _text(name, message, **context):
    context |= {"message": message, "site": absolute(f"/{message.language}/")}
    text = render_to_string(f"home/mail/{name}.txt", context)
    return "\n".join(text.splitlines()).strip() + "\n"  # browsers send other line ends than letters have
