"""Addresses at which a reader shares a page: plain links, so that nobody is told of readers who do not follow one."""

from urllib.parse import quote

SERVICES = {
    "Facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
    "X": "https://x.com/intent/post?url={url}&text={title}",
    "Telegram": "https://t.me/share/url?url={url}&text={title}",
    "WhatsApp": "https://wa.me/?text={title}%20{url}",
}


def by_mail(url, title):
    """Return a ``mailto:`` address with subject and text (RFC 6068: blanks as %20)."""
    return f"mailto:?subject={quote(title, safe='')}&body={quote(url, safe='')}"


def services(url, title):
    """Return ``[(name, address), …]`` of the services."""
    said = {"url": quote(url, safe=""), "title": quote(title, safe="")}
    return [(name, address.format(**said)) for name, address in SERVICES.items()]
