from django.core.management.base import BaseCommand, CommandError

from core.due import TRIES, publish_due


class Command(BaseCommand):
    help = (
        "Publishes what is due and takes back what has expired. To be run each minute, by the worker or by cron; "
        "ends with an error if something failed."
    )

    def handle(self, **options):
        outcome = publish_due()
        for name in outcome.done:
            self.stdout.write(f"done: {name}")
        for name in outcome.set_aside:
            self.stderr.write(f"set aside after {TRIES} tries: {name}")
        if outcome.failed:
            raise CommandError("failed: " + "; ".join(outcome.failed))
