from django.core.management.base import BaseCommand

from press.models import PressLink


class Command(BaseCommand):
    help = "Deletes journalists' links, and when they were opened, a year after their end. The worker runs it daily."

    def handle(self, verbosity=1, **options):
        _rows, by_model = PressLink.objects.forgotten().delete()
        if verbosity:
            self.stdout.write(f"{by_model.get('press.PressLink', 0)} links deleted.")
