"""A server that is killed while it publishes leaves all of a publication, or nothing of it."""

import os
import random
import signal
import time

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from wagtail.models import Page, PageLogEntry

from news.models import NewsPage
from tests import factories as make
from tests.core.two_editors import opened, staff, story
from tests.translation_helpers import edit_url, fresh, translated

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
TIMES = 30


def publish(browser, page, number):
    """Publish the page with another title and another date, a fact, in the editor."""
    form = opened(browser, edit_url(page))
    form.update(story("Mətn"))
    form["title"], form["date"] = f"Ad {number}", f"2026-01-{number:02} 10:00"
    form["action-publish"] = "1"
    return lambda: browser.post(edit_url(page), form)


def state(page, twin):
    """Return everything that belongs to one publication, as one number each."""
    page, twin = fresh(page), fresh(twin)
    with transaction.atomic():  # waits for the end of a killed session's transaction
        list(Page.objects.select_for_update().filter(pk__in=[page.pk, twin.pk]).values_list("pk"))
        page, twin = fresh(page), fresh(twin)
    return {
        "title": page.title,
        "date": page.date,
        "twin": twin.date,
        "twin's revision": twin.live_revision_id,
        "revision": page.live_revision_id,
        "newest": page.latest_revision_id,
        "revisions": page.revisions.count(),
        "history": PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count(),
        "twin's history": PageLogEntry.objects.filter(page=twin.pk).count(),
    }


def test_a_server_killed_at_any_moment_of_publishing_leaves_nothing_half_done():
    make.make_homes(["az", "ka"])
    make.make_indexes(["az", "ka"])
    browser = Client()
    browser.force_login(staff("leyla", "Leyla", "Həsənova"))
    page = make.make_news(title="Ad 0")
    twin = translated(page, "ka")["ka"]
    started = time.monotonic()
    assert publish(browser, page, 1)().status_code == 302
    lasts = time.monotonic() - started
    dice, outcomes = random.Random(7), []
    for number in range(2, TIMES + 2):
        before = state(page, twin)
        post = publish(browser, page, number)
        connections.close_all()
        child = os.fork()
        if not child:
            try:
                post()
                time.sleep(60)
            finally:
                os._exit(0)
        time.sleep(dice.uniform(0, lasts * 1.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        after = state(page, twin)
        if after == before:
            outcomes.append("nothing")
            continue
        outcomes.append("all")
        assert after["title"] == f"Ad {number}" and after["date"].day == number == after["twin"].day
        assert after["revision"] == after["newest"] != before["revision"]
        assert after["revisions"] == before["revisions"] + 1 and after["history"] == before["history"] + 1
        assert after["twin's revision"] != before["twin's revision"]
    assert NewsPage.objects.live().count() == 2
    print({outcome: outcomes.count(outcome) for outcome in ("nothing", "all")}, connection.vendor)
    assert len(outcomes) == TIMES
