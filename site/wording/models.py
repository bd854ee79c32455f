"""What the room keeps: agreed terms, and by which words a string of the translation memory is found."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from core.cache import forget_on_change
from core.i18n import LANGUAGES
from core.slugs import ascii_slug

KEY_LENGTH = 80
# A spreadsheet takes a cell that begins like this for a formula.
not_a_formula = RegexValidator(r"^\s*[^=+\-@\s]", _("Begin with a letter, a figure or a quotation mark."))


def term_field(label, **options):
    return models.CharField(label, max_length=255, blank=True, validators=[not_a_formula], **options)


def forms_field():
    return models.CharField(
        _("also accepted"),
        max_length=500,
        blank=True,
        validators=[not_a_formula],
        help_text=_("Other forms that are not wrong, with | between them. Endings need not be listed."),
    )


@forget_on_change
class GlossaryEntry(models.Model):
    """A term and how it is agreed to be said in each language. One row for all of them."""

    class Part(models.TextChoices):
        PLACE = "place", _("Place")
        PERSON = "person", _("Person")
        INSTITUTION = "institution", _("Institution")
        TITLE = "title", _("Title of a work or an exhibition")
        POSITION = "position", _("Position or honour")
        AGREEMENT = "agreement", _("Agreements and cooperation")
        MUSEUM = "museum", _("Museum work")
        OTHER = "other", _("Other")

    key = models.SlugField(
        _("key"),
        max_length=KEY_LENGTH,
        unique=True,
        blank=True,
        allow_unicode=False,
        help_text=_("What a CSV file knows the term by. Empty: made from the Azerbaijani term."),
    )
    part = models.CharField(_("kind"), max_length=12, choices=Part.choices, default=Part.MUSEUM)
    az = models.CharField(
        _("Azerbaijani"),
        max_length=255,
        validators=[not_a_formula],
        help_text=_("As it stands in the dictionary; declined forms are recognised."),
    )
    az_also = forms_field()
    en = term_field(_("English"))
    en_also = forms_field()
    ka = term_field(_("Georgian"))
    ka_also = forms_field()
    tr = term_field(_("Turkish"))
    tr_also = forms_field()
    keep = models.BooleanField(
        _("do not translate"),
        default=False,
        help_text=_("Stays as it is in every language, unless a language has a form of its own here."),
    )
    checked = models.BooleanField(
        _("check translations"),
        default=True,
        help_text=_(
            "Translations without the agreed form are called to attention. Without the tick it is only advice."
        ),
    )
    note = models.CharField(_("note for translators"), max_length=255, blank=True, validators=[not_a_formula])

    panels = [
        HelpPanel(
            _(
                "Names of institutions, people, rooms, areas of cooperation, materials, object types and schools "
                "come in by themselves. An entry here for the same Azerbaijani term takes their place."
            )
        ),
        FieldRowPanel([FieldPanel("part"), FieldPanel("key")]),
        *(FieldRowPanel([FieldPanel(language), FieldPanel(f"{language}_also")]) for language in LANGUAGES),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("checked"), FieldPanel("keep")]), FieldPanel("note")],
            heading=_("In the editor of translations"),
        ),
    ]

    class Meta:
        ordering = ["key"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self):
        return self.az

    def clean(self):
        super().clean()
        if not self.key:
            self.key = self._free_key()
        if not self.keep and not any(getattr(self, language) for language in LANGUAGES[1:]):
            raise ValidationError(
                {"az": _("Give the term in at least one other language, or tick “do not translate”.")}
            )

    def _free_key(self):
        wanted = key = ascii_slug(self.az)[: KEY_LENGTH - 4] or "term"
        number = 2
        while GlossaryEntry.objects.filter(key=key).exclude(pk=self.pk).exists():
            key, number = f"{wanted}-{number}", number + 1
        return key

    def forms(self):
        """Return ``{language: (agreed form, also accepted, …)}`` of the languages that have one."""
        found = {}
        for language in LANGUAGES:
            agreed = getattr(self, language) or (self.az if self.keep else "")
            if agreed:
                also = [form.strip() for form in getattr(self, f"{language}_also").split("|")]
                found[language] = (agreed, *filter(None, also))
        return found


class MemoryWord(models.Model):
    """A word of a source string, by which similar strings are found. Made from the strings, and made anew at will."""

    word = models.CharField(max_length=6)
    # No foreign key: wagtail-localize's strings come and go, and a row without its string is merely of no use.
    string_id = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["word", "string_id"], name="memory_by_word"),
            models.Index(fields=["string_id"], name="memory_by_string"),
        ]
