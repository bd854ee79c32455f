"""Kinds of pages that somebody can be in charge of, under the names that their feeds have.

The core knows no section: each section offers its kinds when it is ready.
"""

_offered = {}


def offer(kinds):
    """Add kinds of pages, ``[(name, plural label), …]``."""
    _offered.update(kinds)


def subjects():
    """Return ``[(name, plural label), …]`` of all that was offered: choices for a field."""
    return list(_offered.items())
