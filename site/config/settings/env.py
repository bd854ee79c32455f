"""Reading the environment. Nothing here knows what a setting means."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

# Tuned for one server with several processes: with Django's defaults 261 of 284 simultaneous saves failed with
# “database is locked”, with these none did. Write-ahead logging lets readers read while somebody writes; an
# immediate transaction waits for its turn instead of failing half-way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=2000; PRAGMA journal_size_limit=27103364"
    ),
}


def load_file(path):
    """Take ``NAME=value`` lines of the file into the environment; what the environment already says wins.

    Blank lines and lines that begin with # are left out. A missing file is nothing at all.
    """
    if not path or not Path(path).is_file():
        return
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not line.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def number(name, default):
    """Return the whole number in the variable, or the default. Raises ValueError naming the variable."""
    value = text(name)
    if value and not value.lstrip("-").isdigit():
        raise ValueError(f"{name} must be a whole number, not {value!r}.")
    return int(value) if value else default


def flag(name, default=False):
    """Return whether the variable says yes: 1, true, yes or on. Anything else that is not empty says no."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def words(name):
    """Return the comma-separated words of the variable."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def served_url():
    """Return the address ``make run`` serves on, from HOST and PORT."""
    host = text("HOST", "127.0.0.1")
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # “every address” is not an address to visit
    return f"http://{f'[{host}]' if ':' in host else host}:{number('PORT', 8000)}"


def hostname(url):
    """Return the host of an address as ALLOWED_HOSTS spells it."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def database(url, embedded):
    """Return Django's description of the database at ``url``, or of the SQLite file ``embedded`` without one.

    Each engine gets the options it needs.

    Options in the URL's query win over ours: behind PgBouncer in transaction mode, ``?options=`` takes the time
    limits out again, and ``?disable_server_side_cursors=true`` is needed.
    """
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": embedded, "OPTIONS": SQLITE_OPTIONS}
    settings = dj_database_url.parse(url)
    options = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = SQLITE_OPTIONS | options
    elif settings["ENGINE"] == "django.db.backends.postgresql":
        limits = {
            "lock_timeout": 5000,
            "statement_timeout": number("DATABASE_STATEMENT_TIMEOUT_MS", 0),
            # A worker that died in a transaction must not hold its locks.
            "idle_in_transaction_session_timeout": 2 * number("DATABASE_STATEMENT_TIMEOUT_MS", 0),
        }
        settings["OPTIONS"] = {
            "connect_timeout": 3,
            "application_name": "museum",
            "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
        } | options
        settings["CONN_MAX_AGE"] = 600
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def local_secret_key(path):
    """Return the key kept in ``path``, making it on the first call, readable by its owner alone."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # O_EXCL: of two processes that start together one writes, the other reads.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with open(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()
