from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from core.localization import facts
from core.models import FactRow
from news import jsonld, outlines
from news.models.news import NewsPage
from partners.models.institutions import country_code, country_name


class AnniversaryPage(NewsPage):
    """An anniversary of a person, an institution, relations between countries, or an event.

    The count is the one that was published: it is never computed from the year, because sources count
    differently and the museum repeats what was celebrated.
    """

    class Subject(models.TextChoices):
        PERSON = "person", _("A person")
        INSTITUTION = "institution", _("An institution")
        RELATIONS = "relations", _("Relations between countries")
        EVENT = "event", _("An event")

    shown_with = ("lead_image", "person", "institution")
    kind_label = _("Anniversary")
    template = "news/anniversary_page.html"
    label_template = "news/anniversary_label.html"
    institutions_at = ("institution",)
    countries_at = ("countries__country",)

    subject = models.CharField(
        _("anniversary of"), max_length=12, choices=Subject.choices, default=Subject.EVENT
    )
    person = models.ForeignKey(
        "partners.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    institution = models.ForeignKey(
        "partners.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("institution"),
    )
    subject_text = models.CharField(
        _("what is celebrated"),
        max_length=255,
        blank=True,
        help_text=_("For relations and events: “diplomatic relations between Georgia and Azerbaijan”."),
    )
    count = models.PositiveSmallIntegerField(
        _("count"), null=True, help_text=_("30 for a 30th anniversary, exactly as it was published.")
    )
    origin_year = models.PositiveSmallIntegerField(
        _("year of origin"), null=True, blank=True, help_text=_("Only if a source gives it.")
    )
    origin_date = models.DateField(
        _("day of origin"), null=True, blank=True, help_text=_("Only if a source gives the day.")
    )

    override_translatable_fields = [
        *NewsPage.override_translatable_fields,
        *facts("subject", "count", "origin_year", "origin_date"),
    ]
    content_panels = [
        *Page.content_panels,
        *NewsPage.content_panels[1:4],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("subject"), FieldPanel("count")]),
                FieldPanel("person"),
                FieldPanel("institution"),
                FieldPanel("subject_text"),
                FieldRowPanel([FieldPanel("origin_year"), FieldPanel("origin_date")]),
            ],
            heading=_("The anniversary"),
        ),
        InlinePanel("countries", heading=_("Countries"), label=_("country")),
        *NewsPage.content_panels[4:],
    ]

    class Meta:
        verbose_name = _("anniversary")
        verbose_name_plural = _("anniversaries")

    @classmethod
    def outline(cls):
        return outlines.anniversary()

    def clean(self):
        super().clean()
        errors = {}
        if self.subject == self.Subject.PERSON and not self.person_id:
            errors["person"] = _("Choose the person whose anniversary it is.")
        if self.subject == self.Subject.INSTITUTION and not self.institution_id:
            errors["institution"] = _("Choose the institution whose anniversary it is.")
        if self.subject in (self.Subject.RELATIONS, self.Subject.EVENT) and not self.subject_text:
            errors["subject_text"] = _("Say what is celebrated.")
        if self.origin_date and self.origin_year and self.origin_date.year != self.origin_year:
            errors["origin_year"] = _("The year does not agree with the day.")
        if errors:
            raise ValidationError(errors)

    def jsonld_entity(self, context):
        return [jsonld.anniversary(self, context)]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"countries": self.countries.all()}


class AnniversaryCountry(FactRow):
    page = ParentalKey(AnniversaryPage, on_delete=models.CASCADE, related_name="countries")
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[country_code],
        help_text=_("ISO code of two letters (AZ, GE)."),
    )

    panels = [FieldPanel("country")]

    class Meta(FactRow.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    @property
    def country_name(self):
        return country_name(self.country)
