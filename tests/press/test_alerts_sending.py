"""Each address gets one letter: whatever breaks, however often and by however many it is run."""

import smtplib
import socket
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.letters import PATIENCE
from press.alerts import sending
from press.alerts.sending import send_waiting
from press.models import Alert, Delivery, Subscriber
from press.models.alerts import LOST
from tests import factories as make
from tests.press.post_office import BACKEND, Killed, clear, delivered, subscribe

pytestmark = pytest.mark.django_db
# The embedded database is for everyday: it gets a tenth.
COUNT = 5000 if connection.vendor == "postgresql" else 500


@pytest.fixture(autouse=True)
def post_office(settings):
    settings.EMAIL_BACKEND = BACKEND
    settings.ALERTS_PER_MINUTE = 0
    settings.POST_OFFICE_FAULT = None
    yield
    clear()


@pytest.fixture
def alert(homes):
    page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    return Alert.objects.get()


def everybody(count=COUNT):
    return sorted(f"reader{number}@example.org" for number in range(1, count + 1))


def later(**span):
    return time_machine.travel(timezone.now() + timedelta(**span))


# Interrupted


@pytest.mark.thorough
def test_interrupted_half_way_and_run_again_each_address_gets_exactly_one(alert, settings):
    subscribe(COUNT)
    settings.POST_OFFICE_FAULT = (COUNT // 2, "after")
    with pytest.raises(Killed):
        send_waiting(600)
    assert len(delivered()) == COUNT // 2
    settings.POST_OFFICE_FAULT = None
    send_waiting(600)
    assert sorted(delivered()) == everybody()
    # That one letter nobody can vouch for; staff see that, once it is certain that nobody is at it any more.
    assert Alert.objects.get().state == "running"
    with later(seconds=LOST.total_seconds() + 1):
        send_waiting()
    alert.refresh_from_db()
    assert (alert.state, alert.sent, alert.failed, alert.uncertain) == ("done", COUNT - 1, 0, 1)


def test_what_was_under_way_is_never_sent_again_even_if_it_was_not_taken(alert, settings):
    subscribe(20)
    settings.POST_OFFICE_FAULT = (10, "before")
    with pytest.raises(Killed):
        send_waiting()
    settings.POST_OFFICE_FAULT = None
    send_waiting()
    assert len(delivered()) == len(set(delivered())) == 19
    assert Delivery.objects.get(state="sending").subscriber.email not in delivered()


def test_a_fault_of_ours_costs_nobody_a_letter(alert, monkeypatch):
    subscribe(3)
    with monkeypatch.context() as broken:
        broken.setattr("press.alerts.letters.Edition.to", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send_waiting()
    send_waiting()
    assert sorted(delivered()) == everybody(3)


# A little at a time


def test_a_run_ends_in_time_and_the_next_goes_on(alert, monkeypatch):
    subscribe(30)
    clock = iter(range(10_000))
    monkeypatch.setattr(sending, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert 0 < send_waiting(10) < 10
    while send_waiting(10):
        pass
    assert sorted(delivered()) == everybody(30)


def test_no_more_letters_a_minute_than_the_server_likes(alert, settings):
    settings.ALERTS_PER_MINUTE = 7
    subscribe(10)
    send_waiting()
    assert send_waiting() == 0
    assert len(delivered()) == 7
    with later(seconds=61):
        send_waiting()
    assert sorted(delivered()) == everybody(10)


def test_a_letter_more_asks_the_database_no_more_than_the_letter_before(alert):
    def cost():
        page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
        page.get_latest_revision().publish()
        Alert.objects.exclude(page=page.pk).update(state="done")
        with CaptureQueriesContext(connection) as queries:
            send_waiting(600)
        return len(queries)

    subscribe(10)
    ten = cost()
    subscribe(30, start=11)
    assert cost() - ten <= 30 * 2  # a claim and a note for each


def test_nothing_to_do_is_one_question(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        send_waiting()


# Refused


def refused(address, code):
    return smtplib.SMTPRecipientsRefused({address: (code, b"no")})


def test_a_mailbox_that_is_full_is_tried_again_after_longer_and_longer_pauses(alert, settings):
    subscribe(2)
    address = "reader1@example.org"
    settings.POST_OFFICE_FAULT = {address: refused(address, 452)}
    for minutes in PATIENCE:
        send_waiting()
        delivery = Delivery.objects.get(subscriber__email=address)
        pause = delivery.try_after - timezone.now()
        assert timedelta(minutes=minutes - 1) < pause <= timedelta(minutes=minutes)
        Delivery.objects.filter(pk=delivery.pk).update(try_after=timezone.now())
    assert delivered() == ["reader2@example.org"] and Alert.objects.get().state == "running"
    send_waiting()  # the last time
    send_waiting()
    alert.refresh_from_db()
    assert (alert.state, alert.sent, alert.failed) == ("done", 1, 1)
    assert Subscriber.objects.filter(refused=0, paused_at=None).count() == 2


def test_a_full_mailbox_that_takes_it_later_gets_it_once(alert, settings):
    subscribe(1)
    settings.POST_OFFICE_FAULT = {"reader1@example.org": smtplib.SMTPDataError(451, b"later")}
    send_waiting()
    settings.POST_OFFICE_FAULT = None
    with later(minutes=2):
        send_waiting()
        send_waiting()
    assert delivered() == ["reader1@example.org"]


def test_a_mailbox_that_is_gone_is_written_to_no_more_after_several_times(alert, settings):
    subscribe(2)
    address = "reader1@example.org"
    settings.POST_OFFICE_FAULT = {address: refused(address, 550)}
    for _number in range(4):
        send_waiting()
        page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
        page.get_latest_revision().publish()
    reader = Subscriber.objects.get(email=address)
    assert reader.refused == 3 and reader.paused_at
    assert delivered().count("reader2@example.org") == 4
    # In a row: a letter that arrives in between makes good.
    Subscriber.objects.filter(pk=reader.pk).update(refused=2, paused_at=None)
    settings.POST_OFFICE_FAULT = None
    send_waiting()
    reader.refresh_from_db()
    assert reader.refused == 0


def test_an_address_that_cannot_be_written_to_stops_nobody(alert, settings):
    subscribe(2)
    settings.POST_OFFICE_FAULT = {"reader1@example.org": ValueError("Invalid address")}
    send_waiting()
    assert delivered() == ["reader2@example.org"]
    alert.refresh_from_db()
    assert (alert.state, alert.sent, alert.failed) == ("done", 1, 1)


@pytest.mark.parametrize(
    "error",
    [
        OSError("away"),
        smtplib.SMTPServerDisconnected("away"),
        smtplib.SMTPSenderRefused(550, b"who are you?", "museum@example.org"),
    ],
)
def test_a_server_that_is_away_costs_nobody_a_letter(alert, settings, error):
    subscribe(3)
    settings.POST_OFFICE_FAULT = {"reader2@example.org": error}
    send_waiting()
    assert delivered() == ["reader1@example.org"]
    settings.POST_OFFICE_FAULT = None
    send_waiting()
    assert len(delivered()) == 1  # not before a minute has passed
    with later(minutes=2):
        send_waiting()
    assert sorted(delivered()) == everybody(3)


def test_a_server_that_cannot_be_reached_is_left_alone_for_longer_and_longer(alert, settings):
    subscribe(1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    for tries in (1, 2):
        send_waiting()
        alert.refresh_from_db()
        assert alert.tries == tries and alert.try_after > timezone.now()
        Alert.objects.update(try_after=timezone.now())
    with later(days=4):
        send_waiting()
    alert.refresh_from_db()
    assert (alert.state, alert.sent, alert.failed) == ("done", 0, 1)  # old news is told nobody


class Server(threading.Thread):
    """A mail server that ends the connection when a letter's text has come, without saying whether it was taken."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.letters = 0

    def run(self):
        while True:
            peer, _address = self.socket.accept()
            with peer, peer.makefile("rwb", buffering=0) as talk:
                talk.write(b"220 hello\r\n")
                while line := talk.readline():
                    if line[:4].upper() == b"DATA":
                        talk.write(b"354 go on\r\n")
                        while talk.readline().strip() != b".":
                            pass
                        self.letters += 1
                        break
                    talk.write(b"250 fine\r\n")


def test_a_connection_that_breaks_while_a_letter_is_under_way_leaves_that_one_uncertain(alert, settings):
    server = Server()
    server.start()
    subscribe(2)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    send_waiting()
    assert server.letters == 1
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["uncertain", "waiting"]
    with later(minutes=2):
        send_waiting()
    assert server.letters == 2  # each was handed over once
    with later(minutes=10):
        send_waiting()
    alert.refresh_from_db()
    assert (server.letters, alert.state, alert.uncertain) == (2, "done", 2)


# The worker


def test_the_worker_writes_to_subscribers(alert, settings):
    from core.management.commands.worker import Command

    subscribe(1)
    for duty in Command().frequent_duties():
        duty()
    assert delivered() == everybody(1)
