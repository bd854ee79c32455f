"""A cache shared by all processes of one server, without a service to run."""

import random

from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    """Django's file cache, which looks for entries to throw away at one write in a hundred instead of at each.

    Django lists the whole folder on every write. A cache in each process's own memory would be quicker still, but
    what one process publishes, or whom it signs out, another would not learn.
    """

    def __init__(self, dir, params):
        super().__init__(dir, {"OPTIONS": {"MAX_ENTRIES": 5000}} | params)

    def _cull(self):
        if random.random() < 0.01:
            super()._cull()
