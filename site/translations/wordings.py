"""Which texts of a translation are out of date, and what changed in the original: word by word."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.core.exceptions import FieldDoesNotExist
from wagtail.admin.compare import diff_text
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from core.translation import STALE


@dataclass
class Wording:
    """One text of an original that its translation lacks, or has only for an earlier wording.

    Attributes:
        place: where it stands, as staff call the field.
        new: the original as it is now, as plain text.
        old: as it was when it was translated; empty if it is new, or if nobody knows.
        translation: the present translation as plain text; empty if there is none.
        changes: ``[("equal" | "deletion" | "addition", text), …]`` from ``old`` to ``new``.
    """

    place: str
    new: str
    old: str = ""
    translation: str = ""
    changes: list = field(default_factory=list)


def plain(html):
    """Return a text of wagtail-localize without its markup."""
    return StringValue(html).render_text()


def outdated(translation):
    """Return what is to be done in a translation, in the order of the page.

    Args:
        translation: an enabled ``wagtail_localize.models.Translation``.

    Returns:
        list[Wording]
    """
    segments = list(
        translation.source.stringsegment_set.select_related("string", "context").order_by("order")
    )
    rows = rows_of(translation, segments)
    former = earlier(translation, [row for row in rows.values() if row.tool_name == STALE])
    model = translation.source.specific_content_type.model_class()
    found = []
    for segment in segments:
        row = rows.get((segment.context_id, segment.string_id))
        if row and row.tool_name != STALE and not row.has_error:
            continue
        wording = Wording(place=_place(model, segment.context.path), new=plain(segment.string.data))
        if row:
            wording.translation = plain(row.data)
            if old := former.get(row.pk):
                wording.old = plain(old)
                wording.changes = diff_text(wording.old, wording.new).changes
        found.append(wording)
    return found


def rows_of(translation, segments):
    """Return ``{(context, string): StringTranslation}`` of the segments that have one, right or wrong."""
    rows = StringTranslation.objects.select_related("translation_of").filter(
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        translation_of_id__in={segment.string_id for segment in segments},
    )
    return {(row.context_id, row.translation_of_id): row for row in rows}


def earlier(translation, stale):
    """Return ``{key of a stale translation: HTML of the wording it was made for}``, as far as that is known.

    A translation that was carried over keeps its words, and the one it was carried over from is kept as well.
    """
    if not stale:
        return {}
    candidates = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id, context_id__in={row.context_id for row in stale}
    ).exclude(tool_name=STALE)
    by_words = {}
    for row in candidates.select_related("translation_of").order_by("updated_at", "pk"):
        by_words.setdefault((row.context_id, row.data), []).append(row.translation_of.data)
    found = {}
    for row in stale:
        wordings = by_words.get((row.context_id, row.data))
        if wordings:
            found[row.pk] = max(wordings, key=lambda old: _likeness(old, row.translation_of.data))
    return found


def _likeness(one, other):
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio()


def _place(model, path):
    """Return the name of the field a text stands in, as the editor shows it."""
    name = path.partition(".")[0]
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    label = getattr(found, "verbose_name", None) or found.related_model._meta.verbose_name_plural
    return str(label)
