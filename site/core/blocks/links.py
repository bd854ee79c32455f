from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class DocumentItemBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), help_text=_("What the reader downloads, in the page's language.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")


class DocumentListBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, label=_("Heading"), help_text=_("May be left empty."))
    documents = blocks.ListBlock(DocumentItemBlock(), label=_("Documents"))

    class Meta:
        icon = "doc-full"
        group = _("Links")
        label = _("Documents")
        description = _("Files to download, each with its type and size.")
        template = "blocks/documents.html"
        preview_value = {"heading": "Sənədlər", "documents": []}


class TeaserBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(
        label=_("Page"), help_text=_("A work of the collection, or any other page of this site.")
    )
    text = blocks.CharBlock(
        required=False,
        label=_("Text"),
        help_text=_("One sentence; without it the page's own summary is shown."),
    )

    class Meta:
        icon = "view"
        group = _("Links")
        label = _("Object teaser")
        description = _("A work or a page with its picture, in the reader's language.")
        template = "blocks/teaser.html"
        preview_value = {"text": "Bu əsərə yaxından baxın."}


class CallToActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"), help_text=_("What it is about, in one sentence."))
    button = blocks.CharBlock(max_length=60, label=_("Button"), help_text=_("A verb: “Read more”, “Book”."))
    page = blocks.PageChooserBlock(required=False, label=_("Page"), help_text=_("A page of this site …"))
    url = blocks.URLBlock(
        required=False, label=_("Address"), help_text=_("… or an address elsewhere, not both.")
    )

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            message = ValidationError(_("Choose either a page or an address."))
            raise blocks.StructBlockValidationError({"page": message, "url": message})
        return value

    class Meta:
        icon = "link"
        group = _("Links")
        label = _("Call to action")
        description = _("One sentence and one button.")
        template = "blocks/call_to_action.html"
        preview_value = {"text": "Muzeyə gəlin.", "button": "Ziyarət", "url": "https://example.org/"}
