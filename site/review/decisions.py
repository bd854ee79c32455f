"""What can be done with the review of a translation: submit, approve, send back, take back.

Each is one transaction and alone with the translation, and looks anew how things stand: of two people who decide at
once, the second is told.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from wagtail.log_actions import log

from core.locks import lock
from core.translation import Invalid, check_complete, draft, translated, words_of
from review.reviews import NOTE, Review


class NotNow(Exception):
    """What was asked for cannot be done as things stand; nothing changed. ``str()`` says why."""


def submit(translation, user, note=""):
    """Send a translation to its reviewers, for the first time or again.

    Args:
        translation: a ``wagtail_localize.models.Translation``.
        user: the translator, who may edit it.
        note: what they tell the reviewers, if anything.

    Raises:
        NotNow: if it is in review already, or nobody reviews it.
        NotPublishable: if a text is missing, or the result is not valid.
    """
    with _alone(translation, user) as review:
        if not review.may_submit:
            raise NotNow(review.why_not_submitted or gettext("The translation is in review already."))
        check_complete(translation)
        try:
            revision = draft(translation, user)
        except ValidationError as error:
            raise Invalid(translation, error) from error
        target = type(review.target)._default_manager.get(pk=review.target.pk)  # knows its newest revision
        if note:
            log(target, NOTE, user=user, data={"comment": note}, revision=revision)
        if review.sent_back:
            review.state.requested_by = user
            review.state.resume(user=user)
        else:
            target.get_workflow().start(target, user)


def approve(translation, user, seen, comment=""):
    """Approve a translation as it was read; the last approval publishes it, at its hour if it has one.

    Args:
        translation: a ``wagtail_localize.models.Translation``.
        user: the reviewer.
        seen: the mark of the words that were read (``Review.seen``).
        comment: what they say to it, if anything.

    Raises:
        NotNow: if it is not this person's to decide, or a text was typed since it was read.
        NotPublishable: if it is not complete or not valid.
    """
    with _alone(translation, user) as review:
        task_state = _to_decide(review)
        if seen != review.seen:
            raise NotNow(
                gettext("Texts have been changed since you opened this page. Read them, then decide.")
            )
        check_complete(translation)
        if words_of(task_state.revision.as_object()) != words_of(translated(translation)):
            task_state.revision = draft(translation, user)  # what was read, not what was submitted
            task_state.save(update_fields=["revision"])
        review.task.on_action(task_state, user, "approve", comment=comment)


def request_changes(translation, user, comment):
    """Send a translation back to its translator; the public page stays as it is.

    Args:
        translation: a ``wagtail_localize.models.Translation``.
        user: the reviewer.
        comment: what is to be changed.

    Raises:
        NotNow: if it is not this person's to decide.
    """
    with _alone(translation, user) as review:
        review.task.on_action(_to_decide(review), user, "reject", comment=comment)


def take_back(translation, user):
    """Take a translation out of review, by whoever submitted it. Raises ``NotNow`` if it is decided already."""
    with _alone(translation, user) as review:
        if not review.may_take_back:
            raise NotNow(gettext("The translation is not in review any more."))
        review.state.cancel(user=user)


@contextmanager
def _alone(translation, user):
    with transaction.atomic(), lock(f"review {translation.pk}"):
        yield Review(translation, user)


def _to_decide(review):
    if not review.in_progress:
        raise NotNow(gettext("The translation is not in review any more."))
    if not review.is_reviewer:
        raise NotNow(gettext("You may not decide on this translation."))
    return review.state.current_task_state.specific
