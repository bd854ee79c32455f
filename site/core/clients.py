"""Who asks, as far as limits against abuse need it: a mark that cannot be read back, not an address."""

import ipaddress

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac


def client_address(request):
    """Return the client's IP address as text, or an empty string where it is not known.

    Behind a proxy (``BEHIND_PROXY``) it is the last entry of ``X-Forwarded-For``, the one our own proxy wrote;
    those before it are whatever the client sent.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""


def client_mark(request):
    """Return 32 hexadecimal digits that stand for a client for one day, or an empty string for an unknown one.

    The mark is keyed with the site's secret and the day: nobody without the secret can try addresses against it, and
    the marks of two days cannot be compared. Of an IPv6 address only the network counts, which is one customer.
    """
    address = client_address(request)
    if not address:
        return ""
    if ":" in address:
        address = str(ipaddress.ip_network(f"{address}/64", strict=False))
    return salted_hmac("core.clients", f"{timezone.localdate()} {address}", algorithm="sha256").hexdigest()[
        :32
    ]
