"""Two translators at one text. wagtail-localize's editor saves each string at once, and asks nobody.

A script (``static/js/admin-two-translators.js``) sends what the translator had before their eyes along with what they
typed. Where somebody has saved another wording since, nothing is written and the translator is asked.
"""

import contextlib
from tempfile import NamedTemporaryFile

import polib
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, ngettext
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from wagtail.admin.compare import diff_text
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import (
    StringTranslationSerializer,
    edit_string_translation,
    user_can_edit_instance,
)

from core.editing.versions import lock_row
from core.translation import managed_translation
from core.translation.views import upload_po as upload

SEEN = "editing_seen"  # with each string: what stood there for the translator's eyes
OPENED = "editing_opened"  # with “Publish”: when the page was opened
CONFLICT = 409


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def save_string(request, translation_id, string_segment_id):
    """Save a string by wagtail-localize's view, unless somebody else's newer wording would be lost with it.

    Returns:
        Response: wagtail-localize's; or 409 with ``html`` to ask with and ``current``, the translation as it stands.
    """
    _rewind(request)
    if SEEN in request.data:
        lock_row(Translation, translation_id)
        translation = get_object_or_404(Translation, pk=translation_id)
        segment = get_object_or_404(StringSegment, pk=string_segment_id)
        current = _current(translation, segment)
        now, typed = current.data if current else "", request.data.get("value", "")
        unseen = _one_line_end(now) not in map(_one_line_end, (request.data[SEEN], typed))
        if unseen and _may_see(request.user, translation, segment):
            return Response(_question(request.user, translation, current, now, typed), status=CONFLICT)
    return edit_string_translation(request._request, translation_id, string_segment_id)


def _rewind(request):
    """Keep what was sent, so that the view behind this one can read it, too."""
    request._request.body  # noqa: B018


def _one_line_end(text):
    return text.replace("\r\n", "\n")  # a browser sends the first, whatever it was given


def _may_see(user, translation, segment):
    """Return what wagtail-localize's view asks, too; who may not is left to it."""
    own = segment.context.object_id == translation.source.object_id
    return own and user_can_edit_instance(user, translation.get_target_instance())


def _current(translation, segment):
    return StringTranslation.objects.filter(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=translation.target_locale_id,
    ).first()


def _question(user, translation, current, now, typed):
    context = {"translation_source": translation.source}
    return {
        "html": render_to_string(
            "core/admin/editing/string_conflict.html",
            {
                "who": _author(current),
                "own": bool(current and current.last_translated_by_id == user.pk),
                "when": current and current.updated_at,
                "difference": diff_text(now, typed).to_html(),
            },
        ),
        "current": StringTranslationSerializer(current, context=context).data if current else None,
    }


def _author(row):
    return get_user_display_name(row.last_translated_by) if row and row.last_translated_by else ""


def say_what_is_unseen(request, instance):
    """Before “Publish” in wagtail-localize's editor: show first what somebody else has written since it was opened."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    opened = _moment(request.POST.get(OPENED, ""))
    translation = opened and managed_translation(instance)
    if not translation:
        return None
    lock_row(Translation, translation.pk)
    rows = translation.source.stringsegment_set.all().get_translations(translation.target_locale_id)
    unseen = [
        row
        for row in rows.filter(updated_at__gt=opened).select_related("last_translated_by")
        if row.last_translated_by_id != request.user.pk
    ]
    if not unseen:
        return None
    names = ", ".join(sorted({_author(row) or gettext("the site itself") for row in unseen}))
    messages.warning(
        request,
        ngettext(
            "Not published: %(names)s changed %(count)d text after you opened this page. It is shown now; "
            "if all is well, publish again.",
            "Not published: %(names)s changed %(count)d texts after you opened this page. They are shown now; "
            "if all is well, publish again.",
            len(unseen),
        )
        % {"names": names, "count": len(unseen)},
    )
    return redirect(request.path)


def newer_than(po, translation):
    """Return what a PO file would overwrite though it was changed here after the file had been downloaded.

    Args:
        po: a ``polib.POFile``.
        translation: the ``Translation`` it belongs to.

    Returns:
        list: ``(entry, row)``, an entry of the file and the ``StringTranslation`` that is newer; empty where the
        file does not say when it was made.
    """
    made = _moment(po.metadata.get("POT-Creation-Date", ""))
    if made is None:
        return []
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
        updated_at__gt=made,
    ).select_related("translation_of", "context", "last_translated_by")
    newer = {(row.translation_of.data, row.context.path): row for row in rows}
    found = ((entry, newer.get((entry.msgid, entry.msgctxt))) for entry in po if entry.msgstr)
    return [(entry, row) for entry, row in found if row and row.data != entry.msgstr]


def keep_newer(request, po, translation):
    """Take out of a PO file, before it is imported, what is newer here; and say so.

    Args:
        request: for the messages.
        po: a ``polib.POFile``; changed.
        translation: the ``Translation`` it belongs to.

    Returns:
        bool: whether anything was taken out.
    """
    lock_row(Translation, translation.pk)
    kept = newer_than(po, translation)
    for entry, _row in kept:
        po.remove(entry)
    if not kept:
        return False
    messages.warning(
        request,
        render_to_string(
            "core/admin/editing/po_conflicts.html",
            {
                "conflicts": [
                    {
                        "source": entry.msgid,
                        "who": _author(row),
                        "when": row.updated_at,
                        "difference": diff_text(row.data, entry.msgstr).to_html(),
                    }
                    for entry, row in kept
                ]
            },
        ),
    )
    return True


def upload_po(request, translation_id):
    """Take in a PO file, without what has been changed here since it was downloaded."""
    translation = get_object_or_404(Translation, pk=translation_id)
    file = request.FILES.get("file") if request.method == "POST" else None
    if file and user_can_edit_instance(request.user, translation.get_target_instance()):
        content = file.read()
        # Of what is no PO file the view behind says so.
        with contextlib.suppress(OSError, UnicodeDecodeError, ValueError):
            po = _parse(content)
            ours = po.metadata.get("X-WagtailLocalize-TranslationID") == str(translation.uuid)
            if ours and keep_newer(request, po, translation):
                content = str(po).encode(po.encoding)
        request.FILES["file"] = SimpleUploadedFile(file.name, content)
    return upload(request, translation_id)


def _parse(content):
    # From a file, never from a text: polib would open the file that a text names.
    with NamedTemporaryFile(suffix=".po") as copy:
        copy.write(content)
        copy.flush()
        return polib.pofile(copy.name)


def _moment(text):
    """Read a moment as wagtail-localize or a translation program writes it; ``None`` if it is none."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is None or timezone.is_aware(moment) else timezone.make_aware(moment)
