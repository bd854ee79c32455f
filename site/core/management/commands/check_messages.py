import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import catalogues
from core.management.commands import makemessages


class Collector(makemessages.Command):
    """Collects the words of the source into a folder of our choice and leaves the catalogues alone."""

    def __init__(self, folder):
        super().__init__()
        self.folder = str(folder)

    def find_files(self, root):
        files = super().find_files(root)
        self.locale_paths = [self.folder]
        for file in files:
            file.locale_dir = self.folder
        return files


class Command(BaseCommand):
    help = "Fails unless every interface word of the source is translated into az, ka and tr. Needs gettext."

    def handle(self, **options):
        locale = Path(settings.LOCALE_PATHS[0])
        with tempfile.TemporaryDirectory() as folder:
            call_command(Collector(folder), keep_pot=True, locale=["az"], verbosity=0)
            template = catalogues.read(Path(folder) / "django.pot")
        failures = 0
        for code, _name in settings.LANGUAGES:
            if code == "en":
                continue
            path = locale / code / "LC_MESSAGES" / "django.po"
            found = (
                catalogues.problems(template, catalogues.read(path))
                if path.exists()
                else ["There is no catalogue."]
            )
            failures += len(found)
            for line in found:
                self.stderr.write(f"{code}: {line}")
        if failures:
            raise CommandError(f"{failures} of the {len(template)} messages are not ready in every language.")
        self.stdout.write(f"All {len(template)} messages are translated.")
