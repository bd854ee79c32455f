"""What visitors write to the museum through the form: kept for staff, until its day of deletion."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.locks import lock
from core.models import ContactPoint

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# Counted in the table itself: it is shared by all servers and never away, which cannot be said of a cache.
PER_SENDER = 5  # an hour
OF_ALL = 100  # an hour
LETTERS_PER_ADDRESS = 3  # a day: nobody is buried in letters because somebody else typed their address

SIZE = _("The number must lie between 1 and 500.")

one_line = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", _("Write this in one line."), inverse_match=True
)
plain_text = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
    _("The text holds a character that cannot be written. Please type it anew."),
    inverse_match=True,
)


class TooManyMessages(Exception):
    """Refused for now: too many messages within the hour, from this sender or altogether."""


class MessageQuerySet(models.QuerySet):
    def since(self, span, now=None):
        return self.filter(received_at__gt=(now or timezone.now()) - span)

    def due(self, today=None):
        """Narrow to the messages whose day of deletion has come."""
        return self.filter(delete_on__lte=today or timezone.localdate())

    def receive(self, message):
        """Keep a new message and return it, or the one that says the same, if it was sent twice.

        Raises:
            TooManyMessages: the sender, or all senders together, have written too often within the hour.
        """
        with lock("messages"):
            recent = self.since(HOUR)
            of_sender = (
                recent.filter(sender_mark=message.sender_mark) if message.sender_mark else recent.none()
            )
            twin = of_sender.filter(kind=message.kind, email=message.email, text=message.text).first()
            if twin:
                twin.is_twin = True
                return twin
            if of_sender.count() >= PER_SENDER or recent.count() >= OF_ALL:
                raise TooManyMessages
            message.save()
        return message


class Message(models.Model):
    """One letter from a visitor. Read-only but for its answer; its name holds nothing personal, as logs outlive it."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")

    Kind = ContactPoint.Kind

    kind = models.CharField(_("subject area"), max_length=12, choices=Kind.choices, default=Kind.GENERAL)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    received_at = models.DateTimeField(
        _("received"), default=timezone.now, db_index=True, help_text=_("When it was sent, Baku time.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.NEW, db_index=True
    )

    name = models.CharField(
        _("name"), max_length=120, validators=[one_line], help_text=_("As you would like to be addressed.")
    )
    email = models.EmailField(_("e-mail"), help_text=_("We answer to this address."))
    subject = models.CharField(
        _("subject"), max_length=160, validators=[one_line], help_text=_("In a few words.")
    )
    text = models.TextField(
        _("message"), max_length=5000, validators=[plain_text], help_text=_("At most 5,000 characters.")
    )

    visit_date = models.DateField(
        _("day wished for"), null=True, blank=True, help_text=_("For example 2027-03-20.")
    )
    group_size = models.PositiveSmallIntegerField(
        _("number of visitors"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1, SIZE), MaxValueValidator(500, SIZE)],
        help_text=_("Together with those who accompany the group."),
    )
    visit_language = models.CharField(
        _("language of the visit"),
        max_length=60,
        blank=True,
        validators=[one_line],
        help_text=_("In which the group would like to be spoken to."),
    )
    work = models.CharField(
        _("work"),
        max_length=160,
        blank=True,
        validators=[one_line],
        help_text=_("Its accession number, or maker and title."),
    )
    purpose = models.CharField(
        _("intended use"),
        max_length=300,
        blank=True,
        validators=[one_line],
        help_text=_("Where the picture will appear: publication, exhibition, study."),
    )

    answer = models.TextField(
        _("answer"),
        max_length=10000,
        blank=True,
        validators=[plain_text],
        help_text=_(
            "Goes out by e-mail as plain text; the museum’s name and the visitor’s own words are added below it."
        ),
    )
    answered_at = models.DateTimeField(
        _("answered"), null=True, blank=True, help_text=_("When it was answered, or marked as answered.")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answer_sent_at = models.DateTimeField(
        _("answer sent"), null=True, blank=True, help_text=_("When the mail server took the answer.")
    )
    delete_on = models.DateField(
        _("deleted on"), db_index=True, help_text=_("On this day the message and its answer are deleted.")
    )
    # See core.clients; emptied after a day.
    sender_mark = models.CharField(max_length=32, blank=True, editable=False, db_index=True)

    objects = MessageQuerySet.as_manager()
    is_twin = False  # whether it is an earlier message that has been sent once more

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self):
        return f"{self.reference} · {self.get_kind_display()}"

    @property
    def reference(self):
        """The number under which visitor and staff speak of it."""
        return f"M-{self.pk:06}" if self.pk else ""

    @property
    def is_open(self):
        return self.state == self.State.NEW

    def may_be_acknowledged(self):
        """Whether a letter of receipt may go to the address given; it may be anybody's."""
        same = Message.objects.since(DAY).filter(email__iexact=self.email, pk__lte=self.pk)
        return same.count() <= LETTERS_PER_ADDRESS

    def close(self, user, answer=""):
        """Record that it was answered, by a letter or otherwise. Return whether it was still open."""
        values = {
            "state": self.State.ANSWERED,
            "answered_at": timezone.now(),
            "answered_by": user,
            "answer": answer,
        }
        closed = Message.objects.filter(pk=self.pk, state=self.State.NEW).update(**values)
        self.refresh_from_db()
        return bool(closed)

    def reopen(self):
        """Take back that it was answered, unless an answer has gone out. Return whether it is open now."""
        waiting = Message.objects.filter(pk=self.pk, state=self.State.ANSWERED, answer="")
        reopened = waiting.update(state=self.State.NEW, answered_at=None, answered_by=None)
        self.refresh_from_db()
        return bool(reopened)
