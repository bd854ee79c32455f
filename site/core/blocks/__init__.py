"""Blocks shared by every section. ``StoryBlock`` is the common body of pages."""

from core.blocks.links import CallToActionBlock, DocumentListBlock, TeaserBlock
from core.blocks.media import GalleryBlock, PictureBlock, VideoBlock
from core.blocks.story import StoryBlock
from core.blocks.table import TableBlock
from core.blocks.text import HeadingBlock, QuoteBlock, TextBlock

__all__ = [
    "CallToActionBlock",
    "DocumentListBlock",
    "GalleryBlock",
    "HeadingBlock",
    "PictureBlock",
    "QuoteBlock",
    "StoryBlock",
    "TableBlock",
    "TeaserBlock",
    "TextBlock",
    "VideoBlock",
]
