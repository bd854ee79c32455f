from collections import defaultdict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from core.collation import initial, sort_key
from core.i18n import SOURCE_LANGUAGE, language_of, locale_id
from core.localization import facts
from core.models import AddressedSnippet, FactRow
from core.terminology import Name
from core.timelines import Timeline
from partners import jsonld
from partners.models.institutions import TEXT_FEATURES, wikidata_id


class PersonForm(WagtailAdminModelForm):
    """The editor's form: rows are checked against each other before the database refuses them."""

    def is_valid(self):
        valid = super().is_valid()
        seen = set()
        for row in self.formsets["names"].forms if valid else ():
            language, kind = row.cleaned_data.get("language"), row.cleaned_data.get("kind")
            if kind != PersonName.Kind.PREFERRED or row.cleaned_data.get("DELETE"):
                continue
            if language in seen:
                row.add_error("language", _("This person already has a preferred name in this language."))
                valid = False
            seen.add(language)
        return valid


class Person(AddressedSnippet):
    """A maker, signatory, curator or speaker: one record for a person, whatever they do."""

    base_form_class = PersonForm
    kind_label = _("Person")
    schema_type = "ProfilePage"

    # Computed from the name rows, so that lists need no further query.
    name = models.CharField(_("name"), max_length=255, editable=False)
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)
    initial = models.CharField(max_length=4, editable=False, db_index=True)

    is_maker = models.BooleanField(
        _("maker"), default=False, help_text=_("Made works that the museum shows.")
    )
    is_signatory = models.BooleanField(_("signatory"), default=False, help_text=_("Signs agreements."))
    is_curator = models.BooleanField(_("curator"), default=False, help_text=_("Curates exhibitions."))
    is_speaker = models.BooleanField(_("speaker"), default=False, help_text=_("Speaks or teaches at events."))
    title_text = models.CharField(
        pgettext_lazy("person", "title"),
        max_length=255,
        blank=True,
        help_text=_(
            "Position or honour today, for example “director”. What it was at a signing stands there."
        ),
    )
    institution = models.ForeignKey(
        "partners.Institution",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("institution"),
        help_text=_("Where the person works."),
    )
    birth_date = models.DateField(
        _("born on"), null=True, blank=True, help_text=_("Only if the day is known.")
    )
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), null=True, blank=True, help_text=_("If only the year is known.")
    )
    birth_place = models.CharField(
        _("place of birth"), max_length=120, blank=True, help_text=_("In this language.")
    )
    death_date = models.DateField(
        _("died on"), null=True, blank=True, help_text=_("Only if the day is known.")
    )
    death_year = models.PositiveSmallIntegerField(
        _("year of death"), null=True, blank=True, help_text=_("If only the year is known.")
    )
    death_place = models.CharField(
        _("place of death"), max_length=120, blank=True, help_text=_("In this language.")
    )
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("A photograph or a self-portrait whose rights are clear."),
    )
    biography = RichTextField(
        _("biography"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("A few sentences, each with a source."),
    )
    ulan = models.CharField(
        "ULAN",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^500\d{6}$", _("A ULAN number has nine digits and begins with 500."))],
        help_text=_("Getty Union List of Artist Names. Only if confirmed."),
    )
    viaf = models.CharField(
        "VIAF",
        max_length=22,
        blank=True,
        validators=[RegexValidator(r"^\d+$", _("A VIAF number has digits only."))],
        help_text=_("Virtual International Authority File. Only if confirmed."),
    )
    wikidata = models.CharField(
        "Wikidata", max_length=20, blank=True, validators=[wikidata_id], help_text=_("Only if confirmed.")
    )

    override_translatable_fields = [
        *AddressedSnippet.override_translatable_fields,
        *facts(
            *("names", "is_maker", "is_signatory", "is_curator", "is_speaker"),
            *("birth_date", "birth_year", "death_date", "death_year", "ulan", "viaf", "wikidata"),
        ),
    ]
    panels = [
        InlinePanel(
            "names",
            heading=_("Names"),
            label=_("name"),
            min_num=1,
            help_text=_("One preferred form per language; variants and transliterations are for searching."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel(f"is_{role}") for role in ("maker", "signatory", "curator", "speaker")]
                ),
                FieldPanel("title_text"),
                FieldPanel("institution"),
                FieldPanel("portrait"),
                FieldPanel("slug"),
            ],
            heading=_("Person"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("birth_date"), FieldPanel("birth_year"), FieldPanel("birth_place")]
                ),
                FieldRowPanel(
                    [FieldPanel("death_date"), FieldPanel("death_year"), FieldPanel("death_place")]
                ),
            ],
            heading=_("Life"),
        ),
        FieldPanel("biography"),
        MultiFieldPanel(
            [FieldPanel("ulan"), FieldPanel("viaf"), FieldPanel("wikidata")],
            heading=_("Identifiers"),
            classname="collapsed",
        ),
    ]

    class Meta(AddressedSnippet.Meta):
        ordering = ["sort_key"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name or self.preferred_name()

    def clean(self):
        super().clean()
        errors = {}
        for event in ("birth", "death"):
            day, year = getattr(self, f"{event}_date"), getattr(self, f"{event}_year")
            if day and year and day.year != year:
                errors[f"{event}_year"] = _("The year does not agree with the day.")
        if self.born and self.died and self.died < self.born:
            errors["death_year"] = _("The person would have died before being born.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        language = language_of(self)
        self.name = self.preferred_name()
        self.sort_key = sort_key(self.name, language)
        self.initial = initial(self.name, language)
        super().save(*args, **kwargs)

    def slug_text(self):
        return self.preferred_name()

    def preferred_name(self, language=None):
        """Return the preferred form in a language (by default this record's), else the source language's, else any."""
        names = list(self.names.all())
        preferred = {row.language: row.text for row in names if row.kind == PersonName.Kind.PREFERRED}
        for code in (language or language_of(self), SOURCE_LANGUAGE, "en"):
            if code in preferred:
                return preferred[code]
        return names[0].text if names else ""

    @classmethod
    def glossary_names(cls, queryset):
        """See ``core.terminology``: the preferred name of each language, and the variants of that language."""
        rows = (
            PersonName.objects.filter(person__in=queryset.filter(locale_id=locale_id(SOURCE_LANGUAGE)))
            .order_by("person", "sort_order")
            .values_list("person__translation_key", "language", "kind", "text")
        )
        forms = defaultdict(lambda: ([], []))
        for key, language, kind, text in rows:
            forms[key, language][kind != PersonName.Kind.PREFERRED].append(text)
        for (key, language), (preferred, variants) in forms.items():
            agreed, *others = preferred + variants
            yield Name(f"partners.person.{key}.name", language, agreed, tuple(others))

    @property
    def born(self):
        """Year of birth as far as known."""
        return self.birth_date.year if self.birth_date else self.birth_year

    @property
    def died(self):
        """Year of death as far as known."""
        return self.death_date.year if self.death_date else self.death_year

    @property
    def life_dates(self):
        """For example “1880–1943”, or an empty string."""
        if self.born and self.died:
            return f"{self.born}–{self.died}"
        if self.born:
            return gettext("born %(year)s") % {"year": self.born}
        return gettext("died %(year)s") % {"year": self.died} if self.died else ""

    def search_words(self):
        return [*(row.text for row in self.names.all()), self.title_text, self.biography]

    def card(self):
        return super().card() | {
            "summary": self.title_text,
            "date_line": self.life_dates,
            "image": self.portrait,
        }

    @property
    def picture(self):
        return self.portrait

    def schema_description(self):
        return self.title_text

    def jsonld_entity(self, context):
        return [jsonld.person_in_full(self, context)]

    def get_public_context(self, request):
        return super().get_public_context(request) | {"names": self.names.all()}

    @cached_property
    def timeline(self):
        return Timeline(self, parts=True)

    @property
    def roles(self):
        """What the person is to the museum, as a list of words."""
        words = {
            "maker": gettext("Maker"),
            "signatory": gettext("Signatory"),
            "curator": gettext("Curator"),
            "speaker": gettext("Speaker"),
        }
        return [word for role, word in words.items() if getattr(self, f"is_{role}")]


class PersonName(FactRow):
    """One spelling of a person's name. The same rows in every language, for every language."""

    class Language(models.TextChoices):
        AZ = "az", _("Azerbaijani")
        EN = "en", _("English")
        KA = "ka", _("Georgian")
        TR = "tr", _("Turkish")
        RU = "ru", _("Russian")
        OTHER = "und", _("another language")

    class Script(models.TextChoices):
        LATIN = "Latn", _("Latin")
        GEORGIAN = "Geor", pgettext_lazy("script", "Georgian")
        CYRILLIC = "Cyrl", _("Cyrillic")
        ARABIC = "Arab", _("Arabic")

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        VARIANT = "variant", _("variant")
        TRANSLITERATION = "transliteration", _("transliteration")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=160, help_text=_("Given name first, as it is shown."))
    language = models.CharField(_("language"), max_length=3, choices=Language.choices, default=Language.AZ)
    script = models.CharField(_("script"), max_length=4, choices=Script.choices, default=Script.LATIN)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.PREFERRED)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("script"), FieldPanel("kind")]),
    ]

    class Meta(FactRow.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"],
                condition=models.Q(kind="preferred"),
                name="one_preferred_name_per_language",
                violation_error_message=_("This person already has a preferred name in this language."),
            )
        ]

    def __str__(self):
        return self.text
