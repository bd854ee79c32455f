"""Slow work of the core, done by the background worker."""

from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend


@task()
def make_renditions(image_ids, fallback_only=False):
    """Make whatever renditions of some images are missing, so that no reader has to wait for them.

    Args:
        image_ids: primary keys; what was deleted meanwhile is passed over.
        fallback_only: make only the JPEG that every browser shows, the one a page cannot do without.
    """
    from wagtail.images import get_image_model

    from core import pictures

    make = pictures.fallback if fallback_only else pictures.make
    for image in get_image_model().objects.filter(pk__in=image_ids):
        make(image)


def queue_renditions(images, fallback_only=False):
    """Have the renditions of some images made by the worker, one task for each; nothing is made here and now.

    Where tasks are done at once (tests, the developers' server) nothing is queued: pages then make the one size they
    cannot do without when they are first shown.

    Args:
        images: ``MuseumImage`` objects; ``None`` among them is passed over.
        fallback_only: as for ``make_renditions``.
    """
    if isinstance(task_backends["default"], ImmediateBackend):
        return
    for key in dict.fromkeys(image.pk for image in images if image):
        make_renditions.enqueue([key], fallback_only=fallback_only)
