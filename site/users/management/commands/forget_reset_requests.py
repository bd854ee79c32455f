from django.core.management.base import BaseCommand

from users.models import ResetRequest


class Command(BaseCommand):
    help = "Forgets who asked for a new password a day ago."

    def handle(self, verbosity=1, **options):
        count, _models = ResetRequest.objects.due().delete()
        if verbosity:
            self.stdout.write(f"{count} requests forgotten.")
