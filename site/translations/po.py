"""PO files for an agency: what leaves the house, and what is taken of what comes back.

A text of an earlier wording goes out marked *fuzzy*, with the wording it was made for as its previous msgid: tools of
translators show the two beside one another. It counts as checked when it comes back without the mark.
"""

import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import PurePosixPath

import polib
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from core.translation import STALE
from core.translation.strings import is_valid
from translations.states import counted_once
from translations.wordings import earlier, rows_of

TOOL = "PO File"  # as wagtail-localize names it
ID_HEADER = "X-WagtailLocalize-TranslationID"
MOST_FILES = 2000  # in one upload
MOST_BYTES = 20 * 2**20  # of all of them, unpacked
LONGEST_TEXT = 50_000


class Unreadable(Exception):
    """A file that cannot be taken in at all. ``str()`` says why, in the active language."""


def export(translation):
    """Return the PO file of a translation.

    Args:
        translation: a ``wagtail_localize.models.Translation``.

    Returns:
        polib.POFile: with the translations there are; those of an earlier wording are marked fuzzy.
    """
    po = translation.export_po()
    po.header = translation.source.object_repr.replace("\n", " ")
    po.metadata["Language"] = language_of_target(translation)
    segments = list(translation.source.stringsegment_set.select_related("string", "context"))
    rows = rows_of(translation, segments)
    former = earlier(translation, [row for row in rows.values() if row.tool_name == STALE])
    unsure = {
        (segment.context.path, segment.string.data): row
        for segment in segments
        if (row := rows.get((segment.context_id, segment.string_id)))
        and (row.tool_name == STALE or row.has_error)
    }
    for entry in po:
        if not entry.obsolete and (row := unsure.get((entry.msgctxt, entry.msgid))):
            entry.flags.append("fuzzy")
            entry.previous_msgid = former.get(row.pk)
    return po


def language_of_target(translation):
    """Return the two-letter code of the language that a translation is into."""
    return translation.target_locale.language_code[:2]


def unpack(files):
    """Yield ``(name, bytes)`` of uploaded PO files and of those inside of uploaded ZIP archives.

    Args:
        files: uploaded files, of a size that was looked at already.

    Raises:
        ValidationError: an archive is broken, or there is too much in it.
    """
    left, number = MOST_BYTES, 0
    for file in files:
        try:
            for name, read in _members(file):
                data = read(left + 1)
                left, number = left - len(data), number + 1
                if left < 0 or number > MOST_FILES:
                    raise ValidationError(
                        gettext("There is too much in it: at most %(files)d files of %(size)d MB in all.")
                        % {"files": MOST_FILES, "size": MOST_BYTES // 2**20}
                    )
                yield name, data
        except _BROKEN_ARCHIVE as error:
            raise ValidationError(
                gettext("“%(name)s” is not a ZIP archive that can be opened.") % {"name": file.name}
            ) from error


_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)


def _members(file):
    """Yield ``(name, function that reads so many bytes)`` of an upload, one after the other."""
    if not file.name.lower().endswith(".zip"):
        yield PurePosixPath(file.name).name, file.read
        return
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if not info.is_dir() and not info.filename.startswith("__MACOSX/"):
                with archive.open(info) as member:
                    yield info.filename, member.read


def parse(data):
    """Return the ``polib.POFile`` of some bytes. Raises ``Unreadable``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(gettext("It is not written in UTF-8.")) from error
    try:
        # The first line is a blank one: polib would take a text without any for the name of a file to open.
        return polib.pofile("\n" + text, wrapwidth=200)
    except (OSError, ValueError, IndexError, AttributeError, UnicodeError) as error:
        raise Unreadable(gettext("It is not a PO file: %(error)s") % {"error": error}) from error


def translation_of(po):
    """Return the ``Translation`` that a PO file was exported from. Raises ``Unreadable``."""
    try:
        found = Translation.objects.select_related("source__specific_content_type", "target_locale").get(
            uuid=po.metadata.get(ID_HEADER), enabled=True
        )
        found.get_target_instance()
    except (ObjectDoesNotExist, ValidationError) as error:
        raise Unreadable(
            gettext("It was not exported from here, or its translation is not there any more.")
        ) from error
    return found


@transaction.atomic
def take(po, translation, user):
    """Take in what a PO file says; nothing that a person wrote here meanwhile is overwritten.

    Args:
        po: a ``polib.POFile`` of this translation.
        translation: the ``Translation``.
        user: who does it; may write this translation.

    Returns:
        tuple[Counter, list[str]]: how many texts were ``taken``, were the ``same``, ``empty``, still ``fuzzy``,
        ``unknown``, ``broken``, of an ``earlier`` wording, or ``kept`` as somebody wrote them here since; and notes on
        those that were not taken, with their words, so that nothing is lost.
    """
    counts, notes = Counter(), []
    segments = list(translation.source.stringsegment_set.select_related("string", "context"))
    places = {(segment.context.path, segment.string.data): segment for segment in segments}
    rows = rows_of(translation, segments)
    exported_at = _moment(po.metadata.get("POT-Creation-Date", ""))
    with counted_once():
        for entry in po:
            if entry.obsolete:
                continue
            outcome = _take_entry(entry, places, rows, exported_at, translation, user)
            counts[outcome] += 1
            if outcome in _NOTES:
                notes.append(_NOTES[outcome]() % {"original": entry.msgid, "text": entry.msgstr})
    return counts, notes


_NOTES = {
    "fuzzy": lambda: gettext("Still marked as uncertain (fuzzy): “%(original)s”: “%(text)s”"),
    "unknown": lambda: gettext("There is no such text on the page: “%(original)s”: “%(text)s”"),
    "broken": lambda: gettext(
        "The markup or the links are not those of the original: “%(original)s”: “%(text)s”"
    ),
    "earlier": lambda: gettext(
        "The original was reworded since; kept for its earlier wording: “%(original)s”: “%(text)s”"
    ),
    "kept": lambda: gettext(
        "Changed here since it was exported, so left as it is: “%(original)s”: “%(text)s”"
    ),
}


def _take_entry(entry, places, rows, exported_at, translation, user):
    """Take one text; return what became of it."""
    if not entry.msgstr:
        return "empty"
    if entry.fuzzy:
        return "fuzzy"
    segment = places.get((entry.msgctxt, entry.msgid))
    if not segment:
        return _keep_for_earlier(entry, translation, user)
    if len(entry.msgstr) > LONGEST_TEXT or not is_valid(entry.msgid, entry.msgstr):
        return "broken"
    row = rows.get((segment.context_id, segment.string_id))
    if row and row.data == entry.msgstr and not row.has_error and row.tool_name != STALE:
        return "same"
    ours = row and row.data != entry.msgstr and row.tool_name != STALE and not row.has_error
    if ours and exported_at and row.updated_at > exported_at:
        return "kept"
    if row is None:
        row = StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
        )
        rows[segment.context_id, segment.string_id] = row
    _write(row, entry.msgstr, user)
    return "taken"


def _keep_for_earlier(entry, translation, user):
    """Keep a translation of a wording that was on the page when the file left, but is not any more."""
    source = translation.source
    string = String.objects.filter(
        locale_id=source.locale_id, data_hash=String._get_data_hash(entry.msgid)
    ).first()
    context = TranslationContext.objects.filter(object_id=source.object_id, path=entry.msgctxt or "").first()
    if string is None or context is None or not is_valid(entry.msgid, entry.msgstr):
        return "unknown"
    place = {"translation_of": string, "context": context, "locale_id": translation.target_locale_id}
    if not StringTranslation.objects.filter(**place).exists():
        _write(StringTranslation(**place), entry.msgstr, user)
    return "earlier"


def _write(row, html, user):
    row.data, row.tool_name, row.last_translated_by = html, TOOL, user
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    row.has_error, row.field_error = False, ""
    row.save()


def _moment(text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
