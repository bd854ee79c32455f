"""Wagtail's Site record follows the one setting of the address."""

from urllib.parse import urlsplit

from django.conf import settings


def sync_site_record():
    """Give the default Site the host, the port and the name of the settings. Return whether anything changed.

    Does nothing where there is no default Site yet: a Site cannot be made without a page to stand on.
    """
    from wagtail.models import Site

    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return False
    address = urlsplit(settings.SITE_URL)
    wanted = {
        "hostname": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    if all(getattr(site, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(site, name, value)
    site.save()
    return True
