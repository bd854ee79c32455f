from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from collection.catalogue import catalogue
from collection.listing import WorkListing
from collection.makers import makers_by_letter
from collection.models.highlight import HighlightPage
from core.cache import kept
from core.i18n import language_of, public
from core.models import IndexPage


class CollectionIndexPage(IndexPage):
    """Highlights of the collection in one language."""

    kind_label = pgettext_lazy("section of the site", "Collection")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["collection.HighlightPage", "collection.RoomIndexPage", "collection.MakerIndexPage"]

    class Meta:
        verbose_name = _("collection index")
        verbose_name_plural = _("collection indexes")

    def listing(self, query):
        return WorkListing(catalogue(self.locale_id), query)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        context["indexes"] = indexes_below(self.pk)
        context["queries"] = self._queries_elsewhere(context["translations"], listing)
        if listing.is_combined or listing.error:
            context |= {"noindex": True, "canonical": "", "alternates": []}
        elif listing.own_query:
            context |= {"canonical": context["canonical"] + listing.own_query, "alternates": []}
        return context

    def _queries_elsewhere(self, translations, listing):
        """Return ``{language: query string}`` for those languages in which there are works of all that was chosen."""
        query = listing.query_string()
        if query == "." or listing.error:
            return {}
        return {
            language_of(twin): query
            for twin in translations
            if all(
                value in catalogue(twin.locale_id).facets[facet] for facet, value in listing.values.items()
            )
        }


@kept("indexes-below")
def indexes_below(pk):
    """Return ``[(title, path), …]`` of the other ways into the collection that stand below its index."""
    index = CollectionIndexPage.objects.get(pk=pk)
    pages = public(Page.objects.child_of(index)).not_exact_type(HighlightPage).order_by("path")
    return [(page.title, page.get_url()) for page in pages]


class MakerIndexPage(IndexPage):
    """Those who made the works, from A to Z in the alphabet of the language."""

    kind_label = _("Makers")
    parent_page_types = ["collection.CollectionIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("index of makers")
        verbose_name_plural = _("indexes of makers")

    def listing(self, query):
        return None  # an A–Z is looked through from letter to letter

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"letters": makers_by_letter(language_of(self))}
