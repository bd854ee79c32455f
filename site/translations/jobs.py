"""What is done to many translations at once: begun, sent to an agency, taken back from it.

Each thing is done by itself, so that one that is refused keeps none of the others; what became of each is told on the
page of the job. Little is done at once, much by the background worker.
"""

import logging
import tempfile
import zipfile
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.i18n import SOURCE_LANGUAGE, locale_id
from core.slugs import ascii_slug
from core.translation import NotTranslatable, start
from translations import po, rights, tasks
from translations.models import Job, Original, TranslationState

logger = logging.getLogger(__name__)

NAMES = dict(settings.LANGUAGES)
# How many are done while somebody waits: a beginning takes a tenth of a second, a file some hundredths.
AT_ONCE = {Job.Kind.SEND: 10, Job.Kind.EXPORT: 50, Job.Kind.IMPORT: 20}
MOST_NOTES = 50  # of one file
OUTCOMES = {
    "begun": _("Begun"),
    "exported": _("Exported"),
    "taken": _("Taken in"),
    "partly": _("Taken in, in part"),
    "nothing": _("Nothing taken in"),
    "refused": _("Refused"),
    "broken": _("Cannot be read"),
    "there": _("There already"),
    "complete": _("Left out: complete"),
}
COUNTS = {
    "taken": _("taken"),
    "same": _("unchanged"),
    "empty": _("not translated"),
    "fuzzy": _("marked as uncertain"),
    "earlier": _("for an earlier wording"),
    "kept": _("changed here since"),
    "unknown": _("unknown"),
    "broken": _("wrong markup"),
}


def begin_send(user, keys, codes):
    """Begin translations of originals into languages. Returns the ``Job``."""
    return _begin(Job(kind=Job.Kind.SEND, user=user), keys, codes)


def begin_export(user, keys, codes, *, everything=False):
    """Make PO files of originals for languages; by default only of what is not complete. Returns the ``Job``."""
    return _begin(Job(kind=Job.Kind.EXPORT, user=user), keys, codes, everything=everything)


def begin_import(user, files):
    """Take in uploaded PO files. Returns the ``Job``; raises ValidationError if an archive cannot be opened."""
    packed, number = BytesIO(), 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(po.unpack(files), start=1):
            archive.writestr(f"{number}/{name}", data)
    job = Job(kind=Job.Kind.IMPORT, user=user, asked={"language": get_language()})
    job.file.save("import.zip", ContentFile(packed.getvalue()), save=False)
    return _queue(job, number)


def _begin(job, keys, codes, **more):
    job.asked = {"keys": list(map(str, keys)), "codes": list(codes), "language": get_language(), **more}
    return _queue(job, len(job.asked["keys"]) * len(codes))


def _queue(job, size):
    job.save()
    if size <= AT_ONCE[job.kind]:
        run(job)
    else:
        tasks.run_job.enqueue(job.pk)
        job.refresh_from_db()
    return job


def run(job):
    """Do a job that is not done yet; its report tells what became of each thing, even where it breaks off."""
    work = {Job.Kind.SEND: _send, Job.Kind.EXPORT: _export, Job.Kind.IMPORT: _import}[job.kind]
    with override(job.asked.get("language")):
        try:
            for row in work(job):
                job.report.append(row)
        except Exception:
            logger.exception("Job %s of translations broke off", job.pk)
            said = gettext("It broke off here; what stands above was done. The reason is in the site's log.")
            job.report.append(_row("", "", "refused", said))
    job.finished_at = timezone.now()
    job.save(update_fields=["report", "finished_at", "file"])


def told(job):
    """Return the report's rows as they are shown, with words for what is kept as codes, and ``good``."""
    return [
        {
            **row,
            "language": NAMES.get(row["language"], ""),
            "good": row["outcome"] in {"begun", "exported", "taken", "there", "complete"},
            "outcome": OUTCOMES[row["outcome"]],
            "counts": [(COUNTS[name], number) for name, number in row.get("counts", {}).items()],
        }
        for row in job.report
    ]


def _row(what, language, outcome, *notes, **more):
    return {"what": str(what), "language": language, "outcome": outcome, "notes": list(notes), **more}


def _originals(job):
    """Return the originals asked for; a page comes after the one above it."""
    originals = []
    keys = job.asked["keys"]
    for first in range(0, len(keys), 500):
        originals += Original.objects.filter(pk__in=keys[first : first + 500])
    pages = Page.objects.filter(locale_id=locale_id(SOURCE_LANGUAGE)).order_by()
    depth = dict(pages.values_list("pk", "depth"))
    return sorted(originals, key=lambda original: depth.get(original.object_id, 0) if original.is_page else 0)


def _send(job):
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    allowed = rights.may_begin(job.user)
    for original in _originals(job):
        there = dict(
            TranslationState.objects.filter(original=original, object_id__isnull=False).values_list(
                "locale__language_code", "managed"
            )
        )
        for code in job.asked["codes"]:
            if code not in allowed:
                yield _row(
                    original, code, "refused", gettext("You may not begin translations into this language.")
                )
            elif code in there:
                yield _row(original, code, "there")
            else:
                yield _send_one(original, locales[code], job.user)


def _send_one(original, locale, user):
    code = locale.language_code
    instance = (
        original.model
        and original.model._default_manager.filter(
            translation_key=original.pk, locale_id=locale_id(SOURCE_LANGUAGE)
        ).first()
    )
    if not instance:
        return _row(original, code, "refused", gettext("There is no original in Azerbaijani."))
    try:
        with transaction.atomic():
            start(instance, [locale], user)
    except NotTranslatable as refusal:
        return _row(original, code, "refused", str(refusal))
    except ValidationError as error:
        return _row(original, code, "refused", *error.messages)
    return _row(original, code, "begun")


def _export(job):
    with tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            number = 0
            for original in _originals(job):
                for code in job.asked["codes"]:
                    row, content = _export_one(original, code, job)
                    if content:
                        number += 1
                        name = slugify(ascii_slug(original.title))[:60] or "text"
                        archive.writestr(f"{code}/{name}-{number}.po", content)
                    yield row
        if number:
            packed.seek(0)
            job.file.save("export.zip", File(packed), save=False)


def _export_one(original, code, job):
    translation = (
        Translation.objects.filter(
            source__object_id=original.pk,
            source__locale_id=locale_id(SOURCE_LANGUAGE),
            target_locale_id=locale_id(code),
            enabled=True,
        )
        .select_related("source__specific_content_type", "target_locale")
        .first()
    )
    state = TranslationState.objects.filter(original=original, locale_id=locale_id(code)).first()
    if translation is None or state is None or state.object_id is None:
        return _row(
            original, code, "refused", gettext("It was not sent to translate into this language yet.")
        ), None
    if not rights.may_write(job.user, translation.get_target_instance()):
        return _row(original, code, "refused", gettext("You may not edit this translation.")), None
    if not state.open and not job.asked.get("everything"):
        return _row(original, code, "complete"), None
    return _row(original, code, "exported"), str(po.export(translation))


def _import(job):
    with job.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = info.filename.partition("/")[2]
            yield _import_one(name, archive.read(info), job.user)


def _import_one(name, data, user):
    try:
        read = po.parse(data)
        translation = po.translation_of(read)
    except po.Unreadable as refusal:
        return _row(name, "", "broken", str(refusal))
    code = po.language_of_target(translation)
    what = f"{name}: {translation.source.object_repr}"
    if not rights.may_write(user, translation.get_target_instance()):
        return _row(what, code, "refused", gettext("You may not edit this translation."))
    counts, notes = po.take(read, translation, user)
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [gettext("… and %(count)d more") % {"count": len(notes) - MOST_NOTES}]
    left = counts.total() - counts["taken"] - counts["same"]
    outcome = "partly" if counts["taken"] and left else "taken" if counts["taken"] else "nothing"
    return _row(what, code, outcome, *notes, counts=counts)
