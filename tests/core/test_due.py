"""What is due is published once, whatever else is broken, killed or running beside it."""

import json
import os
import signal
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from core import due
from core.models import DueFailure, LastRun
from news.models import NewsPage
from tests import factories as make
from tests.quick_database import remembered

pytestmark = pytest.mark.django_db


def schedule(page, ago=1):
    """Schedule a page that is not live yet, and let its hour have struck that many minutes ago."""
    hour = timezone.now() - timedelta(minutes=ago)
    page.go_live_at = page.date = hour
    revision = page.save_revision(clean=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour)
    return revision


def break_(revision):
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"date": "never"})


@remembered
def homes(transactional_db):
    make.make_homes()
    make.make_indexes()


def waiting(count):
    return [make.make_news(title=f"Xəbər {number}", live=False) for number in range(count)]


def releases():
    return PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count()


def test_a_broken_one_keeps_nobody_from_the_others_and_is_set_aside_after_three_tries(homes, client):
    pages = waiting(10)
    revisions = [schedule(page, ago=10 - number) for number, page in enumerate(pages)]
    break_(revisions[3])

    for attempt in (1, 2, 3):
        with pytest.raises(CommandError, match=f"publish {revisions[3].pk}"):
            call_command("publish_due", stdout=StringIO())
        assert NewsPage.objects.live().count() == 9 == releases()
        assert DueFailure.objects.get().tries == attempt
    failure = due.set_aside().get()
    assert "never" in failure.error or "date" in failure.error

    said = StringIO()
    call_command("publish_due", stderr=said)
    assert f"set aside after 3 tries: publish {revisions[3].pk}" in said.getvalue()
    assert DueFailure.objects.get().tries == 3
    assert json.loads(client.get("/-/ready").content)["publishing"] == "failures"

    client.force_login(get_user_model().objects.create_superuser("boss", password=make.PASSWORD))
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[pages[3].pk])}">Xəbər 3</a>' in desk

    # Once an editor has mended it, it goes out and nothing is held against it.
    schedule(pages[3])
    Revision.objects.filter(pk=revisions[3].pk).update(approved_go_live_at=None)
    call_command("publish_due", stdout=StringIO())
    assert NewsPage.objects.live().count() == 10
    assert not DueFailure.objects.exists()


def test_what_has_expired_is_taken_back(homes):
    page = make.make_news(expire_at=timezone.now() - timedelta(minutes=1))
    due.publish_due()
    page.refresh_from_db()
    assert not page.live and page.expired
    assert PageLogEntry.objects.filter(action="wagtail.unpublish.scheduled", page=page.pk).count() == 1
    assert due.publish_due().done == []


def test_a_snippet_has_its_hour_too(homes):
    institution = make.make_institution("az", live=False)
    hour = timezone.now() - timedelta(minutes=1)
    institution.go_live_at = hour
    revision = institution.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour)
    due.publish_due()
    institution.refresh_from_db()
    assert institution.live
    assert ModelLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 1


def test_translations_that_share_an_hour_go_out_together_or_not_at_all(homes):
    first = make.make_news(live=False)
    twins = [first, make.make_news("ka", of=first, live=False), make.make_news("tr", of=first, live=False)]
    hour = timezone.now() - timedelta(minutes=1)
    revisions = [schedule(page) for page in twins]
    Revision.objects.filter(pk__in=[revision.pk for revision in revisions]).update(approved_go_live_at=hour)
    break_(revisions[1])
    due.publish_due()
    assert not NewsPage.objects.live().exists()

    Revision.objects.filter(pk=revisions[1].pk).update(content=revisions[1].content)
    due.publish_due()
    assert NewsPage.objects.live().count() == 3 == releases()


def test_a_database_that_is_away_is_held_against_nobody(homes, monkeypatch):
    schedule(waiting(1)[0])

    def away(*_args, **_kwargs):
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as broken:
        broken.setattr(Revision, "publish", away)
        with pytest.raises(OperationalError):
            due.publish_due()
    assert not DueFailure.objects.exists() and not LastRun.objects.exists()
    due.publish_due()
    assert releases() == 1


def test_readiness_says_when_nobody_looks_at_the_clock(client):
    assert json.loads(client.get("/-/ready").content)["publishing"] == "ok"
    due.publish_due()
    LastRun.objects.update(at=timezone.now() - 2 * due.LATE)
    answer = client.get("/-/ready")
    assert (answer.status_code, json.loads(answer.content)["publishing"]) == (200, "late")


def beside_us(work):
    """Do something in a process of its own, once it is told to begin. Return its number and what tells it."""
    connection.close()
    waits, tells = os.pipe()
    child = os.fork()
    if child:
        os.close(waits)
        return child, tells
    status = 1
    try:
        os.close(tells)
        os.read(waits, 1)
        work()
        status = 0
    finally:
        os._exit(status)


def end_of(child):
    """Return how a process ended: 0 if all was well, the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_do_each_item_once(homes):
    for number, page in enumerate(waiting(6)):
        schedule(page, ago=6 - number)
    children, tells = zip(*[beside_us(due.publish_due) for _number in range(2)], strict=True)
    for begin in tells:
        os.write(begin, b"!")
    assert [end_of(child) for child in children] == [0, 0]
    assert NewsPage.objects.live().count() == 6 == releases()
    assert not DueFailure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_process_leaves_is_whole_and_the_next_run_does_the_rest(homes):
    pages = waiting(3)
    for number, page in enumerate(pages):
        schedule(page, ago=3 - number)

    def publish_and_be_killed():
        publish, published = Revision.publish, []

        def publish_two(revision, **values):
            publish(revision, **values)
            published.append(revision.pk)
            if len(published) == 2:
                os.kill(os.getpid(), signal.SIGKILL)

        Revision.publish = publish_two
        due.publish_due()

    child, begin = beside_us(publish_and_be_killed)
    os.write(begin, b"!")
    assert end_of(child) == -signal.SIGKILL
    assert Page.objects.type(NewsPage).live().count() == 1 == releases()
    assert not DueFailure.objects.exists()
    due.publish_due()
    assert Page.objects.type(NewsPage).live().count() == 3 == releases()
