"""What the press is given: the news that is ticked as a press release, the newest first."""

from django.utils.translation import gettext_lazy as _

from core.cache import kept
from core.facets import Facets
from core.fetching import for_cards
from core.i18n import public
from core.listing import Filter
from news import kinds
from news.facets import by_year, row_of
from news.models import NewsPage


def _of_language(locale):
    return public(NewsPage.objects.filter(locale_id=locale, is_press_release=True))


def releases(locale):
    """Return the queryset of the public press releases of a language, given the key of its Locale, as for cards."""
    return for_cards(_of_language(locale)).order_by("-date", "-pk")


@kept("releases")
def _facets(locale):
    return Facets([row_of(page) for page in _of_language(locale).only("content_type_id", "date")])


def filters(locale):
    """Return the ``Filter`` objects by which the releases of a language may be narrowed: year and kind."""
    facets = _facets(locale)
    return facets.count_for(
        [
            Filter(
                "year",
                _("Year"),
                lambda: [(year, year) for year in sorted(facets.values("year"), reverse=True)],
                by_year,
            ),
            Filter(
                "kind",
                _("Kind"),
                lambda: [pair for pair in kinds.choices() if pair[0] in facets.values("kind")],
                kinds.narrow,
            ),
        ]
    )
