"""Work of the background worker."""

import pytest
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult

from core import pictures
from core.management.commands.worker import Command
from core.models import MuseumRendition
from core.tasks import make_renditions
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Wagtail's temporary files
def test_the_task_makes_what_is_missing_and_passes_over_what_is_gone():
    image = make.make_image()
    make_renditions.enqueue([image.pk, image.pk + 1000], fallback_only=True)
    assert [rendition.filter_spec for rendition in MuseumRendition.objects.all()] == [pictures.FALLBACK]
    make_renditions.enqueue([image.pk])
    made = MuseumRendition.objects.values_list("filter_spec", flat=True)
    assert sorted(made) == sorted(pictures.specs(image))


@pytest.fixture
def queued(settings):
    """The arguments of the tasks queued for a worker that never comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return lambda: [
        result.args[0] for result in task_backends["default"].results if result.task.name == "make_renditions"
    ]


def test_publishing_a_page_has_its_pictures_made_in_the_background(queued):
    make.make_homes()
    lead, inside = make.make_image(), make.make_image()
    page = make.make_news(lead_image=lead, body=[("image", {"image": inside, "caption": ""})], live=False)
    assert queued() == []
    page.get_latest_revision().publish()
    assert sorted(queued()) == sorted([[lead.pk], [inside.pk]])
    assert not MuseumRendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_long_queue_keeps_the_worker_from_nothing_else(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for _number in range(3):
        make_renditions.enqueue([])
    command = Command()
    for seconds, left in ((1e-9, 2), (60, 0)):
        command.tasks_seconds = seconds
        command.do_tasks()
        assert DBTaskResult.objects.ready().count() == left
