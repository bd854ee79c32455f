"""Where files are: originals and documents, which no address leads to, and static files, whose names hold a hash."""

import logging

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

logger = logging.getLogger(__name__)


class PrivateStorage(FileSystemStorage):
    """Files on disk without a public address. What may be seen is a rendition in the “public” storage."""

    def __init__(self, location):
        super().__init__(location=location, file_permissions_mode=0o640, directory_permissions_mode=0o750)

    def url(self, name):
        # The exception Wagtail's document view expects of a storage that has no addresses.
        raise NotImplementedError("A private file has no address.")


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, in which a file that was forgotten is one missing file and not a “500” on every page."""

    missed = set()

    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:
            if name not in self.missed:
                self.missed.add(name)
                logger.error("The static file %s is not there.", name)
            return name
