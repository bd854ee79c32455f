from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# What a press text needs, and nothing that can break the layout.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A second-level heading: the page's title is the only first-level one."""

    class Meta:
        icon = "title"
        group = _("Text")
        label = _("Heading")
        description = _("A heading between paragraphs. Short, without a full stop.")
        template = "blocks/heading.html"
        preview_value = "Zamanın pillələri ilə"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        group = _("Text")
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = "<p>Muzeyin daimi ekspozisiyası altmış zalda yerləşir.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Quotation"),
        help_text=_(
            "The words as they were said, without quotation marks: the page adds those of its language."
        ),
    )
    source = blocks.CharBlock(
        required=False, label=_("Who said it"), help_text=_("Name and, after a comma, the position.")
    )

    class Meta:
        icon = "openquote"
        group = _("Text")
        label = _("Quotation")
        description = _("A person's own words, set apart from the text.")
        template = "blocks/quote.html"
        preview_value = {"text": "Naxış qaydadan doğur.", "source": ""}
