from django.core.management.base import BaseCommand

from press.alerts.sending import send_waiting


class Command(BaseCommand):
    help = "Writes to subscribers for some seconds, as the worker does. For cron, where there is no worker."

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=int, default=50, help="after which to stop")

    def handle(self, seconds, **options):
        self.stdout.write(f"{send_waiting(seconds)} letters sent.")
