from django.core.management.base import BaseCommand
from django.utils import timezone

from press.models import Alert, Delivery, Subscriber, SubscriptionRequest
from press.models.alerts import KEEP_DELIVERIES, RECENT
from press.models.subscribers import DAY


class Command(BaseCommand):
    help = (
        "Deletes subscriptions that nobody confirmed or that no mailbox takes, and forgets who was written to. "
        "The worker runs it daily."
    )

    def handle(self, verbosity=1, **options):
        now = timezone.now()
        number = Subscriber.objects.due(now).count()
        Subscriber.objects.due(now).delete()
        SubscriptionRequest.objects.filter(received_at__lt=now - DAY).delete()
        # What was withdrawn and has not come back while it was news.
        old = Alert.objects.filter(state=Alert.State.STOPPED, finished_at=None, queued_at__lt=now - RECENT)
        for alert in old:
            alert.waiting().delete()
            alert.finish()
        Delivery.objects.filter(alert__finished_at__lt=now - KEEP_DELIVERIES).delete()
        if verbosity:
            self.stdout.write(f"{number} subscriptions deleted.")
