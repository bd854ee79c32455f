"""Rows that belong to a page or a snippet: some carry words, some only facts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from core.revisions import without_deleted

# Rows that were not made in a form have no place of their own; they stand as they were made.
ORDER = ["sort_order", "pk"]


class FactRow(Orderable):
    """A row without words: wagtail-localize keeps it the same in every language."""

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ORDER


class WordRow(TranslatableMixin, Orderable):
    """A row with words, or with a link to something that has a page per language."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        ordering = ORDER

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """Return the row as a revision has it, or ``None`` if what it names has been deleted."""
        data = without_deleted(cls, data) if check_fks else data
        return data and model_from_serializable_data(cls, data, check_fks=check_fks, strict_fks=strict_fks)


class DocumentRow(WordRow):
    """A file to download, under the name it has in one language. Subclasses say which page it belongs to."""

    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("document"),
    )
    title = models.CharField(
        _("title"), max_length=255, help_text=_("What the reader downloads, in this language.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(WordRow.Meta):
        abstract = True
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class RelatedPage(FactRow):
    """A link from one page to another of any section, chosen by an editor; shown in the reader's language."""

    source = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="related_pages")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("Choose the Azerbaijani page: readers are led to it in their own language."),
    )

    panels = [FieldPanel("page")]

    class Meta(FactRow.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
