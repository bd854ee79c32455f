from django.core.management.base import BaseCommand

from desk.tasks import daily


class Command(BaseCommand):
    help = (
        "Has the worker look through all live pages for broken links and for pictures without words, and, if "
        "CHECK_EXTERNAL_LINKS allows it, try the addresses of other sites whose turn it is."
    )

    def handle(self, **options):
        daily()
