from django.core.management.base import BaseCommand, CommandError

from demo import removal, texts
from demo.loader import Loader


class Command(BaseCommand):
    help = (
        "Loads the demonstration content in four languages; leaves alone what people have edited or deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again",
            action="store_true",
            help="Load also what was removed with “unseed”, or deleted by a person.",
        )
        parser.add_argument(
            "--width", type=int, help="Longer side of the pictures in pixels, if they are to be small."
        )

    def handle(self, again, width, **options):
        if again:
            removal.forget()
        try:
            Loader(texts.read(), self.say, width=width).run()
        except texts.TextError as error:
            raise CommandError(str(error)) from error

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
