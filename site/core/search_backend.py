"""Wagtail's database search for the admin and its choosers, with the queries cleaned first.

Wagtail passes what was typed into SQLite's full-text language as it is: one quotation mark or blank in the search field
of the page explorer is a server error. PostgreSQL refuses NUL, and a query of hyphens has no terms to compile.
"""

import unicodedata

from modelsearch.backends import database

MAX_LENGTH = 300
MAX_WORDS = 30  # every word nests the compiled query three calls deeper


def clean(query):
    """Return a typed query without what breaks a database's query language; empty if no letter or digit is left.

    Query objects (``MATCH_ALL`` and the like) are returned as they are.
    """
    if not isinstance(query, str):
        return query
    plain = "".join(
        " " if sign in "\"'\\" or unicodedata.category(sign)[0] == "C" else sign
        for sign in query[:MAX_LENGTH]
    )
    return " ".join([word for word in plain.split() if any(map(str.isalnum, word))][:MAX_WORDS])


class CleanQueries:
    """Mixin for a search backend: cleans queries given as text."""

    def search(self, query, *args, **kwargs):
        return super().search(clean(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(clean(query), *args, **kwargs)


def SearchBackend(params):
    """Return the backend of the default database, as ``wagtail.search.backends.database`` does, cleaning queries."""
    backend = type(database.SearchBackend(params))
    return type("SearchBackend", (CleanQueries, backend), {})(params)
