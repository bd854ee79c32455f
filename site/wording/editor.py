"""What stands beside the strings in wagtail-localize's editor: agreed terms, suggestions, what nobody has confirmed.

The editor is a React application of its own. ``admin-wording.js`` asks here what there is to say of each string, puts
that below it, and types into the editor's own field when a suggestion is taken: saving stays the editor's business.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from core.translation.strings import STALE
from wording import memory
from wording.sources import glossary

MACHINE, MEMORY = "machine", "memory"


@dataclass
class Line:
    """One string in the editor, and what there is to say of it.

    Attributes:
        segment: the ``StringSegment``.
        row: its ``StringTranslation``, or ``None``.
        hints: what the glossary says (``wording.glossary.Hint``).
        suggestions: of the translation memory.
        mark: ``"machine"``, ``"memory"`` or empty: who made the translation that nobody has confirmed.
    """

    segment: StringSegment
    row: StringTranslation | None
    hints: list
    suggestions: list = field(default_factory=list)

    @property
    def mark(self):
        if self.row is None:
            return ""
        if self.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            return MACHINE
        return MEMORY if self.row.tool_name == memory.FROM_MEMORY else ""

    @property
    def lacks(self):
        """The agreed terms that the translation should have and has not."""
        return [hint for hint in self.hints if hint.lacking]

    @property
    def wants_help(self):
        return self.row is None or self.row.has_error or bool(self.mark) or self.row.tool_name == STALE


def lines_of(translation):
    """Return a ``Line`` for each string of a ``wagtail_localize.models.Translation``, in page order."""
    segments = translation.source.stringsegment_set.select_related("string").order_by("order")
    rows = {
        (row.translation_of_id, row.context_id): row
        for row in segments.get_translations(translation.target_locale_id)
    }
    language = translation.target_locale.language_code
    terms = glossary()
    lines = []
    for segment in segments:
        row = rows.get((segment.string_id, segment.context_id))
        lines.append(Line(segment, row, terms.hints(segment.string.data, row and row.data, language)))
    return lines


def add_suggestions(lines, locale):
    """Ask the memory for those lines that are not translated, or not confirmed.

    Args:
        lines: ``Line`` objects of one translation.
        locale: primary key of the locale that it translates into.
    """
    asking = [line for line in lines if line.wants_help]
    strings = {line.segment.string_id: line.segment.string for line in asking}
    found = memory.suggest(list(strings.values()), locale)
    for line in asking:
        line.suggestions = [
            (suggestion, list(differences(suggestion.source, line.segment.string.data)))
            for suggestion in found.get(line.segment.string_id, ())
        ]


def differences(before, after):
    """Yield ``(kind, words)`` that lead from one source string to another; kind is ``same``, ``gone`` or ``new``."""
    ours, theirs = before.split(), after.split()
    for op, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if op == "equal":
            yield "same", " ".join(ours[a:b])
            continue
        if a < b:
            yield "gone", " ".join(ours[a:b])
        if c < d:
            yield "new", " ".join(theirs[c:d])


def editable_translation(request, translation_id):
    """Return the translation and its target, or refuse whoever may not edit it."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__object", "target_locale"), pk=translation_id
    )
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if target is None:
        raise Http404
    if not user_can_edit_instance(request.user, target):
        raise PermissionDenied
    return translation, target


@require_GET
def wording(request, translation_id):
    """Answer with the HTML that belongs below each string, and with the panel above all of them.

    ``?segments=1,2`` asks for these strings alone; the panel counts all in any case.
    """
    translation, target = editable_translation(request, translation_id)
    wanted = {int(part) for part in request.GET.get("segments", "").split(",") if part.isdecimal()}
    every = lines_of(translation)
    asked = [line for line in every if line.segment.pk in wanted] if wanted else every
    add_suggestions(asked, translation.target_locale_id)
    shown = {"language": translation.target_locale.language_code, "locked": is_locked(target)}
    return JsonResponse(
        {
            "panel": render_to_string(
                "wording/admin/panel.html", shown | panel(translation, every), request=request
            ),
            "segments": {
                line.segment.pk: render_to_string("wording/admin/line.html", shown | {"line": line})
                for line in asked
            },
        }
    )


def panel(translation, lines):
    empty = [line for line in lines if line.row is None]
    places = [(line.segment.string_id, line.segment.context_id) for line in empty]
    return {
        "translation": translation,
        "lacking": [line for line in lines if line.lacks],
        "machine": sum(line.mark == MACHINE for line in lines),
        "memory": sum(line.mark == MEMORY for line in lines),
        "fillable": len(memory.exact(places, translation.target_locale_id)) if empty else 0,
    }


def is_locked(target):
    return getattr(target, "locked", False)


def _back(request):
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


@require_POST
def fill(request, translation_id):
    """Fill every string without a translation from the memory, where there is one word for word; marked as such."""
    translation, target = editable_translation(request, translation_id)
    if is_locked(target):
        messages.error(request, gettext("It is locked; nothing was changed."))
        return _back(request)
    places = [
        (line.segment.string_id, line.segment.context_id)
        for line in lines_of(translation)
        if line.row is None
    ]
    count = 0
    with transaction.atomic():
        for (string_id, context_id), text in memory.exact(places, translation.target_locale_id).items():
            # One by one, as the editor does it: a page's title is told to its draft. What a person has saved stays.
            _row, made = StringTranslation.objects.get_or_create(
                translation_of_id=string_id,
                context_id=context_id,
                locale_id=translation.target_locale_id,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "tool_name": memory.FROM_MEMORY,
                    "last_translated_by": request.user,
                },
            )
            count += made
    if count:
        messages.success(
            request,
            ngettext(
                "%(count)d text was filled in from the memory. Read and confirm it; until then it is marked.",
                "%(count)d texts were filled in from the memory. Read and confirm them; until then they are marked.",
                count,
            )
            % {"count": count},
        )
    else:
        messages.warning(request, gettext("The memory has nothing for the texts that are missing."))
    return _back(request)


@require_POST
def confirm(request, translation_id):
    """Take the marks away: this person has read what memory and machine have made."""
    translation, target = editable_translation(request, translation_id)
    if is_locked(target):
        messages.error(request, gettext("It is locked; nothing was changed."))
        return _back(request)
    marked = [line.row.pk for line in lines_of(translation) if line.mark and not line.row.has_error]
    count = StringTranslation.objects.filter(pk__in=marked).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        tool_name="",
        last_translated_by=request.user,
    )
    messages.success(
        request,
        ngettext("%(count)d text is confirmed.", "%(count)d texts are confirmed.", count) % {"count": count},
    )
    return _back(request)
