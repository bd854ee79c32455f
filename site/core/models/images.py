from pathlib import PurePath

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from core.cache import forget_on_change
from core.fields import Words, WordsField


class Rights(models.TextChoices):
    """Statements of rightsstatements.org and Creative Commons, by their own URIs.

    The URIs are http: they are identifiers, and both bodies write them so.
    """

    CC0 = "http://creativecommons.org/publicdomain/zero/1.0/", _("CC0: no rights reserved")
    PUBLIC_DOMAIN = "http://creativecommons.org/publicdomain/mark/1.0/", _("Public domain")
    CC_BY = "http://creativecommons.org/licenses/by/4.0/", _("Creative Commons Attribution 4.0")
    CC_BY_NC = (
        "http://creativecommons.org/licenses/by-nc/4.0/",
        _("Creative Commons Attribution-NonCommercial 4.0"),
    )
    IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/", _("In copyright")
    NO_COPYRIGHT_OTHER = (
        "http://rightsstatements.org/vocab/NoC-OKLR/1.0/",
        _("No copyright, other legal restrictions"),
    )
    UNDETERMINED = "http://rightsstatements.org/vocab/UND/1.0/", _("Copyright undetermined")


# Statements that let everybody pass a picture on. The others need somebody's word, which only the museum can have.
OPEN = {Rights.CC0, Rights.PUBLIC_DOMAIN, Rights.CC_BY, Rights.CC_BY_NC}


class PressUse(models.TextChoices):
    """Whether a picture may be given to the press."""

    BY_RIGHTS = "", _("As the rights statement says")
    PERMITTED = "yes", _("Yes: the museum holds permission for use by the press")
    WITHHELD = "no", _("No: never give it to the press")


@forget_on_change(but={"file_hash"})  # feeds say its credit; its hash is noted when a size is made
class MuseumImage(AbstractImage):
    """A picture with what a newsroom needs beside it: who is to be named, what may be done with it, what it shows."""

    alt = WordsField(
        blank=True,
        verbose_name=_("alternative text"),
        help_text=_(
            "What is to be seen, one sentence in each language. Used where a page does not say its own."
        ),
    )
    credit = WordsField(
        blank=True,
        verbose_name=_("credit"),
        help_text=_("Who is named beside the picture: photographer, archive, museum."),
    )
    source = WordsField(
        blank=True,
        verbose_name=_("source"),
        help_text=_("Where the picture comes from: an archive, a book, a lender."),
    )
    rights = models.CharField(
        _("rights statement"),
        max_length=80,
        choices=Rights.choices,
        default=Rights.IN_COPYRIGHT,
        help_text=_("What others may do with the picture. If you are not sure, leave “In copyright”."),
    )

    press_use = models.CharField(
        _("for the press"),
        max_length=3,
        blank=True,
        choices=PressUse.choices,
        default=PressUse.BY_RIGHTS,
        help_text=_(
            "Whether press kits carry the picture. By the rights statement, only what is free of copyright or under "
            "a Creative Commons licence does."
        ),
    )

    admin_form_fields = (*Image.admin_form_fields, "alt", "credit", "source", "rights", "press_use")
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit_text")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self):
        """The alternative text in the active language, or nothing: never the title, never another language."""
        return self.alt.in_language((get_language() or "")[:2])

    @property
    def is_for_the_press(self):
        """Whether it may be handed out in a press kit: as staff decided, else as its rights statement says."""
        if self.press_use:
            return self.press_use == PressUse.PERMITTED
        return self.rights in OPEN

    @property
    def credit_text(self):
        return " ".join(Words(self.credit).values())


class MuseumRendition(AbstractRendition):
    image = models.ForeignKey(MuseumImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]

    def get_upload_to(self, filename):
        """Put the file under its original's hash: a replaced picture gets new addresses, old ones stay cacheable."""
        return str(
            PurePath("images", self.image.get_file_hash()[:16], self.file.storage.get_valid_name(filename))
        )
