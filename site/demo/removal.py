"""Removes the demonstration content again, except what people have changed or stand upon."""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
)

from core.cache import raise_generation
from core.models import AddressedSnippet
from demo.models import DemoRecord, fingerprints
from demo.texts import SOURCE

# The one record that says that the content was removed, so that the next start does not bring it back.
REMOVED = "removed"

EDITED = "a person has edited it"
TRANSLATED = "a person has worked on its translation"


def was_removed():
    """Return whether the content was removed and not asked for again."""
    return DemoRecord.objects.filter(key=REMOVED).exists()


def forget():
    """Forget that the content was removed, and what people have deleted of it, so that all of it can be loaded."""
    DemoRecord.objects.filter(key=REMOVED).delete()
    for record in DemoRecord.objects.select_related("content_type"):
        if record.thing() is None:
            record.delete()


class Removal:
    """Removes what was loaded.

    Args:
        say: called with each line of the report.
        edited_too: remove also what people have edited; never what they have made.
        in_detail: whether to report everything that stays.
    """

    def __init__(self, say=print, edited_too=False, in_detail=False):
        self.say = say
        self.in_detail = in_detail
        self.edited_too = edited_too
        self.kept = {}  # record → reason
        self.removed = Counter()

    @transaction.atomic
    def run(self):
        """Remove the content and report. Return the number of things removed."""
        self.records = [
            record for record in DemoRecord.objects.select_related("content_type") if record.key != REMOVED
        ]
        self.things = self._things()
        if not self.edited_too:
            self._keep_edited()
        going = [record for record in self.records if record in self.things and record not in self.kept]
        self._remove_pages([record for record in going if isinstance(self.things[record], Page)])
        others = [record for record in going if not isinstance(self.things[record], Page)]
        for record in sorted(others, key=lambda record: _ORDER.get(record.content_type.model, 3)):
            self._remove_other(record)
        self._forget_translations()
        gone = [record.pk for record in self.records if record not in self.kept]
        DemoRecord.objects.filter(pk__in=gone).delete()
        kind = ContentType.objects.get_for_model(DemoRecord)
        DemoRecord.objects.get_or_create(
            key=REMOVED, language="", defaults={"content_type": kind, "complete": True}
        )
        raise_generation()
        with override(
            "en"
        ):  # the words of this command; the kinds of things are named in the active language
            self._report()
        return sum(self.removed.values())

    # What stays

    def _things(self):
        """Return ``{record: thing}`` of what is still there."""
        by_model = {}
        for record in self.records:
            if model := record.content_type.model_class():
                by_model.setdefault(model, []).append(record)
        things = {}
        for model, records in by_model.items():
            keys = {
                str(thing.pk): thing
                for thing in model._base_manager.filter(pk__in=[r.object_id for r in records])
            }
            things |= {record: keys[record.object_id] for record in records if record.object_id in keys}
        return things

    def _keep_edited(self):
        by_model = {}
        for record, thing in self.things.items():
            by_model.setdefault(type(thing), []).append((record, thing))
        for model, pairs in by_model.items():
            now = fingerprints(model, [thing.pk for _record, thing in pairs])
            for record, thing in pairs:
                if now[thing.pk] != record.fingerprint:
                    self.kept[record] = EDITED
        # Words are saved as they are translated; the page follows only when it is published.
        latest = StringTranslation.objects.values("context__object_id", "locale_id").annotate(
            at=Max("updated_at")
        )
        translated = {(row["context__object_id"], row["locale_id"]): row["at"] for row in latest.order_by()}
        for record, thing in self.things.items():
            at = translated.get((getattr(thing, "translation_key", None), getattr(thing, "locale_id", None)))
            if at and at > record.loaded_at:
                self.kept.setdefault(record, TRANSLATED)

    def _remove_pages(self, records):
        """Remove pages from the leaves up; a page below which something stays, stays."""
        homes = {}
        for record in sorted(
            records, key=lambda record: (-self.things[record].depth, record.language == SOURCE)
        ):
            page = Page.objects.filter(pk=record.object_id).first()
            if page is None:
                continue
            below = page.get_children()
            if page.depth == 2:
                homes[record] = page
            elif below.exists():
                self.kept[record] = f"“{below.first().title}” stands below it"
            else:
                self._delete(record, page.specific)
        self._remove_homes(homes)

    def _remove_homes(self, homes):
        """The source language's home goes last: the site's address leads to it, and so to all languages."""
        for record, page in homes.items():
            below = page.get_children().first()
            others = Page.objects.filter(depth=2).exclude(pk=page.pk)
            if below:
                self.kept[record] = f"“{below.title}” stands below it"
            elif record.language == SOURCE and others.exists():
                self.kept[record] = f"“{others.first().title}” is reached through it"
            else:
                self._delete(record, page.specific)

    def _remove_other(self, record):
        thing = self.things[record]
        if user := _user_of(thing):
            self.kept[record] = f"“{user}” uses it"
            return
        try:
            with transaction.atomic():
                self._delete(record, thing)
        except ProtectedError as error:
            self.kept[record] = f"“{next(iter(error.protected_objects))}” uses it"

    def _delete(self, record, thing):
        if isinstance(thing, AddressedSnippet) and (url := thing.get_url()):
            Redirect.objects.filter(redirect_link=url, automatically_created=True).delete()
        files = []
        if isinstance(thing, get_image_model()):
            files = [thing.file, *(rendition.file for rendition in thing.renditions.all())]
        elif isinstance(thing, get_document_model()):
            files = [thing.file]
        thing.delete()
        for file in files:  # now, not when a background worker comes to it
            transaction.on_commit(lambda file=file: file.storage.delete(file.name))
        self.removed[type(thing)] += 1

    def _forget_translations(self):
        """Remove localize's strings of what is gone in every language; it only switches them off by itself."""
        keys = {True: set(), False: set()}  # by whether anything of it stays
        for record, thing in self.things.items():
            if key := getattr(thing, "translation_key", None):
                keys[record in self.kept].add(key)
        keys = list(keys[False] - keys[True])
        for model in (OverridableSegment, RelatedObjectSegment, StringSegment, TemplateSegment):
            model.objects.filter(context__object_id__in=keys).delete()
        for model in (SegmentOverride, StringTranslation):
            model.objects.filter(context__object_id__in=keys).delete()
        Translation.objects.filter(source__object_id__in=keys).delete()
        TranslatableObject.objects.filter(translation_key__in=keys).delete()
        String.objects.filter(segments=None, translations=None).delete()
        Template.objects.filter(segments=None).delete()

    def _report(self):
        for model, number in sorted(self.removed.items(), key=lambda entry: entry[0]._meta.label):
            self.say(f"  {number} × {model._meta.verbose_name} removed")
        because = 0
        for record, reason in sorted(self.kept.items(), key=lambda entry: str(entry[0])):
            if self.in_detail or reason in (EDITED, TRANSLATED):
                self.say(f"  {record} stays: {reason}")
            else:
                because += 1
        if because:
            self.say(
                f"  {because} others stay because what stays uses them or stands below them (-v 2 lists them)"
            )
        self.say(f"{sum(self.removed.values())} things removed, {len(self.kept)} kept.")


# What uses others goes first.
_ORDER = {
    "menuitem": 0,
    "footer": 0,
    "notice": 0,
    "person": 1,
    "museumdocument": 4,
    "museumimage": 4,
}


def _user_of(thing):
    """Return something that still uses a thing, or ``None``."""
    reference = ReferenceIndex.get_references_to(thing).select_related("base_content_type").first()
    return reference and reference.base_content_type.get_object_for_this_type(pk=reference.object_id)
