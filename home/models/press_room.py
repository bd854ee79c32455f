"""The one address for the press: whom to ask, what is new, what may be taken."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from core.jsonld import museum
from core.models import IndexPage, SiteSettings, WordRow
from core.press_contacts import press_contacts
from home.marks import marks
from news import releases

NEWEST = 3  # releases that are shown with their pictures, above all of them as lines


class PressRoomPage(IndexPage):
    """Contacts, newest releases, fact sheet, marks, and the archive of all releases of one language."""

    kind_label = _("For the press")
    per_page = 20
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    marks_note = models.TextField(
        _("about the marks"),
        max_length=600,
        blank=True,
        help_text=_("What the marks are and what may be done with them. Empty: they are not offered."),
    )

    content_panels = [
        *IndexPage.content_panels,
        InlinePanel(
            "fact_sheet",
            heading=_("Fact sheet"),
            label=_("fact"),
            help_text=_(
                "What the press asks for most: founded, items, rooms, buildings. Only what is certain."
            ),
        ),
        FieldPanel("marks_note"),
    ]

    class Meta:
        verbose_name = _("press room")
        verbose_name_plural = _("press rooms")

    def listed(self):
        return releases.releases(self.locale_id)

    def filters(self):
        return releases.filters(self.locale_id)

    def search_words(self):
        return [self.introduction, *(f"{fact.label} {fact.value}" for fact in self.fact_sheet.all())]

    def jsonld_entity(self, context):
        return [museum()]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        language = get_language()[:2]
        facts = list(self.fact_sheet.all())
        return context | {
            "contacts": press_contacts(),
            # Whoever looks through the archive is not shown the rest again and again.
            "is_entrance": listing.page.number == 1 and not listing.chosen and not listing.error,
            "newest": list(listing.objects[:NEWEST]),
            "boilerplate": SiteSettings.current().boilerplate.in_language(language),
            "facts": facts,
            "facts_as_text": "\n".join(f"{fact.label}: {fact.value}" for fact in facts),
            "marks": marks(language) if self.marks_note else [],
        }


class PressFact(WordRow):
    page = ParentalKey(PressRoomPage, on_delete=models.CASCADE, related_name="fact_sheet")
    label = models.CharField(_("what"), max_length=120, help_text=_("For example “Founded”."))
    value = models.CharField(_("fact"), max_length=300, help_text=_("For example “1937”."))

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("value")])]

    class Meta(WordRow.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
