"""The e-mails that go with a review, of pages as of translations, each in its receiver's language. Plain text.

Pure functions: what happened goes in, an ``EmailMessage`` comes out; nothing is sent and nothing is saved.
"""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import DraftStateMixin

from core.letters import AUTOMATIC, language_of_staff
from core.serving import absolute
from core.translation import managed_translation

SUBMITTED, APPROVED, REJECTED = (
    "submitted",
    "approved",
    "rejected",
)  # as Wagtail names them in a person's account
CANCELLED = "cancelled"  # without a decision: by somebody, or because the page went out meanwhile


def letter(name, user, target, actor, comment=""):
    """Return the letter that tells somebody what became of a page, a snippet or a translation.

    Args:
        name: ``SUBMITTED`` (to a reviewer), ``APPROVED``, ``REJECTED`` or ``CANCELLED`` (to the one who submitted).
        user: who is told.
        target: the page or snippet, read from the database.
        actor: who has done it; may be ``None``.
        comment: what they said.
    """
    translation = managed_translation(target) if hasattr(target, "translation_key") else None
    with override(language_of_staff(user)):
        title = getattr(target, "draft_title", None) or str(target)
        says = {"title": title, "language": translation and translation.target_locale.get_display_name()}
        context = {
            "name": name,
            "receiver": user_display_name(user),
            "actor": user_display_name(actor) if actor else "",
            "title": title,
            "language": says["language"],
            "comment": comment.strip(),
            "place": absolute(_place(target, translation, user)),
            "account": absolute(reverse("wagtailadmin_account")),
            "public": "",
            "hour": "",
        }
        if name in (APPROVED, CANCELLED) and isinstance(target, DraftStateMixin):
            if target.scheduled_revision:
                hour = target.scheduled_revision.approved_go_live_at
                context["hour"] = date_format(localtime(hour), "SHORT_DATETIME_FORMAT")
            elif target.live:
                context["public"] = getattr(target, "full_url", None) or ""
        subject = (_translation_subjects() if translation else _subjects())[name] % says
        text = render_to_string("review/mail/letter.txt", context)
    body = "\n".join(text.splitlines()).strip() + "\n"
    headers = AUTOMATIC | {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=headers)


def _translation_subjects():
    return {
        SUBMITTED: _("For review: “%(title)s”, translated into %(language)s"),
        APPROVED: _("Approved: “%(title)s”, translated into %(language)s"),
        REJECTED: _("Changes requested: “%(title)s”, translated into %(language)s"),
        CANCELLED: _("Review ended: “%(title)s”, translated into %(language)s"),
    }


def _subjects():
    return {
        SUBMITTED: _("For review: “%(title)s”"),
        APPROVED: _("Approved: “%(title)s”"),
        REJECTED: _("Changes requested: “%(title)s”"),
        CANCELLED: _("Review ended: “%(title)s”"),
    }


def _place(target, translation, user):
    if translation:
        return reverse("review_translation", args=[translation.pk])
    return AdminURLFinder(user).get_edit_url(target) or reverse("wagtailadmin_home")
