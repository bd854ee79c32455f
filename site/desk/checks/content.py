"""What a page says and shows, taken out of its fields, blocks and rows: what the rules read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.db.models import CharField, ForeignKey, ManyToOneRel, TextField
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from core.i18n import language_of

PARAGRAPHS = ["p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]
STORY_HEADING = 2  # the page's title is the only first-level one


@dataclass(frozen=True)
class Text:
    """A paragraph, or the whole of a short field.

    Attributes:
        text: without markup.
        path: where it stands, in the words of the editor's own addresses: ``body.<key of the block>.caption``.
        place: where it stands, for people, in the language of staff.
        kind: the name of the field or block: ``title``, ``summary``, ``heading`` …
    """

    text: str
    path: str = ""
    place: str = ""
    kind: str = "text"


@dataclass(frozen=True)
class Link:
    """A link in a text, or a button. One of ``page``, ``document`` (primary keys) and ``href`` says where it leads."""

    words: str
    path: str = ""
    place: str = ""
    page: int | None = None
    document: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Picture:
    """An image in use; ``alt`` is what a screen reader is told: the use's own words, else the image's."""

    title: str
    alt: str = ""
    credit: str = ""
    decorative: bool = False
    image: int | None = None
    path: str = ""
    place: str = ""


@dataclass
class Content:
    """All of it. ``flow`` is the stories in order: ``(level, heading)`` for a heading, ``(0, None)`` for all else."""

    language: str
    texts: list[Text] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    flow: list[tuple[int, Text | None]] = field(default_factory=list)

    def of_kind(self, *kinds) -> Iterator[Text]:
        return (text for text in self.texts if text.kind in kinds)


def content_of(page):
    """Return the ``Content`` of a page as it is in memory, saved or not; places are in the active language."""
    reader = _Reader(language_of(page))
    reader.read_fields(page)
    return reader.content


class _Reader:
    def __init__(self, language):
        self.language = language
        self.content = Content(language)
        self.image_model = get_image_model()

    def read_fields(self, thing, path="", place=""):
        model = type(thing)
        for name in _names_with_words(model, thing):
            of = model._meta.get_field(name)
            if isinstance(of, ManyToOneRel):
                self._rows(thing, name, of.related_model._meta.verbose_name)
                continue
            here = f"{path}{name}"
            label = _inside(place, of.verbose_name)
            value = getattr(thing, name)
            if isinstance(of, StreamField):
                self._stream(value, here, label, is_story=True)
            elif isinstance(of, RichTextField):
                self._html(value, here, label, name)
            elif isinstance(of, CharField | TextField):
                self._text(value, here, label, name)
        for of in model._meta.concrete_fields:
            if isinstance(of, ForeignKey) and of.related_model is self.image_model:
                own_alt = getattr(thing, of.name.replace("image", "alt"), "")
                self._picture(
                    getattr(thing, of.name), f"{path}{of.name}", _inside(place, of.verbose_name), own_alt
                )

    def _rows(self, page, relation, label):
        for number, row in enumerate(getattr(page, relation).all(), start=1):
            self.read_fields(row, f"{relation}.{row.pk}.", f"{label} {number}")

    def _text(self, text, path, place, kind):
        if text:
            self.content.texts.append(Text(str(text), path, place, kind))

    def _html(self, html, path, place, kind):
        if not html:
            return
        soup = BeautifulSoup(str(html), "html.parser")
        parts = [part for part in soup.find_all(PARAGRAPHS) if not part.find(PARAGRAPHS)] or [soup]
        for part in parts:
            text = Text(part.get_text(), path, place, kind)
            if text.text.strip():
                self.content.texts.append(text)
            if part.name in PARAGRAPHS and part.name.startswith("h"):
                self.content.flow.append((int(part.name[1]), text))
            else:
                self.content.flow.append((0, None))
        for link in soup.find_all("a"):
            self.content.links.append(_link(link, path, place))

    def _picture(self, image, path, place, own_alt="", decorative=False):
        if image:
            self.content.pictures.append(
                Picture(
                    title=image.title,
                    alt=own_alt or image.alt.in_language(self.language),
                    credit=image.credit.in_language(self.language),
                    decorative=decorative,
                    image=image.pk,
                    path=path,
                    place=place,
                )
            )

    def _stream(self, value, path, place, *, is_story=False):
        for number, child in enumerate(value or [], start=1):
            here = f"{path}.{child.id}" if child.id else path
            label = _inside(f"{place} {number}", child.block.label)
            if is_story and child.block_type == "heading":
                text = Text(child.value, here, label, "heading")
                self.content.texts.append(text)
                self.content.flow.append((STORY_HEADING, text))
                continue
            if is_story and not isinstance(child.block, blocks.RichTextBlock):
                self.content.flow.append((0, None))
            self._block(child.block, child.value, here, label, child.block_type)

    def _block(self, block, value, path, place, kind):
        if value in (None, ""):
            return
        if isinstance(block, ImageBlock):
            self._picture(value, path, place, value.contextual_alt_text, value.decorative)
        elif isinstance(block, TypedTableBlock):
            self._table(value, path, place)
        elif isinstance(block, blocks.StructBlock):
            self._struct(block, value, path, place, kind)
        elif isinstance(block, blocks.ListBlock):
            for number, item in enumerate(value.bound_blocks, start=1):
                here = f"{path}.{item.id}" if item.id else path
                self._block(item.block, item.value, here, f"{place} {number}", kind)
        elif isinstance(block, blocks.StreamBlock):
            self._stream(value, path, place)
        elif isinstance(block, blocks.RichTextBlock):
            self._html(value.source, path, place, kind)
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
            self._text(value, path, place, kind)

    def _struct(self, block, value, path, place, kind):
        words = next((value[name] for name in ("title", "text") if value.get(name)), "")
        for name, child in block.child_blocks.items():
            here, label = f"{path}.{name}", _inside(place, child.label)
            inner = value.get(name)
            if isinstance(child, blocks.PageChooserBlock) and inner:
                self.content.links.append(Link(words or inner.title, here, label, page=inner.pk))
            elif isinstance(child, DocumentChooserBlock) and inner:
                self.content.links.append(Link(words or inner.title, here, label, document=inner.pk))
            elif isinstance(child, blocks.URLBlock) and inner:
                self.content.links.append(Link(words, here, label, href=inner))
            else:
                self._block(child, inner, here, label, f"{kind}.{name}")

    def _table(self, table, path, place):
        self._text(table.caption, path, place, "caption")
        for column in table.columns:
            self._text(column["heading"], path, place, "table")
        for row in table.row_data:
            for column, cell in zip(table.columns, row["values"], strict=False):
                self._block(column["block"], cell, path, place, "table")


def _names_with_words(model, thing):
    """Return the names of what is written in the page's own language, as wagtail-localize knows them."""
    return [
        named.field_name
        for named in get_translatable_fields(model)
        if isinstance(named, TranslatableField) and named.is_translated(thing)
    ]


def _link(tag, path, place):
    key = tag.get("id", "")
    key = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None
    kind = tag.get("linktype")
    return Link(
        words=tag.get_text().strip(),
        path=path,
        place=place,
        page=key if kind == "page" else None,
        document=key if kind == "document" else None,
        href="" if kind else tag.get("href", ""),
    )


def _inside(place, label):
    return f"{place} › {label}" if place else str(label)
