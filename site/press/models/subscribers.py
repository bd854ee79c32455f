"""Who is told of new things by e-mail. An address is kept while it is subscribed, and no trace of it afterwards."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.locks import lock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# Counted in the table itself, which all servers share and which is never away.
PER_SENDER = 5  # an hour
OF_ALL = 100  # an hour
LETTERS_PER_ADDRESS = 2  # a day: nobody is buried in letters because somebody else typed their address
KEEP_UNCONFIRMED = timedelta(days=7)
# Letters in a row that the address's own server refused for good, after which it is written to no more.
REFUSED_TOO_OFTEN = 3
KEEP_PAUSED = timedelta(days=90)


class TooManyRequests(Exception):
    """Refused for now: too many requests within the hour, from this sender or altogether."""


def new_key():
    """Return what a reader's personal links hold: nobody can guess it."""
    return secrets.token_urlsafe(24)


class SubscriberQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def receiving(self):
        """Narrow to those who are written to: confirmed, and not paused."""
        return self.confirmed().filter(paused_at__isnull=True)

    def due(self, now=None):
        """Narrow to those who go: never confirmed within the days for it, or paused for a long time."""
        now = now or timezone.now()
        never = models.Q(confirmed_at__isnull=True, asked_at__lt=now - KEEP_UNCONFIRMED)
        return self.filter(never | models.Q(paused_at__lt=now - KEEP_PAUSED))


class Subscriber(models.Model):
    """One address, in one language, with what it wants to hear of. Its name says nothing, as logs outlive it."""

    email = models.EmailField(_("e-mail"), unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, editable=False)
    key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, db_index=True, editable=False)
    refused = models.PositiveSmallIntegerField(default=0, editable=False)  # in a row
    paused_at = models.DateTimeField(null=True, editable=False)

    objects = SubscriberQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self):
        return f"S-{self.pk:06}" if self.pk else ""

    @property
    def topics(self):
        """The names of the kinds of news chosen, as a list."""
        return [choice.topic for choice in self.choices.all()]

    @property
    def masked(self):
        """The address as its owner recognises it and nobody else learns it."""
        name, _at, domain = self.email.rpartition("@")
        return f"{name[0]}…@{domain}"

    @transaction.atomic
    def choose(self, language, topics):
        """Record what the reader has confirmed. Whoever was paused is written to again."""
        now = timezone.now()
        self.language, self.refused, self.paused_at = language, 0, None
        self.confirmed_at = self.confirmed_at or now
        self.save(update_fields=["language", "refused", "paused_at", "confirmed_at"])
        self.choices.exclude(topic__in=topics).delete()
        Choice.objects.bulk_create(
            [Choice(subscriber=self, topic=topic) for topic in topics], ignore_conflicts=True
        )


class Choice(models.Model):
    """One kind of news that a subscriber wants: the name of a feed."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="choices")
    topic = models.CharField(max_length=40, db_index=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["subscriber", "topic"], name="press_choice_once")]

    def __str__(self):
        return self.topic


class RequestQuerySet(models.QuerySet):
    def receive(self, email, sender_mark, wanted):
        """Count a request. Return whether a letter may go to the address.

        Args:
            email: the address, in the form in which it is kept.
            sender_mark: of who asks (``core.clients``).
            wanted: what is asked for, as text; the same twice from one sender is one letter.

        Raises:
            TooManyRequests: the sender, or all senders together, have asked too often within the hour.
        """
        now = timezone.now()
        mark = address_mark(email)
        with lock("alerts"):
            recent = self.filter(received_at__gt=now - HOUR)
            of_sender = recent.filter(sender_mark=sender_mark) if sender_mark else recent.none()
            if of_sender.count() >= PER_SENDER or recent.count() >= OF_ALL:
                raise TooManyRequests
            twin = of_sender.filter(address_mark=mark, wanted=wanted, letter=True).exists()
            letters = self.filter(received_at__gt=now - DAY, address_mark=mark, letter=True).count()
            may_write = not twin and letters < LETTERS_PER_ADDRESS
            self.create(sender_mark=sender_mark, address_mark=mark, wanted=wanted, letter=may_write)
        return may_write


def address_mark(email):
    """Return 32 hexadecimal digits by which one address is counted; only who has the site's secret can try others."""
    return salted_hmac("press.alerts", email, algorithm="sha256").hexdigest()[:32]


class SubscriptionRequest(models.Model):
    """That somebody filled in the form, for the limits against abuse: without the address, and for a day."""

    received_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    sender_mark = models.CharField(max_length=32, blank=True, editable=False)
    address_mark = models.CharField(max_length=32, editable=False)
    wanted = models.CharField(max_length=255, editable=False)
    letter = models.BooleanField(editable=False)

    objects = RequestQuerySet.as_manager()

    def __str__(self):
        return str(self.received_at)
