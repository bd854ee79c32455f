from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from collection import jsonld
from collection.catalogue import catalogue
from collection.labels import kept_record, read_record
from collection.listing import works_for_cards
from collection.makers import collection_url
from collection.models.rooms import Room
from collection.models.terms import ObjectType, School
from collection.rooms import doors
from core.citation import cite
from core.collation import sort_key
from core.i18n import language_of
from core.localization import facts
from core.locks import lock
from core.models import FactRow, StoryPage, WordRow
from core.models.images import Rights
from partners.models import Person

RELATED = 4  # works shown at the foot of another, unless an editor chose more


class HighlightPage(StoryPage):
    """A work of the collection, with what its wall label says and what its file knows."""

    class Display(models.TextChoices):
        ON_DISPLAY = "on_display", _("On display")
        IN_STORAGE = "in_storage", _("In storage")
        ON_LOAN = "on_loan", _("On loan")

    shown_with = ("lead_image", "object_type", "school", "room")
    is_work = True
    kind_label = _("Work")
    schema_type = "ItemPage"
    template = "collection/highlight_page.html"

    accession_number = models.CharField(
        _("accession number"),
        max_length=40,
        db_index=True,
        help_text=_("As in the inventory. Unique among works; the translations of one work share it."),
    )
    unknown_maker = models.BooleanField(
        _("unknown maker"),
        default=False,
        help_text=_("The label then says so. Leave the list of makers empty."),
    )
    date_text = models.CharField(
        _("date as displayed"), max_length=120, blank=True, help_text=_("For example “late 19th century”.")
    )
    earliest_year = models.SmallIntegerField(
        _("earliest year"),
        null=True,
        blank=True,
        help_text=_("For searching. Years before our era are negative."),
    )
    latest_year = models.SmallIntegerField(
        _("latest year"),
        null=True,
        blank=True,
        help_text=_("For searching; the same year if it is known exactly."),
    )
    object_type = models.ForeignKey(
        ObjectType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("object type"),
    )
    technique = models.CharField(
        _("technique"),
        max_length=255,
        blank=True,
        help_text=_("How it was made, as on the label: “oil on canvas”."),
    )
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("school or culture"),
    )
    room = models.ForeignKey(
        Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    display_status = models.CharField(
        _("where it is"), max_length=10, choices=Display.choices, default=Display.ON_DISPLAY
    )
    inscriptions = models.TextField(
        _("inscriptions"), blank=True, help_text=_("What is written on it and where, signature included.")
    )
    credit_line = models.CharField(
        _("credit line"),
        max_length=255,
        blank=True,
        help_text=_("How it came to the museum: gift, purchase."),
    )
    rights = models.CharField(
        _("rights in the work"),
        max_length=80,
        choices=Rights.choices,
        default=Rights.IN_COPYRIGHT,
        help_text=_("Rights in the work itself; those in a photograph stand with the image."),
    )
    is_demonstration = models.BooleanField(
        _("demonstration record"),
        default=False,
        help_text=_("Not a work of the collection: the page says so, and catalogues leave it out."),
    )
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)

    override_translatable_fields = [
        *StoryPage.override_translatable_fields,
        *facts(
            "accession_number", "unknown_maker", "earliest_year", "latest_year", "display_status", "rights"
        ),
        *facts("is_demonstration", "dimensions"),
    ]
    search_fields = [*StoryPage.search_fields, index.FilterField("accession_number")]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("accession_number"), FieldPanel("object_type")]),
                FieldPanel("unknown_maker"),
                InlinePanel("makers", label=_("maker")),
                FieldPanel("date_text"),
                FieldRowPanel([FieldPanel("earliest_year"), FieldPanel("latest_year")]),
                FieldPanel("technique"),
                InlinePanel("materials", label=_("material")),
                InlinePanel("dimensions", label=_("dimension")),
                FieldPanel("school"),
            ],
            heading=_("Wall label"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("room"), FieldPanel("display_status")])], heading=_("Where it is")
        ),
        InlinePanel(
            "images", heading=_("Images"), label=_("image"), help_text=_("The first one stands for the work.")
        ),
        *StoryPage.lead_panels,
        *StoryPage.story_panels,
        MultiFieldPanel(
            [
                FieldPanel("inscriptions"),
                FieldPanel("credit_line"),
                FieldPanel("rights"),
                FieldPanel("is_demonstration"),
            ],
            heading=_("Record"),
        ),
        InlinePanel("provenance", heading=_("Provenance"), label=_("entry")),
        InlinePanel("exhibitions", heading=_("Exhibitions"), label=_("entry")),
        InlinePanel("bibliography", heading=_("Bibliography"), label=_("entry")),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
    ]
    parent_page_types = ["collection.CollectionIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("highlight")
        verbose_name_plural = _("highlights")

    def clean(self):
        super().clean()
        if None not in (self.earliest_year, self.latest_year) and self.latest_year < self.earliest_year:
            raise ValidationError({"latest_year": _("The latest year cannot be before the earliest.")})
        self._check_accession_number()

    def _check_accession_number(self):
        """Refuse a number that another work has. Not ``unique=True``: a work's translations share it."""
        others = HighlightPage.objects.filter(accession_number=self.accession_number)
        if self.accession_number and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"accession_number": _("Another work has this accession number.")})

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.title, language_of(self))
        # Two people saving at once would both pass the check of the form; one lock per catalogue lets one through.
        with lock("accession-numbers"):
            self._check_accession_number()
            super().save(*args, **kwargs)

    @property
    def years(self):
        """The years between which it was made, as a tuple; either may be ``None``."""
        return self.earliest_year, self.latest_year

    @property
    def picture(self):
        if self.lead_image_id:
            return self.lead_image
        return self.image_rows[0].image if self.image_rows else None

    @property
    def is_on_display(self):
        return self.display_status == self.Display.ON_DISPLAY

    def date_line(self):
        return self.date_text

    def card(self):
        """Return the keys of ``SitePage.card`` and ``maker``, as on the label."""
        return super().card() | {"maker": catalogue(self.locale_id).makers.get(self.pk, "")}

    def search_words(self):
        makers = [name.text for row in self.makers.all() for name in row.person.names.all()]
        terms = [term.name for term in (self.object_type, self.school) if term]
        return [*super().search_words(), self.accession_number, *makers, *terms, self.technique]

    @cached_property
    def record(self):
        """The ``collection.labels.Record`` of the published work."""
        return kept_record(self.pk)

    def serve_preview(self, request, mode_name):
        self.record = read_record(self)  # of what is being written
        return super().serve_preview(request, mode_name)

    @cached_property
    def image_rows(self):
        return list(self.images.select_related("image"))

    def shown_images(self):
        return [*super().shown_images(), *(row.image for row in self.image_rows)]

    def jsonld_entity(self, context):
        return jsonld.work(self, context)

    def citation(self, context=None):
        makers = self.record.makers
        by = [maker.in_words for maker in makers]
        return cite(
            self,
            context,
            work=True,
            authors=tuple(maker.name for maker in makers if maker.is_author),
            by=", ".join(by) or (gettext("Unknown maker") if self.unknown_maker else ""),
            dated=self.date_text,
            year=self.earliest_year if self.earliest_year == self.latest_year else None,
            number=self.accession_number,
            note=gettext("Demonstration record") if self.is_demonstration else "",
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        works = catalogue(self.locale_id)
        chosen = [context["localized"].get(row.page_id) for row in self.related]
        chosen = [page for page in chosen if isinstance(page, HighlightPage)]
        akin = works.akin(self.pk, RELATED - len(chosen), without={page.pk for page in chosen})
        door, walk, around = self._way_on(works)
        found = {page.pk: page for page in works_for_cards([*akin, *filter(None, around)])}
        return context | {
            "record": self.record,
            "images": self.image_rows,
            "door": door,
            "walk": walk,
            "index_url": collection_url(self.locale_id),
            "related_works": [*chosen, *(found[key] for key in akin if key in found)],
            "other_related": [
                row
                for row in self.related
                if not isinstance(context["localized"].get(row.page_id), HighlightPage)
            ],
            "previous": found.get(around[0]),
            "next": found.get(around[1]),
        }

    def _way_on(self, works):
        """Return the ``Door`` of the room it is on display in, the same if one walks on in there, and both neighbours.

        A visitor goes from work to work within a room; a work that hangs alone, or in none, is followed by the
        next of the collection.
        """
        room = self.room if self.is_on_display else None
        door = doors(self.locale_id).get(room.number) if room else None
        here = works.facets["room"].get(str(room.number)) if door else None
        if here and here.works.bit_count() > 1:
            return door, door, works.neighbours(self.pk, here.works)
        return door, None, works.neighbours(self.pk)


class HighlightMaker(WordRow):
    class Attribution(models.TextChoices):
        BY = "by", _("Maker")
        ATTRIBUTED = "attributed", _("Attributed to")
        WORKSHOP = "workshop", _("Workshop of")
        CIRCLE = "circle", _("Circle of")
        AFTER = "after", _("After")

    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="makers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    attribution = models.CharField(
        _("attribution"), max_length=10, choices=Attribution.choices, default=Attribution.BY
    )
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("If there are several: weaver, designer, painter.")
    )

    override_translatable_fields = facts("attribution")
    panels = [FieldPanel("person"), FieldRowPanel([FieldPanel("attribution"), FieldPanel("role")])]

    # Whole phrases: three of our languages decline the name or put it first.
    PHRASES = {
        Attribution.ATTRIBUTED: _("Attributed to %(name)s"),
        Attribution.WORKSHOP: _("Workshop of %(name)s"),
        Attribution.CIRCLE: _("Circle of %(name)s"),
        Attribution.AFTER: _("After %(name)s"),
    }

    class Meta(WordRow.Meta):
        verbose_name = _("maker")
        verbose_name_plural = _("makers")

    @property
    def is_author(self):
        """Whether nobody doubts that the person made it."""
        return self.attribution == self.Attribution.BY

    @property
    def in_words(self):
        """The maker's name, with how far the work is theirs: “Workshop of …”."""
        return self.PHRASES.get(self.attribution, "%(name)s") % {"name": self.person.name}


class HighlightMaterial(WordRow):
    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="materials")
    material = models.ForeignKey(
        "collection.Material", on_delete=models.PROTECT, related_name="+", verbose_name=_("material")
    )

    panels = [FieldPanel("material")]

    class Meta(WordRow.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")


class Dimension(FactRow):
    class Kind(models.TextChoices):
        HEIGHT = "height", _("height")
        WIDTH = "width", _("width")
        DEPTH = "depth", _("depth")
        DIAMETER = "diameter", _("diameter")
        LENGTH = "length", _("length")

    class Unit(models.TextChoices):
        MILLIMETRE = "mm", _("mm")
        CENTIMETRE = "cm", _("cm")
        METRE = "m", _("m")

    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="dimensions")
    kind = models.CharField(_("dimension"), max_length=8, choices=Kind.choices, default=Kind.HEIGHT)
    value = models.DecimalField(
        _("value"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("A number."),
    )
    unit = models.CharField(_("unit"), max_length=2, choices=Unit.choices, default=Unit.CENTIMETRE)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("value"), FieldPanel("unit")])]

    class Meta(FactRow.Meta):
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")


class HighlightImage(WordRow):
    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("image"),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What this picture shows. Empty: the image's own alternative text is used."),
    )
    caption = models.CharField(
        _("caption"), max_length=255, blank=True, help_text=_("For example “detail of the border”.")
    )

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(WordRow.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class ProvenanceEntry(WordRow):
    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="provenance")
    text = models.CharField(_("entry"), max_length=500, help_text=_("Who had it, where, from when to when."))

    panels = [FieldPanel("text")]

    class Meta(WordRow.Meta):
        verbose_name = _("provenance entry")
        verbose_name_plural = _("provenance")


class ExhibitionEntry(WordRow):
    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="exhibitions")
    text = models.CharField(
        _("entry"), max_length=500, help_text=_("Title, place, year, number in the catalogue.")
    )

    panels = [FieldPanel("text")]

    class Meta(WordRow.Meta):
        verbose_name = _("exhibition entry")
        verbose_name_plural = _("exhibition history")


class BibliographyEntry(FactRow):
    """A publication, cited as it was printed: it is the same in every language."""

    page = ParentalKey(HighlightPage, on_delete=models.CASCADE, related_name="bibliography")
    text = models.CharField(_("entry"), max_length=500, help_text=_("Author, title, place, year, page."))

    panels = [FieldPanel("text")]

    class Meta(FactRow.Meta):
        verbose_name = _("bibliography entry")
        verbose_name_plural = _("bibliography")
