"""What goes by itself: files that readers' pages no longer name, and uploads that nobody finished."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

from core.files.forms import forget
from core.models import ReplacedFile

# As long as a page may stand in somebody's window, in a feed reader or in a cache on the way.
REPLACED = timedelta(days=1)
UNFINISHED = timedelta(days=7)


def delete_old_files():
    """Delete what is too old.

    Returns:
        tuple[int, int]: how many replaced sizes, and how many unfinished uploads.
    """
    now = timezone.now()
    replaced, _details = ReplacedFile.objects.filter(at__lt=now - REPLACED).delete()
    unfinished = 0
    for upload in UploadedFile.objects.all():
        try:
            since = upload.file.storage.get_modified_time(upload.file.name)  # its row has no date
        except OSError:
            since = None
        if since is None or since < now - UNFINISHED:
            forget(upload)
            unfinished += 1
    return replaced, unfinished
