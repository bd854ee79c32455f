import os

from django.conf import settings
from django.core.management.commands import makemessages

IGNORED = [".venv", "var", "tests", "node_modules"]


class Command(makemessages.Command):
    help = "Collects the interface words of the source into the catalogues of az, ka and tr. Needs gettext."
    # A guess at a translation is worse than none: nobody notices it.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--sort-output", "--no-fuzzy-matching"]
    xgettext_options = [*makemessages.Command.xgettext_options, "--sort-output"]

    def add_arguments(self, parser):
        super().add_arguments(parser)
        # Line numbers and wrapping would change every catalogue with every commit. English needs no catalogue.
        parser.set_defaults(
            locale=[code for code, _name in settings.LANGUAGES if code != "en"],
            ignore_patterns=list(IGNORED),
            no_location=True,
            no_wrap=True,
            no_obsolete=True,
        )

    def handle(self, *args, **options):
        os.chdir(settings.BASE_DIR)  # Django collects below the current folder
        super().handle(*args, **options)
