"""Signal receivers, connected once all models are loaded."""

from contextlib import contextmanager

from django.db import transaction
from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import reference_index_auto_update_disabled
from wagtail.signals import page_published, page_slug_changed, published

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


published.connect(index_references, dispatch_uid="index-references")
page_published.connect(make_pictures_ready, dispatch_uid="make-pictures-ready")
page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
page_slug_changed.connect(redirect_public_pages_only, dispatch_uid="redirect-public-pages-only")
