from django.core.management.base import BaseCommand

from core.files.collections import ensure_collections


class Command(BaseCommand):
    help = "Makes a collection of pictures and documents for each section; those that staff renamed stay as they are."

    def handle(self, **options):
        for section, collection in ensure_collections().items():
            self.stdout.write(f"{section}: {collection.name}")
