"""Which parts the sitemap has. Here, because only the roof sees all sections."""

from core import sitemaps
from core.i18n import LANGUAGES
from news.sitemaps import NewsSitemap


def sections():
    """Return the parts of the sitemap by name; the names are part of their addresses."""
    return sitemaps.sections() | {f"news-{code}": NewsSitemap(code) for code in LANGUAGES}
