"""The works of the collection, narrowed by what they have in common, in pages."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from collection.catalogue import ORDERS
from core.listing import Filter, Listing

LABELS = {
    "type": gettext_lazy("Type"),
    "period": gettext_lazy("Period"),
    "school": gettext_lazy("School or culture"),
    "room": gettext_lazy("Room"),
    "maker": gettext_lazy("Maker"),
}
ORDER_LABELS = {
    "title": pgettext_lazy("order of works", "Title"),
    "oldest": pgettext_lazy("order of works", "Oldest first"),
    "newest": pgettext_lazy("order of works", "Newest first"),
    "added": pgettext_lazy("order of works", "Recently added"),
}


# A page has sixty columns, its image thirty more; a dozen of them reach a card.
_ON_CARDS = (
    *("title", "url_path", "path", "depth", "live", "alias_of", "locale", "content_type", "translation_key"),
    *("summary", "date_text", "is_demonstration"),
    *(f"lead_image__{name}" for name in ("title", "file", "width", "height")),
)


@dataclass(frozen=True)
class Link:
    """A way to another state of the list: where it leads, what it is called, how many works are there."""

    label: str
    query: str
    count: int = 0
    current: bool = False


class Works:
    """Primary keys in order, fetched as pages for cards when a slice is looked at."""

    def __init__(self, keys):
        self.keys = keys

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, place):
        return works_for_cards(self.keys[place])


def works_for_cards(keys):
    """Fetch works by their primary keys, in that order, as much of them as cards show; at most two queries."""
    from collection.models import HighlightImage, HighlightPage

    if not keys:
        return []
    pages = HighlightPage.objects.filter(pk__in=keys).select_related("lead_image").only(*_ON_CARDS)
    found = {page.pk: page for page in pages}
    if without_lead := [page for page in pages if not page.lead_image_id]:
        rows = defaultdict(list)
        for row in HighlightImage.objects.filter(page__in=without_lead).select_related("image"):
            rows[row.page_id].append(row)
        for page in without_lead:
            page.image_rows = rows[page.pk]
    return [found[key] for key in keys if key in found]


class PagedWorks(Listing):
    """A list of works of which every page has an address of its own."""

    @property
    def own_query(self):
        """The query string that belongs to this state in its canonical address; empty for the plain first page."""
        query = self.query_string(page=self.page.number)
        return "" if query == "." else query


class WorkListing(PagedWorks):
    """One page of the works that fit what a reader chose; choices carry the number of works they would leave.

    Args:
        catalogue: a ``collection.catalogue.Catalogue``.
        query: the request's ``QueryDict``.
        per_page: how many works there are on a page.
    """

    def __init__(self, catalogue, query, *, per_page=24):
        self.catalogue = catalogue
        self.error = ""
        self.filters = [_filter(catalogue, name) for name in LABELS]
        for item in self.filters:
            item.value = query.get(item.name, "").strip()
            if item.value and item.value not in catalogue.facets[item.name]:
                self.error = _("There is no such filter. Choose one from the list.")
        self.order = query.get("sort", "").strip() or ORDERS[0]
        if self.order not in ORDERS:
            self.order, self.error = ORDERS[0], _("There is no such order. Choose one from the list.")
        self.values = {} if self.error else {item.name: item.value for item in self.filters if item.value}
        self.works = 0 if self.error else catalogue.fitting(self.values)
        self.paginator = Paginator(Works(catalogue.sorted(self.works, self.order)), per_page)
        self.page = self._page(query.get("page", ""))

    def query_string(self, **changes):
        sort = {} if self.order == ORDERS[0] else {"sort": self.order}
        return super().query_string(**(sort | changes))

    @property
    def total(self):
        return len(self.catalogue.keys)

    @property
    def is_combined(self):
        """Whether this is one of the countless states of the list that no search engine needs."""
        return len(self.values) > 1 or self.order != ORDERS[0]

    @cached_property
    def facets(self):
        """What a reader may choose from: ``[(Filter, [Link, …]), …]``, without choices that would leave nothing."""
        return [(item, links) for item in self.filters if (links := self._links(item))]

    def _links(self, item):
        others = self.catalogue.fitting(self.values, without=item.name)
        kept = {name: value for name, value in self.values.items() if name != item.name}
        if self.order != ORDERS[0]:
            kept["sort"] = self.order
        before = f"?{urlencode(kept | {item.name: ''})}"
        chosen = self.values.get(item.name)
        return [
            Link(choice.label, f"{before}{choice.value}", count, choice.value == chosen)
            for choice in self.catalogue.facets[item.name].values()
            if (count := (others & choice.works).bit_count()) or choice.value == chosen
        ]

    @property
    def chips(self):
        """One link for each chosen value, to the list without it, with the number of works that are there."""
        return [
            Link(
                item.chosen_label,
                self.query_string(**{item.name: ""}),
                self.catalogue.fitting(self.values, without=item.name).bit_count(),
            )
            for item in self.chosen
        ]

    @property
    def orders(self):
        return [
            Link(
                label,
                super(WorkListing, self).query_string(sort=_unless_first(name)),
                current=name == self.order,
            )
            for name, label in ORDER_LABELS.items()
        ]


class RoomListing(PagedWorks):
    """One page of the works on show in a room, by title.

    Args:
        catalogue: a ``collection.catalogue.Catalogue``.
        query: the request's ``QueryDict``.
        number: of the room.
    """

    def __init__(self, catalogue, query, number, *, per_page=12):
        self.filters, self.error = [], ""
        self.paginator = Paginator(Works(catalogue.of("room", number)), per_page)
        self.page = self._page(query.get("page", ""))


def _unless_first(order):
    return "" if order == ORDERS[0] else order


def _filter(catalogue, name):
    choices = catalogue.facets[name].values()
    return Filter(
        name, LABELS[name], lambda: [(choice.value, choice.label) for choice in choices], apply=None
    )
