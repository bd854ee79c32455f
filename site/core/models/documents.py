from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from core.cache import forget_on_change
from core.models.images import RightsFields


@forget_on_change
class MuseumDocument(RightsFields, AbstractDocument):
    """A file to download. Ours from the first migration, because a document model cannot be swapped in later."""

    language = models.CharField(
        _("language"),
        max_length=2,
        blank=True,
        choices=[("az", _("Azerbaijani")), ("en", _("English")), ("ka", _("Georgian")), ("tr", _("Turkish"))],
        help_text=_("The language the file is written in, if it is written in one of ours."),
    )

    admin_form_fields = ("title", "file", "language", *RightsFields.rights_form_fields, "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        """Look at the file's name once there is one: in the multiple upload it comes after all else is right."""
        if self.file:
            super().clean()
