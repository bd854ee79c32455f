"""Whether an address of another site is there, asked politely: who we are, once, with a time-out, and no more."""

import ipaddress
import socket
import time
from urllib.parse import urlsplit

import requests
from django.conf import settings

SECONDS = 5
PAUSE = 1  # between two questions
# What says that an address is gone. Others may mean that machines are unwelcome, or a bad day.
GONE = {404, 410}


def answers(url):
    """Ask for an address.

    Returns:
        str: why it counts as not there; empty if it is there, or if nobody can tell.
    """
    if failure := _host_failure(url):
        return failure
    time.sleep(PAUSE)
    headers = {"User-Agent": f"link check of {settings.SITE_URL}"}
    try:
        answer = requests.head(url, timeout=SECONDS, allow_redirects=False, headers=headers)
        if answer.status_code in (403, 405, 501, *GONE):  # some know no HEAD
            answer = requests.get(url, timeout=SECONDS, allow_redirects=False, headers=headers, stream=True)
            answer.close()
    except requests.RequestException as error:
        return type(error).__name__
    return str(answer.status_code) if answer.status_code in GONE else ""


def _host_failure(url):
    """Say why a host cannot be asked: unknown, or inside our own network, which editors may not explore by links."""
    host = urlsplit(url).hostname
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return "unknown host"
    return "" if all(ipaddress.ip_address(address).is_global for address in found) else "private network"
