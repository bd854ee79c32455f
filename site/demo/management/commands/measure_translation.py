from django.core.management.base import BaseCommand

from demo.translation_steps import count


class Command(BaseCommand):
    help = (
        "Counts, on the loaded demonstration site, what it takes to translate one more agreement into three languages "
        "by hand, and with the translation memory. Keeps nothing."
    )

    def handle(self, **options):
        strings, stock, ours = count()
        self.stdout.write(f"One agreement into three languages: {strings} strings.")
        for name, steps in (("wagtail-localize alone", stock), ("with memory", ours)):
            self.stdout.write(
                f"  {name}: {steps.clicks} clicks, {steps.typed} fields written, {steps.corrected} fields corrected, "
                f"{steps.words} words typed"
            )
