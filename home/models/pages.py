from django.db import models
from django.db.models import Case, IntegerField, When
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.jsonld import museum
from core.listing import Filter
from core.localization import facts
from core.models import IndexPage, SiteSettings, SnippetHost, StoryPage
from home.cooperation import CountryLink, cooperation, figures, in_numbers, map_of, partners, roles_of_people
from partners.models import Institution, Person
from partners.models.institutions import in_alphabetical_order

RICH_TEXT = ["bold", "link", "ul"]


class StandardPage(StoryPage):
    """About the museum, accessibility, privacy, imprint."""

    kind_label = _("The museum")
    schema_type = "AboutPage"
    content_panels = [
        *Page.content_panels,
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class VisitPage(StoryPage):
    """Hours, prices and address from the settings, and what else a visitor should know."""

    kind_label = _("Visit")
    max_count_per_parent = 1

    show_map = models.BooleanField(
        _("show the drawn map"),
        default=True,
        help_text=_(
            "A schematic drawing of Niyazi Street and the Old City. Untick it if it is not true any more."
        ),
    )
    directions = RichTextField(
        _("how to get here"),
        features=RICH_TEXT,
        blank=True,
        help_text=_("Metro, buses, on foot, parking. Empty: nothing is said."),
    )
    access = RichTextField(
        _("access"),
        features=RICH_TEXT,
        blank=True,
        help_text=_(
            "Step-free ways, lifts, toilets, seats, what may be borrowed, assistance dogs. Empty: nothing is said."
        ),
    )
    groups = RichTextField(
        _("groups and schools"),
        features=RICH_TEXT,
        blank=True,
        help_text=_("How many, when, how to announce a visit. A link to the form is added below."),
    )

    override_translatable_fields = [*StoryPage.override_translatable_fields, *facts("show_map")]
    content_panels = [
        *Page.content_panels,
        *StoryPage.lead_panels,
        MultiFieldPanel(
            [FieldPanel("directions"), FieldPanel("show_map"), FieldPanel("access"), FieldPanel("groups")],
            heading=_("Getting here"),
            help_text=_("Hours, prices, address and coordinates stand in the settings of the museum."),
        ),
        *StoryPage.story_panels,
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("visit page")
        verbose_name_plural = _("visit pages")

    def search_words(self):
        return [*super().search_words(), *map(strip_tags, (self.directions, self.access, self.groups))]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"museum": SiteSettings.current()}

    def jsonld_entity(self, context):
        return [museum()]


class CooperationPage(SnippetHost, IndexPage):
    """International cooperation: the institutions the museum works with, each with its own page below."""

    hosted = Institution
    kind_label = _("International cooperation")
    per_page = 48
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("cooperation page")
        verbose_name_plural = _("cooperation pages")

    def listed(self):
        """Return the partners country by country, in the alphabetical order of the reader's language."""
        places = in_alphabetical_order(cooperation(self.locale_id).facets.values("country"))
        country = Case(
            *(When(country=code, then=place) for place, (code, _name) in enumerate(places)),
            default=len(places),
            output_field=IntegerField(),
        )
        return partners(self.locale_id).select_related("logo").order_by(country, "sort_key", "pk")

    def filters(self):
        known = cooperation(self.locale_id)
        return known.facets.count_for(
            [
                Filter(
                    "country",
                    _("Country"),
                    lambda: in_alphabetical_order(known.facets.values("country")),
                    lambda queryset, code: queryset.filter(country=code),
                ),
                Filter(
                    "area",
                    _("Area of cooperation"),
                    known.areas.items,
                    lambda queryset, key: queryset.filter(translation_key__in=known.parties[key]),
                ),
                Filter(
                    "kind",
                    _("Kind"),
                    lambda: [
                        pair for pair in Institution.Kind.choices if pair[0] in known.facets.values("kind")
                    ],
                    lambda queryset, kind: queryset.filter(kind=kind),
                ),
            ]
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        known, listing = cooperation(self.locale_id), context["listing"]
        of_country = next(item for item in listing.filters if item.name == "country")
        countries = [
            CountryLink(code, name, number, listing.query_string(country=code), code == of_country.value)
            for code, name, number in of_country.shown
        ]
        return context | {
            "countries": countries,
            "map": map_of(known, [] if listing.error else countries),
            "anywhere": (listing.query_string(country=""), not of_country.value),
            "partners": [(partner, in_numbers(partner, known)) for partner in listing.objects],
            "figures": figures(known),
        }


class PeoplePage(SnippetHost, IndexPage):
    """The people of the site: makers, signatories, curators and speakers, each with their own page below."""

    hosted = Person
    kind_label = _("People")
    per_page = 48
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("people page")
        verbose_name_plural = _("people pages")

    def listed(self):
        return self.hosted_snippets().select_related("portrait")

    def filters(self):
        facets = roles_of_people(self.locale_id)
        roles = {
            "maker": _("Makers"),
            "signatory": _("Signatories"),
            "curator": _("Curators"),
            "speaker": _("Speakers"),
        }
        return facets.count_for(
            [
                Filter(
                    "role",
                    _("Role"),
                    lambda: [pair for pair in roles.items() if pair[0] in facets.values("role")],
                    lambda queryset, role: queryset.filter(**{f"is_{role}": True}),
                )
            ]
        )
