"""Processes that are killed, and several at once: each address still gets one letter."""

import os
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from press.alerts.sending import send_waiting
from press.models import Delivery
from tests import factories as make
from tests.press.post_office import BACKEND, clear, delivered, subscribe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def alert(settings):
    settings.EMAIL_BACKEND = BACKEND
    settings.ALERTS_PER_MINUTE = 0
    make.make_homes(["az"])
    page = make.make_news(live=False, date=timezone.now() - timedelta(minutes=1))
    page.get_latest_revision().publish()
    yield
    clear()


def everybody(count):
    return sorted(f"reader{number}@example.org" for number in range(1, count + 1))


def test_a_process_that_is_killed_half_way_leaves_the_rest_to_the_next(settings):
    subscribe(60)
    settings.POST_OFFICE_FAULT = (30, "kill")
    connections.close_all()
    child = os.fork()
    if not child:
        send_waiting(60)
        os._exit(0)  # not reached
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and len(delivered()) == 30
    settings.POST_OFFICE_FAULT = None
    send_waiting(60)
    assert sorted(delivered()) == everybody(60)


def test_two_workers_at_once_send_each_letter_once():
    subscribe(80)
    start, faults = threading.Barrier(2), []

    def run():
        try:
            start.wait(timeout=10)
            send_waiting(60)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    assert faults == []
    assert sorted(delivered()) == everybody(80)
    assert Delivery.objects.filter(state="sent").count() == 80
