"""Where feeds are. Outsiders save these addresses: they depend on no slug and never change."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(address):
    """Return an address of this site, or of its media wherever they are kept, with its scheme and host."""
    return urljoin(f"{settings.SITE_URL}/", address)


def feeds_page(language):
    """Return the path of the page that lists all feeds."""
    return f"/{language}/feeds/"


def feed_path(language, name, form, page=1):
    """Return the path of one feed in one format.

    Args:
        language: two-letter code.
        name: ``"all"``, a kind, or ``"partners/<translation key>"``.
        form: a key of ``FORMATS``.
        page: number of the document; the first has no number.
    """
    return f"/{language}/feeds/{name}.{form}" + (f"?page={page}" if page > 1 else "")


def anchor(name):
    """Return the fragment of a feed's entry on the page of all feeds."""
    return name.replace("/", "-")
