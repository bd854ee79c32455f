from django.core.management.base import BaseCommand

from demo.removal import Removal


class Command(BaseCommand):
    help = "Removes the demonstration content, except what people have edited, and never what they have made."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Remove also what people have edited.")

    def handle(self, **options):
        Removal(self.stdout.write, edited_too=options["all"], in_detail=options["verbosity"] > 1).run()
