from django.core.management.base import BaseCommand

from translations.states import rebuild


class Command(BaseCommand):
    help = (
        "Makes the rows of the translations board anew from pages, snippets, texts and workflows. Needed only after "
        "rows were written past the site: a restored table, a bulk load."
    )

    def handle(self, **options):
        self.stdout.write(f"{rebuild()} originals on the translations board.")
