"""Press kits are made by the background worker: no reader waits for a ZIP."""

import logging

from django.core.cache import cache
from django.db import DatabaseError
from django.utils.translation import override
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import Page, Revision

from core.i18n import language_of
from press.kits.kit import kit_of

logger = logging.getLogger("core.kits")

ASK_AGAIN = 600  # seconds after which a kit that is still not there is asked for anew


@task()
def build_kit(page_id, revision_id=None):
    """Make the kit of a page as it is by now; one that was deleted, or needs none, is passed over.

    Args:
        page_id: primary key.
        revision_id: of the revision to make it from: of a draft; by default the page as it is published.
    """
    page = Page.objects.filter(pk=page_id).specific().first()
    if page and revision_id:
        revision = Revision.page_revisions.filter(pk=revision_id, object_id=str(page_id)).first()
        page = revision and revision.as_object()
    if page:
        with override(language_of(page)):
            kit = kit_of(page)
            if kit:
                kit.build()


def at_once():
    """Say whether tasks are done where they are asked for (tests, the developers' server)."""
    return isinstance(task_backends["default"], ImmediateBackend)


def ask_for(kit, revision_id=None):
    """Have the ZIP of a kit made, unless it is there or somebody asked for it just now.

    Args:
        kit: ``Kit``.
        revision_id: as for ``build_kit``.
    """
    if kit.archive:
        return
    dossier = kit.dossier
    asked = f"kit-asked:{dossier.language}:{dossier.key}:{dossier.state}"
    if not at_once() and not cache.add(asked, True, ASK_AGAIN):
        return
    try:
        # Behind the sizes of pictures, which readers wait for.
        build_kit.using(priority=-10).enqueue(kit.page.pk, revision_id)
    except DatabaseError:  # busy or read-only: no reason to keep the page from its reader
        logger.warning("The kit of page %s could not be asked for", kit.page.pk, exc_info=True)


def published(sender, instance, **_signal):
    """Have the kit of a page made when it goes out, so that it is there when the first journalist comes."""
    if not at_once() and getattr(instance, "has_kit", False):
        build_kit.using(priority=-10).enqueue(instance.pk)
