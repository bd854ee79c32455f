"""A migrated database at once, and again after a test that emptied it.

Migrations take twenty seconds on SQLite, copying a file takes none: the migrated database is kept under var/, named
after everything that shapes it. Tests of transactions end with every table empty, rows of the migrations included;
the copy is then put back, so that the next test finds what the first one found.
"""

import copy
import fcntl
import functools
import hashlib
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase

from core.cache import raise_generation

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests"
OURS = [ROOT / name for name in ("site", "home", "news", "events", "collection")]


def fingerprint():
    """Return a digest of what shapes a fresh database: migrations, signal receivers, models, installed versions."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(path for folder in OURS for path in folder.rglob("*.py")):
        source = path.read_bytes()
        if (
            path.parent.name == "migrations"
            or b"post_migrate" in source
            or path.name in ("base.py", "roles.py")
        ):
            digest.update(source)
    for model in apps.get_models():  # rows of content types and permissions
        meta = model._meta
        digest.update(f"{meta.label} {meta.default_permissions} {meta.permissions}".encode())
    return digest.hexdigest()[:16]


class EmbeddedCopy:
    """SQLite: the kept file is made by whoever comes first, and copied."""

    def __init__(self, connection, path):
        self.connection = connection
        self.path = path
        connection.settings_dict["TEST"]["NAME"] = str(path)
        self.migrate = connection.creation.create_test_db
        connection.creation.create_test_db = self.create

    def create(self, verbosity=1, autoclobber=False, serialize=True, keepdb=False):
        """In the place of Django's ``create_test_db``: returns the name of the database."""
        KEPT.mkdir(parents=True, exist_ok=True)
        self.kept = KEPT / f"{fingerprint()}.sqlite3"
        with open(KEPT / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # of two processes one migrates, the other waits for its result
            if not self.kept.exists():
                for old in KEPT.glob("*.sqlite3"):
                    old.unlink()
                self.migrate(verbosity, autoclobber, serialize=False)
                with self.connection.cursor() as cursor:
                    cursor.execute("VACUUM INTO %s", [str(self.kept)])
            # Our own copy: the kept file may be replaced while we run.
            self.own = self.path.with_suffix(".kept")
            shutil.copyfile(self.kept, self.own)
        self.connection.settings_dict["NAME"] = str(self.path)
        self.restore()
        return str(self.path)

    def restore(self):
        self.connection.close()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.own, self.path)

    def remove(self):
        self.own.unlink(missing_ok=True)


class ServedCopy:
    """PostgreSQL: the migrated database is the template of the one that was emptied."""

    def __init__(self, connection):
        self.connection = connection
        self.name = connection.settings_dict["NAME"]
        self.kept = f"{self.name}_kept"
        self._make(self.kept, self.name)

    def _make(self, new, template):
        creation = self.connection.creation
        self.connection.close()
        with creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{new}" WITH (FORCE)')
            if template:
                cursor.execute(f'CREATE DATABASE "{new}" TEMPLATE "{template}"')

    def restore(self):
        self._make(self.name, self.kept)

    def remove(self):
        self._make(self.kept, None)


class Remembered:
    """Content with which many tests begin: made once in a process, and from then on written back as it was.

    It is put into a database that is always the same; what is made depends on nothing else.
    """

    def __init__(self, build):
        """Take the function that makes the content; what it returns is remembered as well."""
        self.build = build
        self.rows = None

    def put(self, **given):
        """Make the content in the transaction of a test; returns a copy of what was built."""
        if self.rows is None:
            before = _rows()
            self.result = self.build(**given)
            self.rows = {table: rows for table, rows in _rows().items() if rows != before[table]}
        else:
            write = _write_embedded if connection.vendor == "sqlite" else _write_served
            with transaction.atomic(), connection.cursor() as cursor:
                for table, rows in self.rows.items():
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
                    write(cursor, table, rows)
            raise_generation()
        return copy.deepcopy(self.result)


def remembered(build):
    """Turn a function that makes content into a fixture: what it made is written back for each further test."""
    content = Remembered(build)

    @functools.wraps(build)
    def fixture(**given):
        return content.put(**given)

    return pytest.fixture(fixture)


def _rows():
    """Return the rows of every table: as tuples of SQLite, as text of PostgreSQL."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.django_table_names(only_existing=True))
        if connection.vendor != "sqlite":
            return {table: _read_served(cursor, table) for table in tables}
        # The search index itself is virtual, and filled by triggers of the table of its entries.
        virtual = cursor.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%%'"
        ).fetchall()
        return {
            table: cursor.execute(
                f"SELECT {_columns(cursor, table)} FROM {connection.ops.quote_name(table)}"
            ).fetchall()
            for table in tables
            if (table,) not in virtual
        }


def _write_embedded(cursor, table, rows):
    if rows:
        places = ", ".join(["%s"] * len(rows[0]))
        columns = _columns(cursor, table)
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} ({columns}) VALUES ({places})", rows
        )


def _read_served(cursor, table):
    name = connection.ops.quote_name(table)
    with cursor.copy(f"COPY (SELECT {_columns(cursor, table)} FROM {name}) TO STDOUT") as out:
        return b"".join(bytes(part) for part in out)


def _write_served(cursor, table, rows):
    name = connection.ops.quote_name(table)
    with cursor.copy(f"COPY {name} ({_columns(cursor, table)}) FROM STDIN") as into:
        into.write(rows)
    for sequence in connection.introspection.get_sequences(cursor, table):
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), greatest(max({column}), nextval(pg_get_serial_sequence("
            "%s, %s)))) FROM {table}".format(
                column=connection.ops.quote_name(sequence["column"]), table=name
            ),
            [name, sequence["column"]] * 2,
        )


def _columns(cursor, table):
    """Return the columns of a table that are written, not those that the database computes."""
    if connection.vendor == "sqlite":
        found = cursor.execute(f"PRAGMA table_info({connection.ops.quote_name(table)})").fetchall()
        names = [name for _number, name, *_more in found]  # generated ones are not told here
    else:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [connection.ops.quote_name(table)],
        )
        names = [name for (name,) in cursor.fetchall()]
    return ", ".join(connection.ops.quote_name(name) for name in names)


def empties_the_database(item):
    """Return whether a test ends with empty tables instead of rolling back."""
    marker = item.get_closest_marker("django_db")
    if marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])):
        return True
    if {"transactional_db", "live_server", "django_db_reset_sequences"} & set(
        getattr(item, "fixturenames", ())
    ):
        return True
    cls = getattr(item, "cls", None)
    return bool(cls and issubclass(cls, TransactionTestCase) and not issubclass(cls, TestCase))


class Restorer:
    """The plugin that puts the copy back after each such test."""

    def __init__(self, copy, blocker):
        self.copy = copy
        self.blocker = blocker

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item, nextitem):
        result = yield
        if nextitem and empties_the_database(item):  # after the last one the databases are gone
            with self.blocker.unblock():
                self.copy.restore()
        return result
