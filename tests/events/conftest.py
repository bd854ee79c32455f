"""A Wednesday morning in November: every test of the programme stands on the same day."""

from datetime import datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from events.models import EventIndexPage, Session
from tests import factories as make
from tests.quick_database import remembered

BAKU = timezone.get_default_timezone()
NOW = datetime(2026, 11, 25, 10, tzinfo=BAKU)


def at(days, hour=18, minute=0):
    """Return an hour of the museum's clock so many days from today."""
    return (NOW + timedelta(days=days)).replace(hour=hour, minute=minute)


def session(days, hour=18, hours=2, **values):
    starts = at(days, hour)
    return Session(starts_at=starts, ends_at=hours and starts + timedelta(hours=hours), **values)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@remembered
def homes(db):
    """The four home pages by language, with the programme below each and nothing else."""
    homes = make.make_homes()
    for language in homes:
        make.make_index(EventIndexPage, language)
    return homes


@pytest.fixture
def read(client, homes):
    """Return a function that reads an address of the site as a parsed page, and checks its status."""

    def read(path, status=200):
        response = client.get(path)
        assert response.status_code == status, path
        return BeautifulSoup(response.content, "html.parser")

    return read


@pytest.fixture
def index(homes):
    """Return a function that says the address of the programme in a language."""
    return lambda language="az", query="": make.make_index(EventIndexPage, language).get_url() + query
