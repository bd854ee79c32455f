from django.core.management.base import BaseCommand

from press.kits.folders import remove_old


class Command(BaseCommand):
    help = "Removes the files of press kits that have changed or that nobody took for a month. The worker does daily."

    def handle(self, *, verbosity, **options):
        removed = remove_old()
        if verbosity:
            self.stdout.write(f"{removed} removed.")
