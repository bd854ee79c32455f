"""What staff see of the alerts, and who sees addresses."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override, pgettext
from wagtail.models import ModelLogEntry

from press.alerts.sending import send_waiting
from press.models import Alert, Choice, Delivery, Subscriber
from tests import factories as make
from tests.press.post_office import subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("homes")]

ALERTS, SUBSCRIBERS = "/admin/alert/", "/admin/subscriber/"


@pytest.fixture
def sign_in(client):
    call_command("groups", verbosity=0)

    def as_member_of(*groups):
        client.force_login(make.make_user("-".join(groups).lower().replace(" ", "-"), *groups))
        return client

    return as_member_of


def text_of(response):
    return BeautifulSoup(response.content, "lxml").select_one("main").get_text(" ", strip=True)


def rows(response):
    return [
        row.get_text(" ", strip=True)
        for row in BeautifulSoup(response.content, "lxml").select("main tbody tr")
    ]


def test_officers_find_and_erase_an_address_and_the_log_does_not_name_it(sign_in):
    subscribe(3)
    officer = sign_in("Press officers")
    assert len(rows(officer.get(SUBSCRIBERS))) == 3
    [found] = rows(officer.get(SUBSCRIBERS, {"q": "reader2@"}))
    assert "reader2@example.org" in found
    for nonsense in ("x" * 5000, "'; --", "\0"):
        assert officer.get(SUBSCRIBERS, {"q": nonsense}).status_code == 200
    erased = Subscriber.objects.get(email="reader2@example.org")
    delete = reverse("subscriber:delete", args=[erased.pk])
    assert delete in officer.get(SUBSCRIBERS).content.decode()
    assert officer.post(delete).status_code == 302
    assert Subscriber.objects.count() == 2 == Choice.objects.count()
    for entry in ModelLogEntry.objects.all():
        assert "reader2" not in f"{entry.label} {entry.data}"


def test_nobody_makes_or_changes_a_subscriber(sign_in):
    [reader] = subscribe(1)
    officer = sign_in("Press officers")
    for path in (
        f"{SUBSCRIBERS}new/",
        f"{SUBSCRIBERS}edit/{reader.pk}/",
        f"{ALERTS}new/",
        f"{SUBSCRIBERS}history/1/",
    ):
        assert officer.get(path, follow=True).status_code == 404, path
    for path in ("/admin/pages/", "/admin/users/", "/admin/settings/core/sitesettings/"):
        response = officer.get(path)
        assert response.status_code in (302, 403) or not response.context.get("object_list"), path


def test_editors_see_numbers_and_no_address(sign_in):
    subscribe(2, topics=["all", "press"])
    subscribe(1, language="ka", topics=["press"], start=3)
    Subscriber.objects.filter(email="reader2@example.org").update(paused_at=timezone.now())
    editor = sign_in("Editors")
    page = make.make_news(live=False, title="Memorandum", date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    send_waiting()
    shown = editor.get(ALERTS)
    table = rows(shown)
    with override("az"):
        assert f"{gettext('Press releases')} 1 0 1 0 2" in table
        assert f"{gettext('Subscribers in all')} 1 0 1 0 2" in table
        sent = f"{pgettext('alert', 'Sent')} 1 0 0 0"
    assert any(row.startswith("Memorandum") and row.endswith(sent) for row in table), table
    assert "@example.org" not in text_of(shown)
    assert editor.get(SUBSCRIBERS).status_code in (302, 403)
    home = editor.get("/admin/").content.decode()
    assert ALERTS in home and SUBSCRIBERS not in home


def test_correspondents_see_nothing_of_it(sign_in):
    correspondent = sign_in("Correspondents")
    for path in (ALERTS, SUBSCRIBERS):
        assert correspondent.get(path).status_code in (302, 403)


def test_the_list_of_alerts_asks_no_more_with_more_alerts(sign_in, django_assert_max_num_queries):
    subscribe(5)
    editor = sign_in("Editors")
    readers = list(Subscriber.objects.all())

    def alerts(count):
        for number in range(count):
            alert = Alert.objects.create(
                page_key=f"00000000-0000-4000-8000-{number:012}", language="az", title="x"
            )
            Delivery.objects.bulk_create(Delivery(alert=alert, subscriber=reader) for reader in readers)

    alerts(20)
    editor.get(ALERTS)
    with django_assert_max_num_queries(20):
        assert len(rows(editor.get(ALERTS))) == 20 + 8


def test_who_was_written_to_is_forgotten_after_a_day_and_the_numbers_stay(sign_in):
    subscribe(2)
    page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    send_waiting()
    call_command("delete_due_subscriptions", verbosity=0)
    assert Delivery.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        call_command("delete_due_subscriptions", verbosity=0)
    assert not Delivery.objects.exists()
    assert Alert.objects.counted().get().numbers == {"sent": 2, "waiting": 0, "failed": 0, "uncertain": 0}


def test_what_was_withdrawn_and_does_not_come_back_is_closed(settings):
    subscribe(3)
    settings.ALERTS_PER_MINUTE = 1
    page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    send_waiting()
    page.refresh_from_db()
    page.unpublish()
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        call_command("delete_due_subscriptions", verbosity=0)
        call_command("delete_due_subscriptions", verbosity=0)
    alert = Alert.objects.counted().get()
    assert (alert.state, alert.numbers["sent"], alert.numbers["failed"]) == ("stopped", 1, 0)
