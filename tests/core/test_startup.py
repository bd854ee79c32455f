"""Starting: the port, the Site record, the worker, and processes that end together."""

import logging
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from core import startup, supervisor
from core.management.commands import worker
from core.sites import sync_site_record

FOR_EVER = [sys.executable, "-c", "import time; time.sleep(60)"]


def supervise(*commands):
    arguments = [part for command in commands for part in (*command, "--")][:-1]
    command = [sys.executable, supervisor.__file__, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_port_in_use_is_said_before_anything_is_done(monkeypatch):
    monkeypatch.setattr(startup, "prepare", lambda *_, **__: pytest.fail("something was done"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("HOST", "127.0.0.1")
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(CommandError, match=f"Port {port} of 127.0.0.1 is in use"):
            call_command("run")

    assert startup.port_is_free("127.0.0.1", port)


def test_an_address_that_is_none_is_said(monkeypatch):
    monkeypatch.setenv("PORT", "eighty")

    with pytest.raises(CommandError, match="PORT=eighty is not an address"):
        call_command("run")


@pytest.mark.django_db
def test_the_site_record_follows_the_address(settings):
    settings.SITE_URL = "https://museum.example"

    assert sync_site_record()
    assert not sync_site_record()

    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_url) == ("museum.example", 443, "https://museum.example")


def test_when_one_process_ends_the_other_is_stopped():
    started = time.monotonic()
    process = supervise([sys.executable, "-c", "import sys; sys.exit(3)"], FOR_EVER)

    _out, errors = process.communicate(timeout=20)

    assert process.returncode == 3
    assert "ended with status 3" in errors
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_them_all(number, tmp_path):
    mark = tmp_path / "pid"
    child = [
        sys.executable,
        "-c",
        f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)",
    ]
    process = supervise(child, FOR_EVER)
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.05)

    process.send_signal(number)
    process.communicate(timeout=20)

    assert process.returncode == 0
    with pytest.raises(ProcessLookupError):
        import os

        os.kill(int(mark.read_text()), 0)


def test_a_second_signal_waits_for_nobody(tmp_path):
    mark = tmp_path / "ready"
    deaf = (
        "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"pathlib.Path({str(mark)!r}).touch(); time.sleep(60)"
    )
    process = supervise([sys.executable, "-c", deaf])
    while not mark.exists():
        time.sleep(0.05)

    process.send_signal(signal.SIGINT)
    assert "Stopping" in process.stdout.readline() + process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert process.returncode == 0


@pytest.mark.django_db
def test_one_duty_that_fails_keeps_the_worker_from_no_other(monkeypatch, caplog):
    done = []

    def fail(self):
        raise RuntimeError("a corrupt revision")

    # The test's own connection and signals stay as they are.
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    monkeypatch.setattr(worker.Command, "publish", fail)
    monkeypatch.setattr(worker.Command, "tidy", lambda self: done.append("tidy"))

    with caplog.at_level(logging.ERROR, "core.worker"):
        call_command("worker", once=True)

    assert done == ["tidy"]
    assert "fail failed; trying again" in caplog.text
