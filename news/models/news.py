from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.cache import kept
from core.citation import cite
from core.fetching import for_cards
from core.i18n import public
from core.listing import Filter
from core.localization import facts
from core.models import ContactPoint, IndexPage, StoryPage, WordRow
from core.timelines import Moment, day_of
from news import feeds, jsonld, kinds, outlines
from news.facets import by_country, by_partner, by_year, facets_of
from partners.models import Institution
from partners.models.institutions import in_alphabetical_order


@kept("news-index")
def _index_path(locale_id):
    index = public(NewsIndexPage.objects.filter(locale_id=locale_id)).first()
    return index and index.get_url()


class NewsIndexPage(IndexPage):
    """The news of one language, newest first."""

    kind_label = _("News")
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "news.NewsPage",
        "news.AgreementPage",
        "news.ExhibitionAbroadPage",
        "news.AnniversaryPage",
    ]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @classmethod
    def of_language(cls, locale_id):
        """Return the path of the live news index of a language, or ``None``."""
        return _index_path(locale_id)

    def listed(self):
        return for_cards(public(NewsPage.objects.child_of(self))).order_by("-date", "-pk")

    def filters(self):
        facets = facets_of(self)
        return facets.count_for(
            [
                Filter(
                    "kind",
                    _("Kind"),
                    lambda: [pair for pair in kinds.choices() if pair[0] in facets.values("kind")],
                    kinds.narrow,
                ),
                Filter(
                    "year",
                    _("Year"),
                    lambda: [(year, year) for year in sorted(facets.values("year"), reverse=True)],
                    by_year,
                ),
                Filter("partner", _("Partner"), facets.partners.items, by_partner),
                Filter(
                    "country",
                    _("Country"),
                    lambda: in_alphabetical_order(facets.values("country")),
                    by_country,
                ),
            ]
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        kind = next((item.value for item in listing.chosen if item.name == "kind"), None)
        return context | {"feed_shown": kind or "all"}


class NewsPage(StoryPage):
    """An announcement, and what agreements, exhibitions abroad and anniversaries have in common."""

    kind_label = _("Announcement")
    template = "news/news_page.html"

    date = models.DateTimeField(
        _("date and time of publication"),
        default=timezone.now,
        db_index=True,
        help_text=_("The public date, everywhere. Publishing a page with a date in the future schedules it."),
    )
    is_press_release = models.BooleanField(
        _("press release"), default=False, help_text=_("Also goes into the press feed and the press room.")
    )
    press_contact = models.ForeignKey(
        ContactPoint,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": ContactPoint.Kind.PRESS},
        verbose_name=_("press contact"),
        help_text=_(
            "Whom the press may ask about this. Empty: the press contact for this kind of news, else the museum's. "
            "Contacts are kept in the settings of the museum."
        ),
    )

    override_translatable_fields = [
        *StoryPage.override_translatable_fields,
        *facts("date", "is_press_release", "press_contact"),
    ]
    search_fields = [*StoryPage.search_fields, index.FilterField("date")]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("is_press_release")]),
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        InlinePanel(
            "partners",
            heading=_("Partners"),
            label=_("partner"),
            help_text=_(
                "Institutions this news is about: it then appears on their pages and in their feeds."
            ),
        ),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
        FieldPanel("press_contact"),
    ]
    settings_panels = [MultiFieldPanel([FieldPanel("expire_at")], heading=_("End of publication"))]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def clean(self):
        super().clean()
        # One hour for readers and for the machine that publishes: there is no second date to forget.
        self.go_live_at = self.date if self.date and self.date > timezone.now() else None

    @classmethod
    def outline(cls):
        return outlines.announcement()

    def date_line(self):
        return date_format(timezone.localtime(self.date), "DATE_FORMAT")

    @classmethod
    def card_class(cls):
        return NewsPage

    def card(self):
        # Lists ask the table of news alone: what kind a page is, its content type says.
        return super().card() | {"kind": kinds.label(self)}

    def citation(self, context=None):
        return cite(self, context, published=self.date)

    @property
    def has_kit(self):
        return self.is_press_release

    def kit_kind(self):
        kind = super().kit_kind()
        return f"{_('Press release')} · {kind}" if self.is_press_release else kind

    def feed(self):
        return kinds.feed(self)

    def feed_item(self):
        return feeds.item(self)

    # Among others

    # Where a page of this kind names institutions and countries: paths for ``news.facets``.
    institutions_at = ("partners__institution",)
    countries_at = ()
    newest_by = "date"

    @classmethod
    def tied_by(cls):
        return Institution.objects.filter(is_own=False)

    @classmethod
    def on_timeline(cls, pages):
        return pages.annotate(day=day_of("date"))

    def moment(self):
        return Moment(self.date_line())

    @classmethod
    def all_about(cls, snippet):
        if not isinstance(snippet, Institution) or snippet.is_own:
            return None
        index = NewsIndexPage.of_language(snippet.locale_id)
        return index and (_("All news about this partner"), f"{index}?partner={snippet.translation_key}")

    @cached_property
    def partner_rows(self):
        return self.partners.select_related("institution")

    def jsonld_entity(self, context):
        return [jsonld.article(self, context)]

    def search_words(self):
        return [*super().search_words(), *(row.institution.name for row in self.partner_rows)]


class NewsPartner(WordRow):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="partners")
    institution = models.ForeignKey(
        "partners.Institution",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("institution"),
        help_text=_("Choose it, or create it under “Partners and people” first."),
    )

    panels = [FieldPanel("institution")]

    class Meta(WordRow.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
