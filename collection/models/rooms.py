from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from collection import jsonld
from collection.catalogue import catalogue
from collection.listing import RoomListing
from collection.rooms import neighbours, plan
from core.cache import forget_on_change
from core.i18n import language_of
from core.localization import facts
from core.models import AddressedSnippet, IndexPage, SnippetHost
from core.serving import absolute
from core.terminology import names_in_fields

ROOMS = 60  # the museum's permanent display


@forget_on_change
class Room(AddressedSnippet):
    """One of the sixty rooms of the permanent display."""

    kind_label = _("Room")
    schema_type = "CollectionPage"

    number = models.PositiveSmallIntegerField(
        _("number"),
        validators=[MinValueValidator(1), MaxValueValidator(ROOMS)],
        help_text=_("The number on the door, 1 to 60."),
    )
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Only if the room has one besides its number.")
    )
    floor = models.CharField(
        _("floor"), max_length=60, blank=True, help_text=_("In the words of this language: “ground floor”.")
    )
    building = models.CharField(
        _("building"), max_length=120, blank=True, help_text=_("Which of the two buildings.")
    )
    description = RichTextField(
        _("description"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_("What is shown here, in a few sentences."),
    )

    override_translatable_fields = [*AddressedSnippet.override_translatable_fields, *facts("number")]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("name")]),
                FieldRowPanel([FieldPanel("floor"), FieldPanel("building")]),
                FieldPanel("slug"),
            ],
            heading=_("Room"),
        ),
        FieldPanel("description"),
    ]

    class Meta(AddressedSnippet.Meta):
        ordering = ["number"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["locale", "number"], name="one_room_per_number")]

    def clean(self):
        super().clean()
        # The form holds no locale, so the database's own rule would be met only on saving.
        if self._namesakes().filter(number=self.number).exists():
            raise ValidationError({"number": _("There is a room with this number already.")})

    def __str__(self):
        with override(language_of(self)):
            room = gettext("Room %(number)s") % {"number": self.number}
        return f"{room}: {self.name}" if self.name else room

    @classmethod
    def glossary_names(cls, queryset):
        """See ``core.terminology``."""
        return names_in_fields(queryset, "name")

    @property
    def place(self):
        return ", ".join(filter(None, [self.floor, self.building]))

    def search_words(self):
        return [self.floor, self.building, self.description]

    def card(self):
        return super().card() | {"summary": self.place}

    def schema_description(self):
        return self.place

    def jsonld_entity(self, context):
        return jsonld.room(self, context["listing"].objects)

    def get_public_context(self, request):
        works = RoomListing(catalogue(self.locale_id), request.GET, self.number)
        before, after = neighbours(self.locale_id, self.number)
        context = super().get_public_context(request)
        if works.page.number > 1:  # an address of its own, that translations need not have
            context |= {"canonical": absolute(self.get_url() + works.own_query), "alternates": []}
        return context | {"listing": works, "previous": before, "next": after, "noindex": bool(works.error)}


class RoomIndexPage(SnippetHost, IndexPage):
    """The rooms of the permanent display, each with its own page below this one."""

    hosted = Room
    kind_label = _("Rooms")
    parent_page_types = ["collection.CollectionIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("room index")
        verbose_name_plural = _("room indexes")

    def listing(self, query):
        return None  # sixty rooms are one plan

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"plan": plan(self.locale_id)}
