from django.core.management.base import BaseCommand

from wording.memory import index_anew


class Command(BaseCommand):
    help = (
        "Makes the index of the translation memory anew. It keeps itself up to date; this tidies it each day."
    )

    def handle(self, **options):
        self.stdout.write(f"Translation memory: {index_anew()} strings.")
