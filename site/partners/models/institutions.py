from babel import Locale as Cldr
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from core.cache import forget_on_change
from core.collation import sort_key
from core.i18n import language_of
from core.localization import facts
from core.models import AddressedSnippet, Term
from core.terminology import names_in_fields
from core.timelines import Timeline
from partners import jsonld

TEXT_FEATURES = ["bold", "italic", "link", "ul"]


def country_name(code, language=None):
    """Return a country's name by CLDR, in the active language unless another is given; the code if CLDR has none.

    Args:
        code: ISO 3166-1 alpha-2, for example ``"GE"``.
        language: two-letter language code.
    """
    language = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return Cldr.parse(language).territories.get(code, code)


def in_alphabetical_order(codes):
    """Return ``[(code, name)]`` of countries, in the active language and by its alphabet."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return sorted(
        ((code, country_name(code, language)) for code in codes), key=lambda pair: sort_key(pair[1], language)
    )


country_code = RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, for example GE."))
wikidata_id = RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata identifier is a Q and a number, for example Q42."))


@forget_on_change
class CooperationArea(Term):
    """What an agreement is about: exhibition exchange, conservation, training …"""

    class Meta(Term.Meta):
        verbose_name = _("area of cooperation")
        verbose_name_plural = _("areas of cooperation")


class Institution(AddressedSnippet):
    """A museum, ministry, university or other body that the museum works with, or the museum itself."""

    class Kind(models.TextChoices):
        MUSEUM = "museum", _("Museum")
        GALLERY = "gallery", _("Gallery")
        UNIVERSITY = "university", _("University")
        MINISTRY = "ministry", _("Ministry")
        CITY = "city", _("City or region")
        FOUNDATION = "foundation", _("Foundation")
        OTHER = "other", _("Other institution")

    kind_label = _("Institution")

    name = models.CharField(
        _("name"),
        max_length=255,
        help_text=_("The full official name in this language, as in the agreed terms."),
    )
    short_name = models.CharField(
        _("short name"),
        max_length=120,
        blank=True,
        help_text=_("For lists and labels, if the full name is long."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.MUSEUM)
    is_own = models.BooleanField(
        _("this museum"),
        default=False,
        help_text=_(
            "Tick it for the record of this museum alone: it signs and organises, but is not among its own partners."
        ),
    )
    city = models.CharField(
        _("city"), max_length=120, blank=True, help_text=_("In this language: Tbilisi, Tiflis.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[country_code],
        help_text=_("ISO code of two letters (AZ, GE, TR). Its name is shown in the reader's language."),
    )
    website = models.URLField(_("website"), blank=True, help_text=_("The institution's own address."))
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Only if the institution has agreed to it."),
    )
    description = RichTextField(
        _("description"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("A few sentences: what it is, and what connects it with the museum."),
    )
    ror = models.URLField(
        "ROR",
        blank=True,
        validators=[RegexValidator(r"^https://ror\.org/0[a-z0-9]{6}\d{2}$", _("Not a ROR identifier."))],
        help_text=_(
            "Research Organization Registry, for example https://ror.org/0123abc45. Only if confirmed."
        ),
    )
    isni = models.CharField(
        "ISNI",
        max_length=16,
        blank=True,
        validators=[RegexValidator(r"^\d{15}[\dX]$", _("An ISNI has sixteen digits; the last may be X."))],
        help_text=_("Sixteen digits without blanks. Only if confirmed."),
    )
    wikidata = models.CharField(
        "Wikidata", max_length=20, blank=True, validators=[wikidata_id], help_text=_("Only if confirmed.")
    )
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)

    override_translatable_fields = [
        *AddressedSnippet.override_translatable_fields,
        *facts("kind", "is_own", "country", "website", "ror", "isni", "wikidata"),
    ]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("short_name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("city"), FieldPanel("country")]),
                FieldPanel("is_own"),
                FieldPanel("website"),
                FieldPanel("logo"),
                FieldPanel("slug"),
            ],
            heading=_("Institution"),
        ),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("ror"), FieldPanel("isni"), FieldPanel("wikidata")],
            heading=_("Identifiers"),
            classname="collapsed",
        ),
    ]

    class Meta(AddressedSnippet.Meta):
        ordering = ["sort_key"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name, language_of(self))
        super().save(*args, **kwargs)

    @classmethod
    def glossary_names(cls, queryset):
        """See ``core.terminology``."""
        return names_in_fields(queryset, "name", "short_name")

    @property
    def feed_name(self):
        """What its feed is called, in every language."""
        return f"partners/{self.translation_key}"

    @property
    def label(self):
        """The short name, else the full one."""
        return self.short_name or self.name

    @property
    def country_name(self):
        return country_name(self.country) if self.country else ""

    @property
    def place(self):
        """City and country, in the reader's language, as far as known."""
        return ", ".join(filter(None, [self.city, self.country_name]))

    def search_words(self):
        return [self.short_name, self.city, self.country_name, self.description]

    def card(self):
        return super().card() | {"kind": self.get_kind_display(), "summary": self.place, "image": self.logo}

    # On its own page, asked for only when that is not kept

    @cached_property
    def timeline(self):
        return Timeline(self)

    @cached_property
    def staff(self):
        """The people who work there and have a page."""
        return list(self.people.filter(live=True))

    @property
    def picture(self):
        return self.logo

    def schema_description(self):
        return self.place

    def jsonld_entity(self, context):
        return [jsonld.institution_in_full(self, context)]
