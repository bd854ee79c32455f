"""The letters to subscribers, in their language: plain text and, for the news itself, HTML that loads nothing.

Pure functions: a page or a subscriber in, an ``EmailMessage`` out; nothing is sent and nothing is saved.
"""

import re
import secrets
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.letters import AUTOMATIC
from core.press_contacts import press_contact
from core.serving import absolute
from press.alerts.topics import all_topics
from press.models.subscribers import KEEP_UNCONFIRMED

SALT = "press.alerts.confirm"


def confirmation(subscriber, language, topics):
    """Return the letter that asks whether the subscription is wanted, with what was chosen; none of it is kept yet.

    Args:
        subscriber: whose address it is, whether it has confirmed before or not.
        language: two-letter code; the choice, and the language of the letter.
        topics: names of the kinds chosen.
    """
    with override(language):
        token = signing.dumps([subscriber.key, language, topics], salt=SALT, compress=True)
        context = {
            "language_name": dict(settings.LANGUAGES)[language],
            "topics": all_topics().labels(topics),
            "confirm": absolute(reverse("alerts-confirm", args=[token])),
            "stop": absolute(reverse("alerts-stop", args=[subscriber.key])),
            "days": KEEP_UNCONFIRMED.days,
            "site": absolute(f"/{language}/"),
        }
        subject = _("Please confirm: news of the museum by e-mail")
        body = _tidy(render_to_string("press/mail/confirmation.txt", context))
        sender = _sender()
    return EmailMessage(subject, body, from_email=sender, to=[subscriber.email], headers=AUTOMATIC)


def read_confirmation(token):
    """Return ``(key, language, topics)`` of a confirmation letter's link. Raises ``BadSignature`` if it is none."""
    key, language, topics = signing.loads(token, salt=SALT, max_age=KEEP_UNCONFIRMED)
    return key, language, topics


class Letter(EmailMultiAlternatives):
    """A letter whose headers are not broken right after their names, where some programs take them for empty."""

    def message(self):
        message = super().message()
        message.policy = message.policy.clone(max_line_length=120)
        return message


class Edition:
    """The letter about one page: written once, since all that differs between two readers is their own links.

    Args:
        alert: the ``Alert`` it is sent for.
        page: its page, specific.
    """

    def __init__(self, alert, page):
        self.alert = alert
        self.key = secrets.token_urlsafe(24)  # stands for the reader's, and cannot occur in a text
        with override(alert.language):
            self.item = item = page.feed_item()
            self.contact = press_contact(page)
            self.sender = _sender()
            self.stop = absolute(reverse("alerts-stop", args=[self.key]))
            context = {
                "item": item,
                "kind": item.kinds[0],
                "contact": self.contact,
                "manage": absolute(reverse("alerts-manage", args=[self.key])),
                "stop": self.stop,
                "site": absolute(f"/{alert.language}/"),
                "language": alert.language,
            }
            self.subject = " ".join(item.title.split())
            self.text = _tidy(render_to_string("press/mail/alert.txt", context))
            self.html = render_to_string("press/mail/alert.html", context)

    def to(self, subscriber):
        """Return the letter to one subscriber; no query."""
        host = _host()
        letter = Letter(
            self.subject,
            self._own(self.text, subscriber),
            from_email=self.sender,
            to=[subscriber.email],
            reply_to=[self.contact.email] if self.contact and self.contact.email else None,
            headers=AUTOMATIC
            | {
                "Auto-Submitted": "auto-generated",
                "Precedence": "bulk",
                # The same whenever it is written: where a letter did arrive twice, mail programs would know.
                "Message-ID": f"<{self._mark(subscriber)}@{host}>",
                "Content-Language": self.alert.language,
                "List-Id": f"<alerts-{self.alert.language}.{host}>",
                "List-Unsubscribe": f"<{self._own(self.stop, subscriber)}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
            },
        )
        letter.attach_alternative(self._own(self.html, subscriber), "text/html")
        return letter

    def _own(self, text, subscriber):
        return text.replace(self.key, subscriber.key)

    def _mark(self, subscriber):
        place = f"{self.alert.page_key} {self.alert.language} {subscriber.key}"
        return salted_hmac("press.alerts.letter", place, algorithm="sha256").hexdigest()[:40]


def _sender():
    # Not encoded here: Django breaks a long name into words as short as mail programs want them.
    _name, address = parseaddr(settings.ALERTS_FROM_EMAIL or settings.DEFAULT_FROM_EMAIL)
    return f'"{_("Azerbaijan National Art Museum")}" <{address}>'


def _host():
    return urlsplit(settings.SITE_URL).hostname


def _tidy(text):
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
