"""One at a time: a named lock that lasts until the transaction ends, on both databases."""

import hashlib
from contextlib import contextmanager

from django.db import connection


@contextmanager
def lock(name):
    """Hold a named lock to the end of the surrounding transaction.

    On PostgreSQL an advisory lock. On SQLite nothing is needed: its transactions begin IMMEDIATE, so the one
    writer there can be is already us.

    Args:
        name: any string; the same string excludes the same others.

    Raises:
        RuntimeError: outside a transaction, where the lock would be released at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a lock holds only inside a transaction")
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
    yield
