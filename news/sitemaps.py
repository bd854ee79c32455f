"""The news of the last two days, as news search engines want them (http://www.google.com/schemas/sitemap-news/0.9)."""

from datetime import timedelta

from django.contrib.sitemaps import Sitemap
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.feeds import clean
from core.i18n import locale_id, public
from core.jsonld import moment
from core.serving import absolute
from news.models import NewsPage

SPAN = timedelta(hours=48)
MOST = 1000  # the protocol allows no more in one document


class NewsSitemap(Sitemap):
    """One language's news; asked anew each time, because what is in it grows old without anybody's doing.

    Args:
        language: two-letter code.
    """

    template = "news/sitemap.xml"
    is_passing = True  # after two days without news there is nothing in it
    limit = MOST

    def __init__(self, language):
        self.language = language

    def items(self):
        now = timezone.now()
        pages = NewsPage.objects.filter(
            Q(expire_at=None) | Q(expire_at__gt=now),
            locale_id=locale_id(self.language),
            date__gt=now - SPAN,
            date__lte=now,
        )
        return list(public(pages).defer("body").order_by("-date", "-pk")[:MOST])

    def get_urls(self, page=1, site=None, protocol=None):
        with override(self.language):
            name = _("Azerbaijan National Art Museum")
        return [
            {
                "location": absolute(item.get_url()),
                "publication": name,
                "language": self.language,
                "published": moment(item.date),
                "title": clean(item.title),
            }
            for item in self.paginator.page(page).object_list
            if item.get_url()
        ]
