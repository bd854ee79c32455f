"""Translations from texts that exist already: the demonstration content, an import."""

import re
from collections import defaultdict

from django.db import transaction
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor, extract_segments

from core.blocks.table import TableBlock, cell_name
from core.translation.publication import publish as publish_translation
from core.translation.signals import strings_written
from core.translation.sources import source_of
from core.translation.start import check_parent, start
from core.translation.strings import is_valid, rules


@transaction.atomic
def translate(instance, locale, words=None, *, like=None, user=None, publish=True):
    """Translate an object with words that are there already, and publish it through the one door.

    Args:
        instance: the saved object in the source language; a page's parent must be translated.
        locale: the ``Locale`` to translate into.
        words: ``{(path, index): html}`` as ``pair_segments`` returns it, or ``{path: html}`` for fields of one
            string, or a callable ``(path, html, index) -> html or None``. A path is localize's content path, such as
            ``title`` or ``body.<block id>``; the index counts the strings of one rich text. HTML, so escaped.
        like: instead of ``words``, an unsaved object of the same model that holds the words (see ``pair_segments``).
        user: who does it, for the history.
        publish: whether to publish it, or leave the strings for a translator.

    Returns:
        the translated object, read from the database.

    Raises:
        ValueError: if ``like`` does not match, or a text has tags or links that its original has not.
        NotTranslatable: if the page above is not translated.
        NotPublishable: if a text is missing, or the result is not valid.
    """
    check_parent(instance, locale)
    source = source_of(instance)
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    _store(source, locale, pair_segments(instance, like) if like is not None else words, user)
    if publish:
        publish_translation(translation, user)
    elif not source.object.has_translation(locale):
        start(instance, [locale], user)
    return translation.get_target_instance()


def pair_segments(source_instance, target_instance):
    """Pair the texts of an object with those of the same object written in another language.

    The two must have the same blocks with the same ids, the same rows in the same order (``target_instance``'s rows
    are given the translation keys of the source's, by position), and as many paragraphs in each rich text. Links may
    stand in another order; table cells are paired by their place.

    Args:
        source_instance: the object in the source language.
        target_instance: an unsaved object of the same model; facts in it are ignored.

    Returns:
        dict[tuple[str, int], str]: HTML by content path and position within that path.

    Raises:
        ValueError: naming the path, if the two do not match.
    """
    _align_rows(source_instance, target_instance)
    originals, texts = _texts(source_instance), _texts(target_instance)
    pairs = {}
    for path in originals.keys() | texts.keys():
        ours, theirs = originals.get(path, []), texts.get(path, [])
        if len(ours) != len(theirs):
            raise ValueError(
                f"{source_instance!r}: {len(ours)} texts at {path} in the source, {len(theirs)} in the translation"
            )
        for index, (original, text) in enumerate(zip(ours, theirs, strict=True)):
            pairs[path, index] = _with_links_of(original, text, path)
    return pairs | _table_pairs(source_instance, target_instance)


def _store(source, locale, words, user):
    rows, counts = {}, defaultdict(int)
    segments = (
        StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
    )
    for segment in segments:
        path, original = segment.context.path, segment.string.data
        index = counts[path]
        counts[path] += 1
        if callable(words):
            text = words(path, original, index)
        else:
            text = words.get((path, index)) or (words.get(path) if index == 0 else None)
        if not text or (segment.context_id, segment.string_id) in rows:
            continue
        if not is_valid(original, text):
            raise ValueError(f"{source.object_repr}: {path} cannot be translated as {text!r}")
        rows[segment.context_id, segment.string_id] = StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=user,
        )
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "has_error",
            "field_error",
        ],
    )
    strings_written.send(sender=type(source), source=source)


def _align_rows(original, target):
    for rule in rules(type(original)):
        field = rule.get_field(type(original))
        if not (field.one_to_many and isinstance(field.remote_field, ParentalKey)):
            continue
        if not issubclass(field.related_model, TranslatableMixin):
            continue
        ours, theirs = (list(getattr(obj, rule.field_name).all()) for obj in (original, target))
        if len(ours) != len(theirs):
            raise ValueError(
                f"{original!r}: {len(ours)} {rule.field_name} in the source, {len(theirs)} in the translation"
            )
        for our, their in zip(ours, theirs, strict=True):
            their.translation_key = our.translation_key
        getattr(target, rule.field_name).set(theirs)


def _texts(instance):
    """Return ``{path: [StringSegmentValue, …]}`` without the cells of tables, which are named by their words."""
    tables = {f"{name}.{block.id}." for name, block in _tables(instance)}
    found = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue) and not any(
            segment.path.startswith(table) for table in tables
        ):
            found[segment.path].append(segment)
    return found


def _tables(instance):
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            for block in field.value_from_object(instance):
                if isinstance(block.block, TableBlock):
                    yield field.name, block


def _table_pairs(original, target):
    theirs = {(name, block.id): block for name, block in _tables(target)}
    extract = StreamFieldSegmentExtractor(None).handle_block
    pairs = {}
    for name, block in _tables(original):
        places = [list(table.block._places(table.value)) for table in (block, theirs[name, block.id])]
        if len(places[0]) != len(places[1]):
            raise ValueError(f"{original!r}: the tables at {name}.{block.id} have not the same cells")
        for (our, our_key, kind), (their, their_key, _kind) in zip(*places, strict=True):
            cells = [
                [
                    part
                    for part in extract(kind, value)
                    if isinstance(part, StringSegmentValue) and not part.is_empty()
                ]
                for value in (our[our_key], their[their_key])
            ]
            path = f"{name}.{block.id}.{cell_name(our[our_key])}"
            if len(cells[0]) != len(cells[1]):
                raise ValueError(f"{original!r}: the texts of the cell at {path} do not match")
            for index, (ours, text) in enumerate(zip(*cells, strict=True)):
                pairs[path, index] = _with_links_of(ours, text, path)
    return pairs


def _with_links_of(original, text, path):
    """Return the HTML of ``text`` with its links named as they are in ``original``, whatever their order."""
    ours, theirs = original.attrs or {}, text.attrs or {}
    if ours == theirs:
        return text.string.data
    names, left = {}, list(ours)
    for their_name, attrs in theirs.items():
        name = next((key for key in left if ours[key] == attrs), None)
        if name is None:
            raise ValueError(f"a link at {path} leads to {attrs}, which its original has not")
        left.remove(name)
        names[their_name] = name
    return re.sub(r'id="([^"]*)"', lambda match: f'id="{names.get(match[1], match[1])}"', text.string.data)
