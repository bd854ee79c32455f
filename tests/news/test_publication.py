"""The public date is the one hour: for readers, feeds, and the machine that publishes."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from news.models import NewsPage
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_publishing_with_a_date_in_the_future_schedules_the_page(client):
    make.make_homes()
    hour = timezone.now() + timedelta(days=2)
    page = make.make_news(title="Sabahkı xəbər", date=hour)
    assert not page.live
    assert client.get(page.get_url()).status_code == 404
    assert "Sabahkı" not in client.get("/az/feeds/all.rss").content.decode()
    with time_machine.travel(hour + timedelta(minutes=1), tick=False):
        call_command("publish_due")
        assert client.get(page.get_url()).status_code == 200
        assert "Sabahkı" in client.get("/az/feeds/all.rss").content.decode()


def test_an_earlier_date_takes_the_schedule_back(client):
    make.make_homes()
    page = make.make_news(date=timezone.now() + timedelta(days=2))
    page = page.get_latest_revision_as_object()
    page.date = timezone.now() - timedelta(hours=1)
    page.save_revision().publish()
    page = NewsPage.objects.get(pk=page.pk)
    assert page.live
    assert page.go_live_at is None
