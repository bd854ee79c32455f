import os
import sys

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from core import startup, supervisor


class Command(BaseCommand):
    help = "Prepares the site and serves it with gunicorn and one background worker. HOST and PORT say where."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--prepare-only", action="store_true", help="Prepare the site and serve nothing.")
        parser.add_argument("--no-static", action="store_true", help="Leave the static files where they are.")

    def handle(self, prepare_only, no_static, **options):
        sys.stdout.reconfigure(line_buffering=True)  # every step is seen when it begins, also in a log
        host = os.environ.get("HOST") or "127.0.0.1"
        port = os.environ.get("PORT") or "8000"
        if not prepare_only:
            self.look_for_port(host, port)
        startup.prepare(self.say, static=not no_static)
        if prepare_only:
            return
        cache.clear()  # what an earlier process kept may be shaped by another version of the code
        self.welcome()
        self.serve()

    def say(self, line):
        self.stdout.write(line)

    def look_for_port(self, host, port):
        try:
            if startup.port_is_free(host, int(port)):
                return
        except (OSError, ValueError, OverflowError) as error:
            raise CommandError(
                f"HOST={host} PORT={port} is not an address of this machine: {error}"
            ) from error
        raise CommandError(
            f"Port {port} of {host} is in use: another program, or this site already running. "
            f"Stop it, or choose another with “make run PORT={int(port) + 1}”."
        )

    def welcome(self):
        url = settings.SITE_URL
        self.say("")
        for code, name in settings.LANGUAGES:
            self.say(f"  {name:<14} {url}/{code}/")
        self.say(f"  {'Staff':<14} {url}/admin/   (accounts: admin, editor)")
        self.say("")
        self.say("Ctrl-C stops the site.")
        self.say("")

    def serve(self):
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
        worker = [sys.executable, "manage.py", "worker"]
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.SETTINGS_MODULE)
        os.chdir(settings.BASE_DIR)
        connections.close_all()
        # In the place of this process: whoever watches the two needs nothing of Django.
        os.execv(sys.executable, [sys.executable, supervisor.__file__, *gunicorn, "--", *worker])
