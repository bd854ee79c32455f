from django.core.management.base import BaseCommand

from demo import agreed_terms, texts


class Command(BaseCommand):
    help = (
        "Measures on the demonstration texts how often the glossary calls a translation wrong, and how many mistakes "
        "made on purpose it notices. Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--list", action="store_true", help="Show every alarm with its texts.")

    def handle(self, *, list, **options):
        for language, found in agreed_terms.measure(texts.read()).items():
            rate = len(found.alarms) / found.terms
            self.stdout.write(
                f"{language}: {found.terms} terms in the source, {found.found} found in the translation, "
                f"{len(found.alarms)} alarms ({rate:.1%})"
            )
            for kind, changed in found.changed.items():
                self.stdout.write(
                    f"    {kind}: {found.caught[kind]} of {changed} noticed ({found.caught[kind] / changed:.1%})"
                )
            for key, term, source, translation in found.alarms if list else ():
                self.stdout.write(f"  “{term}” in {key}:\n    {source}\n    {translation}")
