from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page

from core.dates import date_range
from core.i18n import localize_pages
from core.localization import facts
from core.models import FactRow, WordRow
from core.timelines import Moment, day_of
from news import jsonld, outlines
from news.checks import missing_partner
from news.models.news import NewsPage
from partners.models.institutions import country_code, country_name


class ExhibitionAbroadPage(NewsPage):
    """An exhibition that the museum shows in another country, at one place or several."""

    kind_label = _("Exhibition abroad")
    template = "news/exhibition_abroad_page.html"
    label_template = "news/exhibition_abroad_label.html"
    has_kit = True
    institutions_at = ("venues__institution", "organisers__institution")
    countries_at = ("venues__country",)

    exhibition_title = models.CharField(
        _("title of the exhibition"),
        max_length=255,
        blank=True,
        help_text=_("In this language, without quotation marks. Empty as long as it has none."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("exhibition_title"),
        *NewsPage.content_panels[1:4],
        InlinePanel("venues", heading=_("Venues"), label=_("venue"), min_num=1),
        InlinePanel("organisers", heading=_("Organisers"), label=_("organiser")),
        InlinePanel("participants", heading=_("Artists and curators"), label=_("person")),
        InlinePanel("occasions", heading=_("Occasions"), label=_("occasion")),
        InlinePanel("works", heading=_("Works shown"), label=_("work")),
        *NewsPage.content_panels[4:],
    ]

    class Meta:
        verbose_name = _("exhibition abroad")
        verbose_name_plural = _("exhibitions abroad")

    @classmethod
    def outline(cls):
        return outlines.exhibition_abroad()

    def missing_facts(self):
        return missing_partner(self)

    def search_words(self):
        return [*super().search_words(), self.exhibition_title, *(row.city for row in self.venues.all())]

    @cached_property
    def occasion_rows(self):
        return list(self.occasions.all())

    def occasions_with_pages(self):
        """Return ``[(text, page in the reader's language or None)]``: for the label, which is kept."""
        found = localize_pages([row.page_id for row in self.occasion_rows])
        return [(row.text, found.get(row.page_id)) for row in self.occasion_rows]

    @cached_property
    def work_rows(self):
        return list(self.works.all())

    def chosen_ids(self):
        return [*super().chosen_ids(), *(row.page_id for row in self.work_rows)]

    @classmethod
    def on_timeline(cls, pages):
        venues = Venue.objects.filter(page=OuterRef("pk"))
        opens = venues.filter(opens__isnull=False).order_by("opens").values("opens")[:1]
        planned = When(Exists(venues.filter(planned=True)), then=None)
        day = Coalesce(
            Subquery(opens), Case(planned, default=day_of("date"), output_field=models.DateField())
        )
        return pages.annotate(day=day).prefetch_related("venues")

    def moment(self):
        venues = list(self.venues.all())
        planned = _("Planned exhibition") if any(venue.planned for venue in venues) else ""
        first = min((venue for venue in venues if venue.opens), key=lambda venue: venue.opens, default=None)
        if first:
            return Moment(date_range(first.opens, first.closes), planned)
        if planned:
            return Moment(_("Date to be announced"), planned)
        return Moment(self.date_line(), _("On show: date not known"))

    def jsonld_entity(self, context):
        return jsonld.exhibition_abroad(self, context)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "venues": self.venues.select_related("institution"),
            "organisers": self.organisers.select_related("institution"),
            "participants": self.participants.select_related("person").order_by("role", "sort_order", "pk"),
            "occasions": self.occasions_with_pages,
            "works": self.work_rows,
        }


class Venue(WordRow):
    """Where the exhibition is shown, and from when to when; either day may be unknown."""

    page = ParentalKey(ExhibitionAbroadPage, on_delete=models.CASCADE, related_name="venues")
    institution = models.ForeignKey(
        "partners.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host institution"),
    )
    name = models.CharField(
        _("hall or building"),
        max_length=255,
        blank=True,
        help_text=_("Only if it is not the host institution itself."),
    )
    city = models.CharField(_("city"), max_length=120, help_text=_("In this language."))
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[country_code],
        help_text=_("ISO code of two letters (GE, TR)."),
    )
    opens = models.DateField(_("opens"), null=True, blank=True, help_text=_("Empty if it is not known yet."))
    closes = models.DateField(_("closes"), null=True, blank=True, help_text=_("Empty if it is not known."))
    planned = models.BooleanField(
        _("planned"), default=False, help_text=_("Announced but not fixed: shown as “date to be announced”.")
    )

    override_translatable_fields = facts("country", "opens", "closes", "planned")
    panels = [
        FieldPanel("institution"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("planned")]),
    ]

    class Meta(WordRow.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def clean(self):
        super().clean()
        if self.opens and self.closes and self.closes < self.opens:
            raise ValidationError({"closes": _("The last day cannot be before the first.")})

    @property
    def country_name(self):
        return country_name(self.country)


class ExhibitionOrganiser(WordRow):
    page = ParentalKey(ExhibitionAbroadPage, on_delete=models.CASCADE, related_name="organisers")
    institution = models.ForeignKey(
        "partners.Institution", on_delete=models.PROTECT, related_name="+", verbose_name=_("institution")
    )

    panels = [FieldPanel("institution")]

    class Meta(WordRow.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")


class ExhibitionParticipant(WordRow):
    class Role(models.TextChoices):
        ARTIST = "artist", _("Artist")
        CURATOR = "curator", _("Curator")

    page = ParentalKey(ExhibitionAbroadPage, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        "partners.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.ARTIST)

    override_translatable_fields = facts("role")
    panels = [FieldRowPanel([FieldPanel("person"), FieldPanel("role")])]

    class Meta(WordRow.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def part_line(self):
        return self.get_role_display()


class Occasion(WordRow):
    """What the exhibition was held for: an anniversary with a page, or a text."""

    exhibition = ParentalKey(ExhibitionAbroadPage, on_delete=models.CASCADE, related_name="occasions")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("anniversary"),
        help_text=_("Choose the Azerbaijani page of the anniversary, if it has one."),
    )
    text = models.CharField(
        _("text"), max_length=255, help_text=_("The occasion in words, as it stands on the label.")
    )

    override_translatable_fields = facts("page")
    panels = [FieldPanel("page"), FieldPanel("text")]

    class Meta(WordRow.Meta):
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")


class ShownWork(FactRow):
    exhibition = ParentalKey(ExhibitionAbroadPage, on_delete=models.CASCADE, related_name="works")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("work"),
        help_text=_("Choose the Azerbaijani page of the work."),
    )

    panels = [FieldPanel("page")]

    class Meta(FactRow.Meta):
        verbose_name = _("work shown")
        verbose_name_plural = _("works shown")
