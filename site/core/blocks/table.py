"""A table whose words wagtail-localize can translate, cell by cell."""

import hashlib
from collections import defaultdict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter


def cell_name(value):
    """Name a cell by its words, so that a moved or repeated cell keeps its translation.

    By position, a row put in above would carry the wrong words into every cell below it. The name holds no
    dot, which localize uses to separate the steps of a path.
    """
    source = getattr(value, "source", value)
    return "w" + hashlib.sha256(str(source).encode()).hexdigest()[:32]


class TableBlock(TypedTableBlock):
    def __init__(self, local_blocks=None, **kwargs):
        columns = [
            ("text", blocks.CharBlock(required=False, label=_("Text"))),
            (
                "rich_text",
                blocks.RichTextBlock(
                    required=False, features=["bold", "italic", "link"], label=_("Rich text")
                ),
            ),
            ("number", blocks.DecimalBlock(required=False, label=_("Number"))),
        ]
        super().__init__(local_blocks or columns, **kwargs)

    def _places(self, value):
        """Yield ``(holder, key, block)`` for every translatable text of the table."""
        yield vars(value), "caption", blocks.CharBlock()
        for column in value.columns:
            yield column, "heading", blocks.CharBlock()
        for row in value.row_data:
            for index, column in enumerate(value.columns):
                yield row["values"], index, column["block"]

    def get_translatable_segments(self, value):
        seen = {cell_name(holder[key]): (block, holder[key]) for holder, key, block in self._places(value)}
        return [
            segment.wrap(name)
            for name, (block, text) in seen.items()
            for segment in StreamFieldSegmentExtractor(None).handle_block(block, text)
        ]

    def restore_translated_segments(self, value, segments):
        found = defaultdict(list)
        for segment in segments:
            name, inner = segment.unwrap()
            found[name].append(inner)
        for holder, key, block in self._places(value):
            if parts := found.get(cell_name(holder[key])):
                holder[key] = StreamFieldSegmentsWriter(None, None, None).handle_block(
                    block, holder[key], parts
                )
        return value

    class Meta:
        icon = "table"
        group = _("Text")
        label = _("Table")
        description = _("Figures or facts in rows and columns. Give it a caption: it is read out first.")
        template = "blocks/table.html"
