"""The e-mails that lead a member of staff to a password, each in that person's language. Plain text.

Pure functions: an account in, an ``EmailMessage`` out. What they hold opens an account: they are never kept.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext, override

from core.letters import AUTOMATIC, language_of_staff
from core.serving import absolute


def invitation(account):
    """Return the letter to somebody who has an account, and no password yet."""
    return _letter("invitation", account)


def reset(account):
    """Return the letter to somebody who has forgotten the password, or is to choose another."""
    return _letter("reset", account)


def link(account):
    """Return the address at which the account's owner chooses a password, once and within some days."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    return absolute(reverse("wagtailadmin_password_reset_confirm", args=[key, token]))


def _letter(name, account):
    context = {
        "account": account,
        "link": link(account),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
        "door": absolute(reverse("wagtailadmin_login")),
    }
    with override(language_of_staff(account)):
        subjects = {
            "invitation": gettext("Your account for the museum’s website"),
            "reset": gettext("A new password for the museum’s website"),
        }
        body = render_to_string(f"users/mail/{name}.txt", context)
    headers = AUTOMATIC | {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subjects[name], body.strip() + "\n", to=[account.email], headers=headers)
