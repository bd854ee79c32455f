"""The mark of a client: the same for a day, and nothing that could be read back."""

import time_machine
from django.test import RequestFactory

from core.clients import client_address, client_mark


def request(remote="", forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return RequestFactory(REMOTE_ADDR=remote).get("/", headers=headers)


def test_the_header_counts_only_behind_a_proxy(settings):
    assert client_address(request("192.0.2.1", "198.51.100.7")) == "192.0.2.1"
    settings.BEHIND_PROXY = True
    # What the client wrote itself stands before what our proxy added.
    assert client_address(request("127.0.0.1", "203.0.113.9, 198.51.100.7")) == "198.51.100.7"
    assert client_address(request("127.0.0.1", "nonsense")) == client_address(request("127.0.0.1")) == ""


def test_a_mark_lasts_a_day_and_tells_nothing():
    with time_machine.travel("2026-03-02 08:00+04:00"):
        mark = client_mark(request("192.0.2.1"))
        assert mark == client_mark(request("192.0.2.1")) != client_mark(request("192.0.2.2"))
        assert len(mark) == 32 and "192" not in mark.split()
    with time_machine.travel("2026-03-03 08:00+04:00"):
        assert client_mark(request("192.0.2.1")) != mark


def test_an_ipv6_customer_is_one_client_and_an_unknown_one_is_none():
    assert client_mark(request("2001:db8::1")) == client_mark(request("2001:db8::2"))
    assert client_mark(request("2001:db8::1")) != client_mark(request("2001:db8:0:1::1"))
    assert client_mark(request("")) == ""
