"""Serves the demonstration content from a folder of its own, whatever the developer's own database holds."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "showroom"
# What the developer's shell or .env may say of another site.
FOREIGN = ("DATABASE_URL", "TEST_DATABASE_URL", "REDIS_URL", "SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY")
LANGUAGES = ("az", "en", "ka", "tr")
# What a reader meets beside the kinds of page that editors make.
SEARCHED = {"az": "xalça", "en": "carpet", "ka": "ხალიჩა", "tr": "halı"}


@dataclass(frozen=True)
class Showroom:
    """A served site.

    Attributes:
        url: its address, without a slash at the end.
        places: one dict a kind and language: ``kind``, ``weight``, ``language``, ``path``.
    """

    url: str
    places: list

    def addresses(self):
        """Return every address that the sitemap lists."""
        parts = re.findall("<loc>(.*?)</loc>", fetch(f"{self.url}/sitemap.xml")[1])
        return [address for part in parts for address in re.findall("<loc>(.*?)</loc>", fetch(part)[1])]


def fetch(address):
    """Return the status and the text of an answer, an error's as well."""
    try:
        with urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@contextmanager
def showroom(folder=FOLDER, *, width=None):
    """Prepare and serve the site; yields a ``Showroom``.

    Args:
        folder: where its database, pictures and static files are kept for the next time.
        width: of the pictures in pixels; ``None`` draws them as large as they are meant to be.

    Raises:
        RuntimeError: if a step fails or the site does not answer within a minute.
    """
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN} | {
        "ENV_FILE": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    _begin_anew_if_the_database_changed(folder)

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        with (folder / "log").open("a") as log:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True, check=False
            )
        if done.returncode:
            raise RuntimeError(f"“manage.py {' '.join(arguments)}” failed; {folder}/log says why")
        return done.stdout

    manage("compile_messages")
    manage("migrate", "--verbosity=0")
    manage("seed", *([] if width is None else [f"--width={width}"]))
    manage("run", "--prepare-only")
    manage("worker", "--once")  # every size of every picture
    places = json.loads(manage("places").splitlines()[-1])
    for language in LANGUAGES:
        places += [
            {"kind": kind, "weight": "listing", "language": language, "path": f"/{language}/{path}"}
            for kind, path in (
                ("feeds", "feeds/"),
                ("alerts", "alerts/"),
                ("search", f"search/?q={quote(SEARCHED[language])}"),
                ("not-found", "not-here/"),
            )
        ]
    with (folder / "log").open("a") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield Showroom(url, places)
    finally:
        server.terminate()
        server.wait(timeout=60)


def _begin_anew_if_the_database_changed(folder):
    """Empty the folder if the initial migrations have been rewritten since, as they are until the first release."""
    digest = hashlib.sha256()
    for migration in sorted([*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("site/*/migrations/0*.py")]):
        digest.update(migration.read_bytes())
    stamp = folder / "migrations.sha256"
    if not stamp.is_file() or stamp.read_text() != digest.hexdigest():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        stamp.write_text(digest.hexdigest())


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url, server):
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            if fetch(f"{url}/-/ready")[0] == 200:
                return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise RuntimeError("the site does not answer")
