"""What subscribers are told, and to whom it went.

A letter goes to each address once at most. Each of them is *claimed* for itself, by one statement that only one
process can win, and the claim is committed before the mail server hears of the letter. A process that dies leaves at
most the one letter uncertain that was under way: it is not sent again, whatever became of it; all others wait for the
next run.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.letters import PATIENCE, pause
from core.locks import lock
from press.models.subscribers import REFUSED_TOO_OFTEN, Subscriber

# News that is older is told nobody: a page translated late, one that was withdrawn and comes back after weeks.
RECENT = timedelta(days=3)
# A letter of which nothing was heard for so long was under way when its process died.
LOST = timedelta(minutes=15)
# Who was written to is forgotten so long after the last letter of an alert.
KEEP_DELIVERIES = timedelta(days=1)


class AlertQuerySet(models.QuerySet):
    def running(self, now=None):
        """Return the alerts that somebody may still have to be told of, the oldest first."""
        ready = Q(try_after__isnull=True) | Q(try_after__lte=now or timezone.now())
        return self.filter(ready, state=Alert.State.RUNNING).order_by("pk")

    def counted(self):
        """Annotate with the number of letters by what became of them, as ``of_sent`` and so on."""
        return self.annotate(
            **{f"of_{state.value}": _count(state) for state in Delivery.State},
        )


def _count(state):
    wanted = Q(deliveries__state=state)
    if state == Delivery.State.WAITING:
        wanted &= Q(deliveries__subscriber__isnull=False)
    return Count("deliveries", filter=wanted)


class Alert(models.Model):
    """That a page became public in its language: told once, to those who had subscribed when telling began."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("alert", "Being sent")
        DONE = "done", pgettext_lazy("alert", "Sent")
        STOPPED = "stopped", pgettext_lazy("alert", "Stopped: withdrawn")

    page_key = models.UUIDField(editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    title = models.CharField(_("title"), max_length=255, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.RUNNING, db_index=True, editable=False
    )
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    # While the mail server is away.
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    try_after = models.DateTimeField(null=True, editable=False)
    # What remains of the deliveries once they are forgotten.
    sent = models.PositiveIntegerField(default=0, editable=False)
    failed = models.PositiveIntegerField(default=0, editable=False)
    uncertain = models.PositiveIntegerField(default=0, editable=False)

    objects = AlertQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page_key", "language"], name="press_alert_once_per_language")
        ]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def __str__(self):
        return self.title

    @property
    def numbers(self):
        """``{"sent", "waiting", "failed", "uncertain": number}`` of letters; asked of ``counted`` rows."""
        if self.finished_at:
            return {"sent": self.sent, "waiting": 0, "failed": self.failed, "uncertain": self.uncertain}
        under_way = self.of_waiting + self.of_sending
        return {
            "sent": self.of_sent,
            "waiting": under_way,
            "failed": self.of_failed,
            "uncertain": self.of_uncertain,
        }

    # Who is told

    def open(self, topics):
        """Settle who is told: whoever is subscribed now, in this language, to any of the topics; each once."""
        readers = Subscriber.objects.receiving().filter(language=self.language, choices__topic__in=topics)
        with transaction.atomic(), lock(f"alert {self.pk}"):
            fresh = Alert.objects.filter(pk=self.pk, opened_at__isnull=True)
            if not fresh.update(opened_at=timezone.now()):
                return  # another process was faster
            keys = readers.order_by("pk").distinct().values_list("pk", flat=True)
            rows = (Delivery(alert=self, subscriber_id=key) for key in keys.iterator())
            Delivery.objects.bulk_create(rows, batch_size=1000)
        self.refresh_from_db()

    def waiting(self):
        """Return the letters that are still to be sent, now or later."""
        return self.deliveries.filter(
            state=Delivery.State.WAITING, subscriber__isnull=False, subscriber__paused_at__isnull=True
        )

    def due(self, now=None):
        """Return the letters to be sent now, with their subscribers."""
        ready = Q(try_after__isnull=True) | Q(try_after__lte=now or timezone.now())
        return (
            self.waiting()
            .filter(ready, alert__state=Alert.State.RUNNING)
            .select_related("subscriber")
            .order_by("pk")
        )

    # How it goes on

    def stop(self):
        """Send no more of it: the page was withdrawn. It goes on if the page comes back while it is still news."""
        Alert.objects.filter(pk=self.pk, state=Alert.State.RUNNING).update(state=Alert.State.STOPPED)

    def postpone(self):
        """Wait a little: the mail server is away."""
        self.tries += 1
        self.try_after = timezone.now() + pause(self.tries)
        self.save(update_fields=["tries", "try_after"])

    def goes_well(self):
        """Forget that the mail server was away."""
        if self.tries:
            self.tries, self.try_after = 0, None
            self.save(update_fields=["tries", "try_after"])

    def finish(self, giving_up=False):
        """Note what became of it, once no letter waits and none is under way.

        Args:
            giving_up: do so although letters wait: they have failed.
        """
        State = Delivery.State
        alive = self.deliveries.filter(state=State.SENDING, claimed_at__gt=timezone.now() - LOST)
        if alive.exists() or (self.waiting().exists() and not giving_up):
            return
        counts = dict(self.deliveries.values_list("state").order_by().annotate(Count("pk")))
        left = self.waiting().count()
        Alert.objects.filter(pk=self.pk, finished_at__isnull=True).update(
            state=Alert.State.STOPPED if self.state == Alert.State.STOPPED else Alert.State.DONE,
            finished_at=timezone.now(),
            sent=counts.get(State.SENT, 0),
            failed=counts.get(State.FAILED, 0) + left,
            uncertain=counts.get(State.UNCERTAIN, 0) + counts.get(State.SENDING, 0),
        )


class Delivery(models.Model):
    """One letter of an alert to one subscriber. The subscriber may be erased: then the row says nothing of anybody."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNCERTAIN = "uncertain"

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    try_after = models.DateTimeField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, db_index=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "subscriber"], name="press_delivery_once_per_address")
        ]
        indexes = [models.Index(fields=["alert", "state", "try_after"], name="press_delivery_due")]

    def __str__(self):
        return f"{self.alert_id}/{self.pk}"

    def claim(self):
        """Take the letter for this process alone, for good. Return whether it is ours to send.

        One statement whose conditions stand on the row itself: of two processes the second one finds it changed, on
        both databases. It is committed at once, before anything is said to a mail server.
        """
        running = Alert.objects.filter(pk=OuterRef("alert_id"), state=Alert.State.RUNNING)
        mine = Delivery.objects.filter(
            Exists(running), pk=self.pk, state=self.State.WAITING, subscriber_id=self.subscriber_id
        )
        return bool(mine.update(state=self.State.SENDING, claimed_at=timezone.now()))

    def _becomes(self, state, **values):
        claimed = Delivery.objects.filter(pk=self.pk, state=self.State.SENDING)
        claimed.update(state=state, **values)

    def was_sent(self):
        self._becomes(self.State.SENT)
        if self.subscriber.refused:
            Subscriber.objects.filter(pk=self.subscriber_id).update(refused=0)

    def is_uncertain(self):
        """Note that nobody can tell whether the server took it."""
        self._becomes(self.State.UNCERTAIN)

    def was_not_begun(self):
        """Put it back as it was: the mail server knows nothing of it."""
        self._becomes(self.State.WAITING)

    def was_put_off(self):
        """Try again later, after longer and longer pauses; at last, not any more."""
        tries = self.tries + 1
        if tries > len(PATIENCE):
            self._becomes(self.State.FAILED)
        else:
            self._becomes(self.State.WAITING, tries=tries, try_after=timezone.now() + pause(tries))

    def was_refused(self):
        """Note that there is no such mailbox; after several times in a row the address is written to no more."""
        self._becomes(self.State.FAILED)
        reader = Subscriber.objects.filter(pk=self.subscriber_id)
        reader.update(refused=models.F("refused") + 1)
        reader.filter(refused__gte=REFUSED_TOO_OFTEN, paused_at__isnull=True).update(paused_at=timezone.now())
