"""Signal receivers, connected once all models are loaded."""

from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.images.signal_handlers import post_delete_file_cleanup
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import reference_index_auto_update_disabled
from wagtail.signals import page_published, page_slug_changed, published

from core.models import MuseumRendition, ReplacedFile
from core.released import mark_of
from core.tasks import queue_renditions


def redirect_public_pages_only(instance_before, **kwargs):
    """Let Wagtail make its redirect only if the page was public: 54 of 54 were useless in a test without this."""
    if instance_before.first_published_at:
        autocreate_redirects_on_slug_change(instance_before=instance_before, **kwargs)


def make_pictures_ready(instance, **_signal):
    """Make the sizes of a published page's pictures while nobody waits: a large one takes seconds."""
    if hasattr(instance, "shown_images"):
        queue_renditions(instance.shown_images())


def index_references(instance, **_signal):
    """Let the reference index know of what is published together with it, not when a worker comes to it.

    It says which pictures and documents are public (``core.released``), and on which partners' pages news stands.
    """
    if ReferenceIndex.is_indexed(type(instance)) and not getattr(
        reference_index_auto_update_disabled, "value", False
    ):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(instance)


@contextmanager
def pictures_later():
    """For loads that publish pages before their picture files are there, and queue the renditions themselves."""
    page_published.disconnect(dispatch_uid="make-pictures-ready")
    try:
        yield
    finally:
        page_published.connect(make_pictures_ready, dispatch_uid="make-pictures-ready")


def keep_for_readers(instance, origin=None, **signal):
    """Leave the file of a size that goes where it is for a day, unless the picture itself goes with it."""
    mark = mark_of(instance.file.name)
    if mark and MuseumRendition in (type(origin), getattr(origin, "model", None)):
        ReplacedFile.objects.create(image_id=instance.image_id, name=instance.file.name, mark=mark)
    else:
        post_delete_file_cleanup(instance, **signal)


def remove_replaced(instance, **_signal):
    transaction.on_commit(lambda: storages["public"].delete(instance.name))


post_delete.disconnect(post_delete_file_cleanup, sender=MuseumRendition)
post_delete.connect(keep_for_readers, sender=MuseumRendition, dispatch_uid="keep-for-readers")
post_delete.connect(remove_replaced, sender=ReplacedFile, dispatch_uid="remove-replaced")
published.connect(index_references, dispatch_uid="index-references")
page_published.connect(make_pictures_ready, dispatch_uid="make-pictures-ready")
page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
page_slug_changed.connect(redirect_public_pages_only, dispatch_uid="redirect-public-pages-only")
