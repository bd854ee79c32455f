import json

import pytest
from django.db import OperationalError, connection

from core import health


@pytest.fixture(autouse=True)
def migrations_unknown(monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)


def test_live_touches_nothing_and_knows_no_host(client):
    # Without the db mark a single query would fail the test.
    response = client.get("/-/live", headers={"host": "10.0.0.7:8000"})

    assert response.status_code == 200
    assert response.content == b"alive\n"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_probes_are_not_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/-/live").status_code == 200


def test_probes_only_read(client):
    assert client.post("/-/live").status_code == 405
    assert client.head("/-/live").status_code == 200


@pytest.mark.django_db
def test_ready_says_what_is_well(client):
    response = client.get("/-/ready", headers={"host": "10.0.0.7"})

    assert response.status_code == 200
    assert json.loads(response.content) == {
        "status": "ready",
        "database": "ok",
        "migrations": "ok",
        "storage": "ok",
        "publishing": "ok",
    }


@pytest.mark.django_db
def test_not_ready_without_the_database(client, monkeypatch):
    def away():
        raise OperationalError("password of the database: hunter2")

    monkeypatch.setattr(health, "check_database", away)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own connection

    response = client.get("/-/ready")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert json.loads(response.content)["database"] == "failed"
    assert b"hunter2" not in response.content


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one"])

    response = client.get("/-/ready")

    assert response.status_code == 503
    assert json.loads(response.content)["migrations"] == "failed"


@pytest.mark.django_db
def test_not_ready_with_a_disk_that_takes_nothing(client, monkeypatch):
    def full(**_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(health.tempfile, "NamedTemporaryFile", full)

    assert json.loads(client.get("/-/ready").content)["storage"] == "failed"
