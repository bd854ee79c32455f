"""By what the news may be narrowed, and how many there are of each: one answer for all four kinds.

A kind of news says where institutions and countries stand on its pages (``institutions_at``, ``countries_at``). The
museum's own record is left out: what it signs with Georgia is news about Georgia.
"""

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from core.cache import kept
from core.collation import sort_key
from core.facets import Facets
from core.i18n import language_of, public
from news import kinds
from partners.models import Institution


class NewsFacets(Facets):
    """What is said of each page of news, and ``partners``, ``{value: label}`` in alphabetical order."""

    def __init__(self, rows, partners):
        super().__init__(rows)
        self.partners = partners


def _news():
    return apps.get_model("news", "NewsPage")


def _places():
    """Yield ``(model, paths to institutions, paths to countries)`` of each kind of news, without its parent's."""
    for model in (_news(), *_news().__subclasses__()):
        yield model, vars(model).get("institutions_at", ()), vars(model).get("countries_at", ())


def facets_of(index):
    """Return the ``NewsFacets`` of the news below an index page; kept until the next publication."""
    return _facets(index.path, index.depth + 1, index.locale_id)


@kept("news-facets")
def _facets(path, depth, locale_id):
    pages = public(_news().objects.filter(path__startswith=path, depth=depth))
    rows = {page.pk: row_of(page) for page in pages.only("content_type_id", "date")}
    keys = pages.order_by().values("pk")
    for model, to_institutions, to_countries in _places():
        for at in to_institutions:
            named = model.objects.filter(pk__in=keys, **{f"{at}__is_own": False})
            for pk, key, country in named.values_list("pk", f"{at}__translation_key", f"{at}__country"):
                if row := rows.get(pk):  # none if it was published a moment ago
                    row["partner"].add(str(key))
                    row["country"].update({country} - {""})
        for at in to_countries:
            for pk, country in model.objects.filter(pk__in=keys).values_list("pk", at):
                if row := rows.get(pk):
                    row["country"].update({country} - {"", None})
    partners = {key for row in rows.values() for key in row["partner"]}
    return NewsFacets(list(rows.values()), _labels(partners, locale_id))


def row_of(page):
    """Return what facets say of a page of news by itself: ``{name: values}``, without what other tables say."""
    day = timezone.localtime(page.date, timezone.get_default_timezone())
    return {"kind": {kinds.feed(page)[0]}, "year": {str(day.year)}, "partner": set(), "country": set()}


def _labels(keys, locale_id):
    """Return ``{translation key: label}`` in alphabetical order; in another language only where there is no own."""
    records = list(Institution.objects.filter(translation_key__in=keys))
    records.sort(key=lambda record: record.locale_id == locale_id)
    labels = {str(record.translation_key): record.label for record in records}
    return dict(sorted(labels.items(), key=lambda item: sort_key(item[1], language_of(records[-1]))))


def by_year(queryset, year):
    return queryset.filter(date__year=int(year))


def by_partner(queryset, key):
    """Narrow a queryset of news to what names an institution in any part; ``key`` is its translation key."""
    return queryset.filter(_naming(translation_key=key))


def by_country(queryset, code):
    """Narrow a queryset of news to what names a country, or a partner in it."""
    named = _naming(country=code)
    for model, _institutions, to_countries in _places():
        for at in to_countries:
            named |= Q(pk__in=model.objects.filter(**{at: code}).values("pk"))
    return queryset.filter(named)


def _naming(**institution):
    named = Q(pk=None)
    for model, to_institutions, _countries in _places():
        for at in to_institutions:
            of = {f"{at}__{name}": value for name, value in (institution | {"is_own": False}).items()}
            named |= Q(pk__in=model.objects.filter(**of).values("pk"))
    return named
