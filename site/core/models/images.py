from pathlib import PurePath

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from core.cache import forget_on_change
from core.fields import Words, WordsField
from core.files.likeness import look_of
from core.tasks import queue_renditions


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


class RightsFields(models.Model):
    """What every picture and document must say: who is named, what others may do with it, and until when."""

    credit = WordsField(
        verbose_name=_("credit"),
        help_text=_("Who is to be named: photographer, archive, museum. One language is enough for a name."),
    )
    rights = models.CharField(
        _("rights statement"),
        max_length=80,
        choices=Rights.choices,
        default=Rights.IN_COPYRIGHT,
        help_text=_("What others may do with it. If you are not sure, choose “In copyright”."),
    )
    rights_until = models.DateField(
        _("rights until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the museum may show it. Empty: there is no such day."),
    )
    rights_contact = models.CharField(
        _("whom to ask"),
        max_length=255,
        blank=True,
        help_text=_("Who can prolong the rights: a name, an e-mail address, the number of the contract."),
    )

    rights_form_fields = ("credit", "rights", "rights_until", "rights_contact")

    class Meta:
        abstract = True

    @property
    def rights_ended(self):
        """Whether the last day on which it may be shown is over, by the museum's clock."""
        return bool(self.rights_until) and self.rights_until < timezone.localdate()


@forget_on_change(but={"file_hash", "look"})  # feeds say its credit; these two are noted while sizes are made
class MuseumImage(RightsFields, AbstractImage):
    """A picture with what a newsroom needs beside it: who is to be named, what may be done with it, what it shows."""

    alt = WordsField(
        blank=True,
        verbose_name=_("alternative text"),
        help_text=_(
            "What is to be seen, one sentence in each language. Used where a page does not say its own."
        ),
    )
    source = WordsField(
        blank=True,
        verbose_name=_("source"),
        help_text=_("Where the picture comes from: an archive, a book, a lender."),
    )
    taken_on = models.DateField(
        _("taken on"), null=True, blank=True, help_text=_("The day of the photograph, if it is known.")
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

    look = models.CharField(max_length=384, blank=True, editable=False)

    admin_form_fields = (
        *("title", "file", *RightsFields.rights_form_fields, "press_use", "alt", "description", "source"),
        *("taken_on", "collection", "tags"),
        *(name for name in Image.admin_form_fields if name.startswith("focal_point")),
    )
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
        """Whether it may be handed out in a press kit: as staff decided, else as its rights statement says.

        Never after the last day of its rights.
        """
        if self.rights_ended:
            return False
        if self.press_use:
            return self.press_use == PressUse.PERMITTED
        return self.rights in OPEN

    @property
    def credit_text(self):
        return " ".join(Words(self.credit).values())

    def replace_sizes_of(self, former):
        """Let go of the file that stood here before, and have the new one's sizes made by the worker.

        The former sizes have addresses of their own, under which readers' pages find them for a day
        (``ReplacedFile``); a page that is asked for meanwhile shows the new picture.

        Args:
            former: the original that was replaced, a file of the private storage.
        """
        transaction.on_commit(lambda: former.storage.delete(former.name))
        self.renditions.all().delete()
        self.make_sizes()

    def make_sizes(self):
        """Have whatever sizes are missing made by the worker: first the one that no page can do without."""
        queue_renditions([self], fallback_only=True)
        queue_renditions([self])

    def _set_image_file_metadata(self):
        """Note, beside size and hash, what the picture looks like: for finding those that are nearly the same."""
        super()._set_image_file_metadata()
        self.look = look_of(self.file)
        self.file.seek(0)


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


class ReplacedFile(models.Model):
    """A file that no row of renditions names any more, and pages in readers' hands still do: it goes a day later.

    Attributes:
        name: in the “public” storage; ``mark``: the part of it that names the picture (``core.released.mark_of``).
    """

    image = models.ForeignKey(MuseumImage, on_delete=models.CASCADE, related_name="+", editable=False)
    name = models.CharField(max_length=255, editable=False)
    mark = models.CharField(max_length=16, db_index=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.name
