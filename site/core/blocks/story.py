from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.links import CallToActionBlock, DocumentListBlock, TeaserBlock
from core.blocks.media import GalleryBlock, PictureBlock, VideoBlock
from core.blocks.table import TableBlock
from core.blocks.text import HeadingBlock, QuoteBlock, TextBlock


class StoryBlock(blocks.StreamBlock):
    """The body of news, events, objects and museum pages."""

    heading = HeadingBlock()
    text = TextBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    documents = DocumentListBlock()
    video = VideoBlock()
    teaser = TeaserBlock()
    call_to_action = CallToActionBlock()
    table = TableBlock()

    class Meta:
        label = _("Story")
        required = False
