from django.core.management.base import BaseCommand

from core.files.sizes import make_missing


class Command(BaseCommand):
    help = (
        "Makes the sizes that pictures in use lack, for example after the widths or the quality of all pictures were "
        "changed. May be stopped and run again: what is there is not made again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", dest="unused_too", help="Also of pictures that nothing uses yet."
        )

    def handle(self, unused_too, verbosity, **options):
        ending = "\r" if self.stdout.isatty() else "\n"
        done = None
        for done in make_missing(unused_too=unused_too):
            if verbosity and (self.stdout.isatty() or done.looked_at % 50 == 0):
                self.stdout.write(f"  {done}", ending=ending)
                self.stdout.flush()
        self.stdout.write(str(done) if done else "No pictures are in use.")
