"""Which feeds there are. Here, because only the roof sees news and events together."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from core.cache import kept
from core.feeds.engine import Feeds, Source, Stream
from core.feeds.views import feed_view, feeds_view
from core.i18n import locale_id, public
from core.references import references_to
from events.models import EventPage, ProgrammePage
from news import feeds as news_feeds
from news import kinds
from news.models import AgreementPage, NewsPage
from partners.models import Institution


def news(**narrower):
    agreements = Prefetch("agreementpage", AgreementPage.objects.defer("body"))
    return Stream(
        public(NewsPage.objects.filter(locale_id=locale_id(), **narrower)),
        "date",
        prefetch=(news_feeds.PARTNERS, agreements, news_feeds.AREAS),
    )


def programme(**narrower):
    pages = public(ProgrammePage.objects.filter(locale_id=locale_id(), **narrower))
    return Stream(
        pages, "first_published_at", prefetch=(Prefetch("eventpage", EventPage.objects.defer("body")),)
    )


def of_kind(name):
    return [news(content_type=kinds.content_type(name))]


SOURCES = {
    "all": Source(_("Everything new"), lambda: [news(), programme()]),
    "press": Source(_("Press releases"), lambda: [news(is_press_release=True)]),
    **{name: Source(label, lambda name=name: of_kind(name)) for name, label in kinds.choices()},
    "events": Source(_("What’s on"), lambda: [programme()]),
}


def partner(key):
    """Return the feed of the pages that speak of an institution, as its own page lists them."""
    found = Institution.objects.filter(translation_key=key, locale_id=locale_id(), live=True).first()
    if found is None:
        return None
    about = references_to(Institution, [found.pk]).values("page")
    return Source(
        found.name, lambda: [news(pk__in=about), programme(pk__in=about)], link=found.get_url() or ""
    )


@kept("feeds-of-partners")
def partners(language):
    """Return ``[(name, label), …]`` of the feeds of partners that carry anything, in the order of their names."""
    found = Institution.objects.filter(locale_id=locale_id(language), live=True, is_own=False)
    here = references_to(Institution, found.values_list("pk", flat=True))
    told = [
        here.filter(page__in=stream.shown().order_by().values("pk")).values_list("to_object_id", flat=True)
        for stream in (news(), programme())
    ]
    found = found.filter(pk__in={int(key) for rows in told for key in rows.distinct()})
    return [(f"partners/{item.translation_key}", item.label) for item in found]


FEEDS = Feeds(SOURCES, {"partners": partner})
feed = feed_view(FEEDS)
feeds_page = feeds_view(FEEDS, partners)
