from django.core.management.base import BaseCommand

from core.files.upkeep import delete_old_files


class Command(BaseCommand):
    help = (
        "Deletes the sizes of pictures that were replaced more than a day ago, and files that were sent with a form "
        "which nobody finished within a week."
    )

    def handle(self, verbosity, **options):
        replaced, unfinished = delete_old_files()
        if verbosity:
            self.stdout.write(f"{replaced} replaced sizes and {unfinished} unfinished uploads deleted")
