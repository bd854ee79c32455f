from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.models import Message


class Command(BaseCommand):
    help = "Deletes visitors' messages whose day has come. The worker runs it daily."

    def handle(self, verbosity=1, **options):
        number, _by_model = Message.objects.due().delete()
        yesterday = timezone.now() - timedelta(days=1)
        Message.objects.filter(received_at__lt=yesterday).exclude(sender_mark="").update(sender_mark="")
        if verbosity:
            self.stdout.write(f"{number} messages deleted.")
