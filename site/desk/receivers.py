"""What makes a link lead nowhere, or a picture lack words: a page's own publication, or what it links to and shows."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from desk.faults import pages_that_use
from desk.tasks import ask_for, at_once


def page_changed(instance, **_signal):
    """Look at a page that went out or was taken back, and at those that link to it."""
    if not at_once():
        _look_at({instance.pk, *pages_that_use(Page, [instance.pk])})


def page_deleted(instance, **_signal):
    """Look at the pages that link to one that goes."""
    if isinstance(instance, Page) and not at_once():
        _look_at({*pages_that_use(Page, [instance.pk])} - {instance.pk})


def used_changed(sender, instance, created=False, **_signal):
    """Look at the pages that use a picture or a document which was changed or deleted."""
    if not created and not at_once():
        _look_at(pages_that_use(sender, [instance.pk]))


def _look_at(keys):
    transaction.on_commit(lambda: ask_for(keys))


page_published.connect(page_changed, dispatch_uid="desk-published")
page_unpublished.connect(page_changed, dispatch_uid="desk-unpublished")
pre_delete.connect(page_deleted, dispatch_uid="desk-page-deleted")
for model in (get_image_model(), get_document_model()):
    post_save.connect(used_changed, sender=model, dispatch_uid=f"desk-saved-{model.__name__}")
    post_delete.connect(used_changed, sender=model, dispatch_uid=f"desk-deleted-{model.__name__}")
