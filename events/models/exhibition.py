from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page

from core.dates import moment
from core.localization import facts
from core.models import FactRow, StoryPage, WordRow
from events import jsonld
from events.models.programme import ProgrammePage


class ExhibitionPage(ProgrammePage):
    """An exhibition in the museum."""

    card_prefetch = ()
    kind_label = _("Exhibition")
    template = "events/exhibition_page.html"
    label_template = "events/exhibition_label.html"
    has_kit = True

    opens = models.DateField(
        _("opens"), null=True, blank=True, help_text=_("First day. Empty: to be announced.")
    )
    closes = models.DateField(_("closes"), null=True, blank=True, help_text=_("Last day, if it is known."))

    override_translatable_fields = [
        *ProgrammePage.override_translatable_fields,
        *facts("opens", "closes", "rooms", "works"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        InlinePanel("rooms", heading=_("Rooms"), label=_("room")),
        InlinePanel("curators", heading=_("Curators"), label=_("curator")),
        InlinePanel("organisers", heading=_("Organisers"), label=_("organiser")),
        InlinePanel("works", heading=_("Works shown"), label=_("work")),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
    ]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")

    def clean(self):
        super().clean()
        if self.opens and self.closes and self.closes < self.opens:
            raise ValidationError({"closes": _("The last day cannot be before the first.")})

    def span(self):
        return moment(self.opens), moment(self.closes, time(23, 59, 59))

    @cached_property
    def work_rows(self):
        return list(self.works.all())

    def chosen_ids(self):
        return [*super().chosen_ids(), *(row.page_id for row in self.work_rows)]

    def jsonld_entity(self, context):
        return jsonld.exhibition(self, context)

    def get_context(self, request, *args, **kwargs):
        self.work_rows = self.rows_for(request)["works"]
        return super().get_context(request, *args, **kwargs)

    def shown_rows(self):
        curators = self.curators.select_related("person").defer("person__biography")
        organisers = self.organisers.select_related("institution").defer("institution__description")
        return super().shown_rows() | {
            "rooms": list(self.rooms.all()),
            "curators": list(curators),
            "organisers": list(organisers),
            "works": self.work_rows,
        }


class ExhibitionRoom(FactRow):
    """A room by its number: the rooms themselves belong to the collection, which this section does not know."""

    page = ParentalKey(ExhibitionPage, on_delete=models.CASCADE, related_name="rooms")
    number = models.PositiveSmallIntegerField(
        _("room"), validators=[MinValueValidator(1), MaxValueValidator(60)], help_text=_("1 to 60.")
    )

    panels = [FieldPanel("number")]

    class Meta(FactRow.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")


class ExhibitionCurator(WordRow):
    page = ParentalKey(ExhibitionPage, on_delete=models.CASCADE, related_name="curators")
    person = models.ForeignKey(
        "partners.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )

    panels = [FieldPanel("person")]

    class Meta(WordRow.Meta):
        verbose_name = _("curator")
        verbose_name_plural = _("curators")

    def part_line(self):
        return self._meta.verbose_name


class ExhibitionOrganiser(WordRow):
    page = ParentalKey(ExhibitionPage, on_delete=models.CASCADE, related_name="organisers")
    institution = models.ForeignKey(
        "partners.Institution", on_delete=models.PROTECT, related_name="+", verbose_name=_("institution")
    )

    panels = [FieldPanel("institution")]

    class Meta(WordRow.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")


class ExhibitionWork(FactRow):
    exhibition = ParentalKey(ExhibitionPage, on_delete=models.CASCADE, related_name="works")
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
