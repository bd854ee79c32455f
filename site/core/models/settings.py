"""What the whole site says about the museum: address, hours, prices, contacts.

The rows are the same in every language (a changed hour is changed once); only their notes are words.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from core.cache import forget_on_change, kept
from core.fields import WordsField
from core.kinds import subjects
from core.models.rows import FactRow

SPOKEN = ("az", "en", "ka", "tr", "ru")


class Hours(models.Model):
    """A time of opening, of closing, and of the last admission."""

    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("For example 10:00."))
    closes = models.TimeField(_("closes"), null=True, blank=True, help_text=_("For example 18:00."))
    last_admission = models.TimeField(
        _("last admission"),
        null=True,
        blank=True,
        help_text=_("The last time a visitor is let in, if it is earlier."),
    )

    hours_panel = FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("last_admission")])

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if bool(self.opens) != bool(self.closes):
            raise ValidationError({"closes": _("Give both the opening and the closing time, or neither.")})
        if self.opens and self.opens >= self.closes:
            raise ValidationError({"closes": _("The closing time must be after the opening time.")})
        if self.last_admission and not (self.opens and self.opens < self.last_admission <= self.closes):
            raise ValidationError(
                {"last_admission": _("The last admission must lie within the opening hours.")}
            )


@kept("museum")
def _museum():
    museum = SiteSettings.objects.first() or SiteSettings()  # a reader's request writes nothing
    for rows in ("opening_hours", "special_days", "prices", "contacts"):
        getattr(museum, rows).get_object_list()  # fetched now, and kept with the record
    return museum


@register_setting(icon="home", order=10)
@forget_on_change
class SiteSettings(ClusterableModel, BaseGenericSetting):
    founded = models.PositiveSmallIntegerField(
        _("year of foundation"),
        default=1937,
        help_text=_("As the museum states it; sources give 1936 and 1937."),
    )
    address = WordsField(_("address"), blank=True, help_text=_("Street and number, city, in each language."))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north, for maps."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east, for maps."),
    )
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("In international form: +994 12 000 00 00.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("The general address of the museum."))
    boilerplate = WordsField(
        _("about the museum, for the press"),
        max_length=1200,
        lines=6,
        blank=True,
        help_text=_(
            "What stands at the end of every press release: who the museum is, in a few sentences. "
            "Plain text, shown in the press room and in press kits."
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("founded"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("The museum"),
        ),
        InlinePanel(
            "opening_hours",
            heading=_("Opening hours"),
            label=_("day"),
            help_text=_(
                "One row per weekday. A weekday without a row is a day on which the museum is closed."
            ),
        ),
        InlinePanel(
            "special_days",
            heading=_("Special days and closures"),
            label=_("special day"),
            help_text=_(
                "Holidays, closures and changed hours; they take precedence over the weekday's hours."
            ),
        ),
        InlinePanel("prices", heading=_("Prices"), label=_("price")),
        InlinePanel(
            "contacts",
            heading=_("Contacts"),
            label=_("contact"),
            help_text=_(
                "Of several press contacts, the first stands for the museum; one that is in charge of a kind of "
                "pages stands on these, unless a release names another."
            ),
        ),
        MultiFieldPanel([FieldPanel("boilerplate")], heading=_("For the press")),
    ]

    class Meta:
        verbose_name = _("the museum: address, hours, prices")

    @staticmethod
    def current():
        """Return the settings with their rows as they are now, kept between changes: for reading only."""
        return _museum()

    def address_for(self, kind):
        """Return the e-mail address of a kind of contact, else the general one, else an empty string."""
        addresses = {
            contact.kind: contact.email
            for contact in self.contacts.all()
            if contact.email and not contact.subject
        }
        return addresses.get(kind) or addresses.get(ContactPoint.Kind.GENERAL) or self.email

    @property
    def map_url(self):
        """Where the museum stands on OpenStreetMap, or an empty string without coordinates."""
        if self.latitude is None or self.longitude is None:
            return ""
        place = f"{self.latitude}/{self.longitude}"
        return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}#map=17/{place}"


@forget_on_change
class OpeningHours(FactRow, Hours):
    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=list(WEEKDAYS.items()))

    panels = [FieldPanel("weekday"), Hours.hours_panel]

    class Meta(FactRow.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")


@forget_on_change
class SpecialDay(FactRow, Hours):
    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="special_days")
    start = models.DateField(_("from"), help_text=_("The first day."))
    end = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day; empty: one day only.")
    )
    closed = models.BooleanField(
        _("closed"), default=False, help_text=_("The museum is closed on these days.")
    )
    note = WordsField(_("note"), blank=True, help_text=_("Why, in a few words: “Novruz”, “installation”."))

    panels = [
        FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("closed")]),
        Hours.hours_panel,
        FieldPanel("note"),
    ]

    class Meta(FactRow.Meta):
        ordering = ["start"]
        verbose_name = _("special day")
        verbose_name_plural = _("special days")

    def clean(self):
        super().clean()
        if self.end and self.start and self.end < self.start:
            raise ValidationError({"end": _("The last day cannot be before the first.")})
        if not self.closed and not self.opens:
            raise ValidationError({"opens": _("Give the hours, or tick “closed”.")})


@forget_on_change
class Price(FactRow):
    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="prices")
    category = WordsField(_("category"), help_text=_("Who pays it: adults, students, children under six."))
    amount = models.DecimalField(
        _("price in AZN"), max_digits=8, decimal_places=2, help_text=_("0 means free of charge.")
    )
    note = WordsField(_("note"), blank=True, help_text=_("A condition, for example the card to be shown."))

    panels = [FieldPanel("category"), FieldPanel("amount"), FieldPanel("note")]

    class Meta(FactRow.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")


@forget_on_change
class ContactPoint(FactRow):
    """Somebody who answers. Days and hours are those of the museum's clock."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("General questions")
        PRESS = "press", _("Press")
        IMAGES = "images", _("Image reproduction")
        GROUPS = "groups", _("Group visits")

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    subject = models.CharField(
        _("in charge of"),
        max_length=24,
        blank=True,
        choices=subjects,
        help_text=_("Of a press contact: the one kind of pages it is for. Empty: all."),
    )
    name = WordsField(_("name"), blank=True, help_text=_("A department or a person, in each language."))
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Shown to readers; messages of this kind from the contact form are announced there."),
    )
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("In international form: +994 12 000 00 00.")
    )
    first_day = models.PositiveSmallIntegerField(
        _("answers from"), choices=list(WEEKDAYS.items()), null=True, blank=True
    )
    last_day = models.PositiveSmallIntegerField(
        _("until"), choices=list(WEEKDAYS.items()), null=True, blank=True
    )
    opens = models.TimeField(_("from"), null=True, blank=True, help_text=_("Baku time, for example 10:00."))
    closes = models.TimeField(_("until"), null=True, blank=True, help_text=_("Baku time, for example 18:00."))
    speaks_az = models.BooleanField(_("Azerbaijani"), default=False)
    speaks_en = models.BooleanField(_("English"), default=False)
    speaks_ka = models.BooleanField(_("Georgian"), default=False)
    speaks_tr = models.BooleanField(_("Turkish"), default=False)
    speaks_ru = models.BooleanField(_("Russian"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("subject")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldRowPanel(
            [FieldPanel("first_day"), FieldPanel("last_day"), FieldPanel("opens"), FieldPanel("closes")],
            heading=_("When somebody answers"),
        ),
        FieldRowPanel([FieldPanel(f"speaks_{code}") for code in SPOKEN], heading=_("Languages spoken")),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self):
        name = self.name.or_source()[0] or self.email or self.phone
        return f"{self.get_kind_display()}: {name}" if name else self.get_kind_display()

    def clean(self):
        super().clean()
        if self.subject and self.kind != self.Kind.PRESS:
            raise ValidationError({"subject": _("Only a press contact is in charge of a kind of pages.")})
        given = [value is not None for value in (self.first_day, self.last_day, self.opens, self.closes)]
        if any(given) and not all(given):
            raise ValidationError(
                {"closes": _("Give the first and the last day and both hours, or none of them.")}
            )
        if all(given) and self.first_day > self.last_day:
            raise ValidationError({"last_day": _("The last day cannot be before the first.")})
        if all(given) and self.opens >= self.closes:
            raise ValidationError({"closes": _("The closing time must be after the opening time.")})

    @property
    def languages(self):
        """The two-letter codes of the languages spoken there."""
        return [code for code in SPOKEN if getattr(self, f"speaks_{code}")]

    @property
    def weekdays(self):
        """The numbers of the days on which somebody answers, Monday being 0."""
        return [] if self.first_day is None else list(range(self.first_day, self.last_day + 1))
