"""How facts and words become a model instance with its rows and its story; each section only says what differs.

The same builder makes the source and the look-alikes of the other languages: rows and blocks carry keys made from the
item's own key and their position, so that wagtail-localize's strings of both can be paired.
"""

import uuid
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import TranslatableMixin

NAMESPACE = uuid.UUID("6f1c3e0a-52b4-5a8e-9c55-0d1f7e6a2b11")

# Blocks of the text files that lead to another page, and so take the next of the item's ``body_targets``.
LEADING = ("object_teaser", "call_to_action")


def stable_id(*parts):
    """Return the same UUID for the same parts, on every machine and in every language."""
    return uuid.uuid5(NAMESPACE, "/".join(map(str, parts)))


class Builder:
    """Builds the things of one section.

    Attributes:
        section: name in the library, and of the keys.
        title: of the progress line.
        model: of all items, unless ``model_of`` decides.
        renames: ``{name in the text files: field}``.
        row_fields: the field that a row given as a plain id stands for, by relation.
        ignored: facts that say where a thing stands, not what it is.
    """

    section = ""
    title = ""
    model = None
    renames = {"seo_description": "search_description"}
    row_fields = {}
    ignored = ("page_type", "parent", "order", "body_targets", "body_images")

    def model_of(self, item):
        return self.model

    def new(self, item, locale):
        """Return an empty instance of an item in a language, with the key that its translations share."""
        return self.model_of(item)(locale=locale, translation_key=stable_id(item.key))

    def fill(self, instance, item, language, world):
        """Give an instance the facts of an item and its words in one language; nothing is saved.

        Args:
            instance: of ``model_of(item)``, new or saved.
            item: a ``texts.Item``.
            language: two-letter code; the item has words in it.
            world: a ``world.World``, which finds what ids stand for.

        Raises:
            TextError: for a name that no field has, an unknown id, a text that is too long.
        """
        facts, words = self.prepared(instance, item, language, world)
        for source, values in ((None, facts), (language, words)):
            for name, value in values.items():
                if name not in self.ignored and not isinstance(value, list):
                    self.set(instance, self.renames.get(name, name), value, item, source, world)
        for name, value in (facts | words).items():
            if isinstance(value, list) and name == "body":
                self.tell(instance, value, item, language, world)
            elif isinstance(value, list) and name not in self.ignored:
                self.add_rows(instance, name, facts.get(name, []), words.get(name, []), item, language, world)

    def prepared(self, instance, item, language, world):
        """Return ``(facts, words)`` under the names of the model; for what ``renames`` cannot say."""
        return item.facts, item.words[language]

    def trim(self, like, source):
        """Take rows and blocks out of a look-alike that its source has not: what they showed was not there then."""
        for name in self._rows_with_words(like):
            keys = {row.translation_key for row in getattr(source, name).all()}
            setattr(like, name, [row for row in getattr(like, name).all() if row.translation_key in keys])
        if isinstance(getattr(like, "body", None), StreamValue):
            ids = {block.id for block in source.body}
            raw = [block for block in like.body.raw_data if block["id"] in ids]
            like.body = StreamValue(like.body.stream_block, raw, is_lazy=True)

    def _rows_with_words(self, instance):
        if not isinstance(instance, ClusterableModel):
            return []
        relations = get_all_child_relations(instance)
        return [
            relation.get_accessor_name()
            for relation in relations
            if issubclass(relation.related_model, TranslatableMixin)
        ]

    # Fields

    def set(self, instance, name, value, item, language, world):
        """Set one field from a text file's value. ``language`` is that of the file, ``None`` for facts."""
        try:
            field = instance._meta.get_field(name)
        except FieldDoesNotExist:
            raise item.error(f"“{name}” is no field of {type(instance).__name__}", language) from None
        if field.many_to_one:
            setattr(instance, name, world.resolve(field.related_model, value, item))
            return
        try:
            value = _converted(field, value)
        except (InvalidOperation, TypeError) as error:
            raise item.error(f"{name}: {value!r} does not fit: {error}", language) from error
        if isinstance(field, models.CharField | models.TextField):
            if field.max_length and len(value) > field.max_length:
                raise item.error(f"{name} has {len(value)} letters, {field.max_length} are allowed", language)
            if field.choices and value not in dict(field.flatchoices):
                raise item.error(
                    f"{name}: “{value}” is none of {', '.join(dict(field.flatchoices))}", language
                )
        setattr(instance, name, value)

    # Rows

    def add_rows(self, instance, name, facts, words, item, language, world):
        """Set the rows of a relation. A row whose page or partner a person has deleted is left out."""
        model = self._relation(instance, name, item)
        rows = []
        for index in range(max(len(facts), len(words))):
            fact = facts[index] if index < len(facts) else {}
            fact = fact if isinstance(fact, dict) else {self.row_fields[name]: fact}
            row = model(sort_order=index)
            if isinstance(row, TranslatableMixin):
                row.locale, row.translation_key = instance.locale, stable_id(item.key, name, index)
            for source, values in ((None, fact), (language, words[index] if index < len(words) else {})):
                for field, value in values.items():
                    self.set(row, self.renames.get(f"{name}.{field}", field), value, item, source, world)
            if not _has_lost_its_target(row, fact):
                rows.append(row)
        setattr(instance, name, rows)

    def _relation(self, instance, name, item):
        try:
            return instance._meta.get_field(name).related_model
        except FieldDoesNotExist:
            raise item.error(f"“{name}” is no list of {type(instance).__name__}") from None

    # The story

    def tell(self, instance, blocks, item, language, world):
        """Set the body. A block that leads to a page which a person has deleted is left out."""
        targets, images = iter(item.facts.get("body_targets", ())), iter(item.facts.get("body_images", ()))
        raw = []
        for index, block in enumerate(blocks):
            kind = block.get("type")
            target = next(targets, None) if kind in LEADING else None
            if kind in LEADING and target is None:
                raise item.error(
                    "body_targets has fewer entries than the body has blocks that lead to a page"
                )
            maker = getattr(self, f"_{kind}_block", None)
            if maker is None:
                raise item.error(f"body {index + 1}: there are no blocks of type “{kind}”", language)
            made = maker(
                block, page=target and world.page(target, item), images=images, item=item, world=world
            )
            if made is not None:
                raw.append({"type": made[0], "value": made[1], "id": str(stable_id(item.key, "body", index))})
        instance.body = StreamValue(instance._meta.get_field("body").stream_block, raw, is_lazy=True)

    def _heading_block(self, block, **_world):
        return "heading", block["text"]

    def _text_block(self, block, **_world):
        return "text", block["html"]

    def _quote_block(self, block, **_world):
        return "quote", {"text": block["text"], "source": block.get("source", "")}

    def _object_teaser_block(self, block, page, **_world):
        return page and ("teaser", {"page": page.pk, "text": block.get("text", "")})

    def _call_to_action_block(self, block, page, **_world):
        value = {"text": block["text"], "button": block["button"], "url": ""}
        return page and ("call_to_action", value | {"page": page.pk})

    def _image_block(self, block, images, item, world, **_page):
        image = world.image(next(images, None), item)
        chosen = {"image": image and image.pk, "alt_text": block["alt"], "decorative": False}
        return image and ("image", {"image": chosen, "caption": block.get("caption", "")})

    def _table_block(self, block, **_world):
        columns = [{"type": "text", "heading": heading} for heading in block["columns"]]
        rows = [{"values": row} for row in block["rows"]]
        return "table", {"columns": columns, "rows": rows, "caption": block.get("caption", "")}


def day_in(world, days):
    """Return a day counted from the day of loading."""
    return world.today + timedelta(days=days)


def moment_in(world, days, clock="12:00"):
    """Return an aware time of the museum's clock on a day counted from the day of loading."""
    naive = timezone.datetime.fromisoformat(f"{day_in(world, days)}T{clock}")
    return timezone.make_aware(naive)


def _converted(field, value):
    if isinstance(field, models.DecimalField):
        return Decimal(value)
    return value


def _has_lost_its_target(row, fact):
    for name in fact:
        try:
            field = row._meta.get_field("image" if name == "design" else name)
        except FieldDoesNotExist:
            continue
        if field.many_to_one and not field.null and getattr(row, field.attname) is None:
            return True
    return False
