"""The strings of a source and their translations: kept up to date without losing a wording."""

import json
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import String, StringTranslation
from wagtail_localize.strings import StringValue, validate_translation_links

from core.translation.signals import strings_written

# Kept in the database as the “tool” of a translation carried over from an earlier wording. wagtail-localize's editor
# says “Translated with … on …”, and takes the mark away as soon as a translator saves the string.
STALE = "an earlier wording of the original (please check)"


@cache
def rules(model):
    """Return wagtail-localize's field rules of a model, computed once."""
    return get_translatable_fields(model)


@transaction.atomic
def sync(source):
    """Take a source up to date with its object; what was translated of a reworded string is carried over, marked.

    Reads the object's row in the database, so of a live page what is public. A sync deletes localize's segments but
    never its translations: the last wording is there to be found.

    Args:
        source: a ``wagtail_localize.models.TranslationSource``.

    Returns:
        bool: whether anything had changed.
    """
    if not _has_changed(source):
        return False
    before = _places(source)
    source.update_from_db()
    _carry_over(before, _places(source))
    strings_written.send(sender=type(source), source=source)
    return True


def missing(translation):
    """Return the queryset of string segments without a valid translation."""
    segments = translation.source.stringsegment_set
    return (
        segments.annotate_translation(translation.target_locale_id).filter(translation=None).order_by("order")
    )


def stale(translation):
    """Return the queryset of translations carried over from an earlier wording that nobody has looked at since."""
    segments = translation.source.stringsegment_set.all()
    return segments.get_translations(translation.target_locale_id).filter(tool_name=STALE)


def machine_made(translation):
    """Return the queryset of translations that a machine made and no person has confirmed since."""
    segments = translation.source.stringsegment_set.all()
    made = StringTranslation.TRANSLATION_TYPE_MACHINE
    return segments.get_translations(translation.target_locale_id).filter(translation_type=made)


def is_valid(original, html):
    """Return whether ``html`` can stand for the source string ``original``: known tags, and no link of its own."""
    try:
        StringValue.from_translated_html(html)
        validate_translation_links(original, html)
    except ValueError:
        return False
    return True


def content_of(instance):
    """Return the content of an object as wagtail-localize stores it, as a JSON string."""
    if isinstance(instance, ClusterableModel):
        return instance.to_json()
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _has_changed(source):
    instance = source.get_source_instance()
    names = {rule.field_name for rule in rules(type(instance))}
    then, now = json.loads(source.content_json), json.loads(content_of(instance))
    # Bookkeeping (revisions, dates of publication, place in the tree) changes with every save and means nothing.
    return any(then.get(name) != now.get(name) for name in names) or source.schema_out_of_date()


def _places(source):
    """Return ``{context_id: [string_id, …]}``, each in page order."""
    found = defaultdict(list)
    for context_id, string_id in source.stringsegment_set.order_by("order").values_list(
        "context_id", "string_id"
    ):
        found[context_id].append(string_id)
    return found


def _carry_over(before, after):
    """Give each reworded string the translations of the string that stood in its place.

    A rich text is many strings under one context: only runs of equal length are paired, since nobody knows which of
    two paragraphs took the place of one.
    """
    pairs = []
    for context, now in after.items():
        was = before.get(context, [])
        for op, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if op == "replace" and b - a == d - c:
                pairs += [(context, old, new) for old, new in zip(was[a:b], now[c:d], strict=True)]
    if not pairs:
        return
    wordings = defaultdict(list)
    old_rows = StringTranslation.objects.filter(
        context_id__in={context for context, _old, _new in pairs},
        translation_of_id__in={old for _context, old, _new in pairs},
        has_error=False,
    )
    for row in old_rows:
        wordings[row.context_id, row.translation_of_id].append(row)
    originals = String.objects.in_bulk({new for _context, _old, new in pairs})
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                context_id=context,
                translation_of_id=new,
                locale_id=row.locale_id,
                data=row.data,
                translation_type=row.translation_type,
                tool_name=STALE,
                last_translated_by_id=row.last_translated_by_id,
            )
            for context, old, new in pairs
            for row in wordings[context, old]
            if is_valid(originals[new].data, row.data)
        ],
        # A wording that came back finds its own translation, which is not stale.
        ignore_conflicts=True,
    )
