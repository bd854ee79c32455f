"""Everything between a fresh clone and a site that serves. Each step does nothing where nothing is to be done."""

import hashlib
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation.reloader import translation_file_changed

from core.catalogues import compile_catalogues
from core.sites import sync_site_record


def port_is_free(host, port):
    """Return whether a server could listen on the address. Raises OSError where the host is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as gunicorn does: a port just left is free
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            if error.errno in (98, 48, 13, 10048):  # in use on Linux, macOS; not permitted; Windows
                return False
            raise
    return True


def prepare(say, static=True):
    """Bring database, words, static files, content and accounts up to date. ``say`` is called with a line a step."""
    if compiled := [path for folder in settings.LOCALE_PATHS for path in compile_catalogues(folder)]:
        say(f"Interface words: {len(compiled)} catalogues compiled.")
    for path in compiled:
        translation_file_changed(None, path)  # Django may have looked for it already, and found none
    migrate(say)
    if sync_site_record():
        say(f"Address: {settings.SITE_URL}")
    if static:
        collect_static(say)
    for command in ("seed", "accounts"):
        if command in get_commands():
            call_command(command)


def migrate(say):
    """Apply what is not applied yet. Django's own command takes seconds to find out that there is nothing."""
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        say(f"Database: applying {len(waiting)} migrations …")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static(say):
    """Collect, hash and compress the static files, if any has changed since they were collected last."""
    stamp = settings.VAR_DIR / "static.stamp"
    fingerprint = static_fingerprint()
    if stamp.is_file() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Static files: collecting, hashing, compressing …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def static_fingerprint():
    """Return a digest of the names, sizes and times of all static files: some hundreds of looks, no reading."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in sorted(finder.list(["CVS", ".*", "*~"]), key=lambda entry: entry[0]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
