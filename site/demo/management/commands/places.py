import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from core.i18n import LANGUAGES
from demo.kinds import places


class Command(BaseCommand):
    help = "Prints one address of each kind of page in each language, as JSON."

    def handle(self, **options):
        self.stdout.write(json.dumps([asdict(place) for place in places(LANGUAGES)]))
