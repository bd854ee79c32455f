from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from core.dates import long_date
from core.localization import facts
from core.models import DocumentRow, WordRow
from core.timelines import Moment, day_of
from news import jsonld, outlines
from news.checks import missing_partner
from news.models.news import NewsPage


class AgreementPage(NewsPage):
    """A memorandum, protocol or agreement with partners, and what it says."""

    class Document(models.TextChoices):
        MEMORANDUM = "memorandum", _("Memorandum of cooperation")
        PROTOCOL = "protocol", _("Cooperation protocol")
        AGREEMENT = "agreement", _("Agreement")
        OTHER = "other", _("Another document")

    kind_label = _("Agreement")
    template = "news/agreement_page.html"
    label_template = "news/agreement_label.html"
    institutions_at = ("parties__institution", "signatories__institution")

    document_kind = models.CharField(
        _("kind of document"),
        max_length=12,
        choices=Document.choices,
        default=Document.MEMORANDUM,
        help_text=_("What was signed."),
    )
    signed_on = models.DateField(
        _("signed on"),
        null=True,
        blank=True,
        help_text=_("The day of signing. Leave it empty if it is not known."),
    )
    place = models.CharField(
        _("place of signing"),
        max_length=120,
        blank=True,
        help_text=_("City, in this language, if it is known."),
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("If the document says so.")
    )
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("If the document says so.")
    )

    override_translatable_fields = [
        *NewsPage.override_translatable_fields,
        *facts("document_kind", "signed_on", "valid_from", "valid_until"),
    ]
    content_panels = [
        *Page.content_panels,
        *NewsPage.content_panels[1:4],
        InlinePanel("parties", heading=_("Parties"), label=_("party"), min_num=1),
        InlinePanel("signatories", heading=_("Signatories"), label=_("signatory")),
        MultiFieldPanel(
            [
                FieldPanel("document_kind"),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
            ],
            heading=_("The document"),
        ),
        InlinePanel("areas", heading=_("Areas of cooperation"), label=_("area")),
        InlinePanel("documents", heading=_("Documents"), label=_("document")),
        *NewsPage.content_panels[4:],
    ]

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    @classmethod
    def outline(cls):
        return outlines.agreement()

    def missing_facts(self):
        return missing_partner(self)

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The last day cannot be before the first.")})

    @classmethod
    def on_timeline(cls, pages):
        return pages.annotate(day=Coalesce("signed_on", day_of("date")))

    def moment(self):
        if self.signed_on:
            return Moment(long_date(self.signed_on))
        return Moment(self.date_line(), _("Signed on: date not known"))

    def jsonld_entity(self, context):
        return [jsonld.agreement(self, context)]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "parties": self.parties.select_related("institution"),
            "signatories": self.signatories.select_related("person", "institution"),
            "areas": self.areas.select_related("area"),
            "documents": self.documents.select_related("document"),
        }


class AgreementParty(WordRow):
    page = ParentalKey(AgreementPage, on_delete=models.CASCADE, related_name="parties")
    institution = models.ForeignKey(
        "partners.Institution", on_delete=models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    note = models.CharField(
        _("note"), max_length=255, blank=True, help_text=_("Its part in the agreement, if it needs saying.")
    )

    panels = [FieldPanel("institution"), FieldPanel("note")]

    class Meta(WordRow.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")


class Signatory(WordRow):
    page = ParentalKey(AgreementPage, on_delete=models.CASCADE, related_name="signatories")
    person = models.ForeignKey(
        "partners.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(
        _("position at the time"),
        max_length=255,
        help_text=_("As it was on the day of signing, in this language."),
    )
    institution = models.ForeignKey(
        "partners.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("institution at the time"),
    )

    panels = [FieldPanel("person"), FieldPanel("role"), FieldPanel("institution")]
    part_with = ("institution",)

    class Meta(WordRow.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def part_line(self):
        return ", ".join(filter(None, [self.role, self.institution and self.institution.label]))


class AgreementArea(WordRow):
    page = ParentalKey(AgreementPage, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey(
        "partners.CooperationArea", on_delete=models.PROTECT, related_name="+", verbose_name=_("area")
    )

    panels = [FieldPanel("area")]

    class Meta(WordRow.Meta):
        verbose_name = _("area of cooperation")
        verbose_name_plural = _("areas of cooperation")


class AgreementDocument(DocumentRow):
    page = ParentalKey(AgreementPage, on_delete=models.CASCADE, related_name="documents")
