"""Loads the demonstration content: the source language first, then the others through wagtail-localize.

Each thing is loaded with all its languages and its records in one transaction, so that an interrupted load is
continued by the next one. What has a record is left alone for ever: a person may have edited or deleted it.
"""

import time
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Locale, Page, Site

from core.cache import raise_generation
from core.models import SiteSettings
from core.receivers import pictures_later
from core.sites import sync_site_record
from core.translation import NotPublishable, translate
from demo import agreed_terms, builders, documents, removal, rooms
from demo.builders import museum
from demo.images import Pictures
from demo.indexing import index_things, saves_unindexed
from demo.texts import LANGUAGES, SOURCE
from demo.world import World
from press.alerts.receivers import nobody_told


class Loader:
    """Loads a library of texts.

    Args:
        library: what ``texts.read`` returns, or a part of it.
        say: called with each line of progress.
        today: the day from which the dates of events are counted; by default the day of loading.
        width: of the pictures in pixels, if they are to be smaller than designed.
        with_rooms: whether to make the sixty rooms and the terms of the glossary, which lead nowhere else.
    """

    def __init__(self, library, say=print, today=None, width=None, with_rooms=True):
        self.library = library
        self.say = say
        self.world = World(library, today)
        self.pictures = Pictures(library, self.world, width)
        self.with_rooms = with_rooms
        self.locales = {}

    # What there is to do

    def missing(self):
        """Return the ``(key, language)`` of everything that was never loaded, or only begun."""
        wanted = [
            (item.key, language)
            for section, items in self.library.items()
            for item in items.values()
            for language in ([""] if section == "settings" else item.words)
        ]
        wanted += self.pictures.keys()
        wanted += documents.keys(self.library)
        if self.with_rooms:
            wanted += rooms.keys() + agreed_terms.keys()
        records = self.world.records
        return [place for place in wanted if not (place in records and records[place].complete)]

    def run(self):
        """Load what is missing. Return whether there was anything to do."""
        if removal.was_removed():
            self.say("Demonstration content: removed earlier; “manage.py seed --again” loads it anew.")
            return False
        if not self.missing():
            return False
        if not self._is_ours():
            self.say("Demonstration content: this site has content of its own already; nothing is loaded.")
            return False
        started = time.monotonic()
        with saves_unindexed(), pictures_later(), nobody_told(), self.pictures:
            self._load()
        raise_generation()
        Site.clear_site_root_paths_cache()
        self.say(f"Demonstration content loaded in {time.monotonic() - started:.0f} s.")
        return True

    def _is_ours(self):
        """Return whether the tree is empty, or begins with our home page."""
        if ("pages/home", SOURCE) in self.world.records:
            return True
        return not any(not is_welcome_page(page) for page in Page.objects.filter(depth=2))

    # Steps

    @contextmanager
    def step(self, title):
        """Say a line with how many things a step has loaded, and how long it took; nothing if there were none."""
        started, self.count = time.monotonic(), 0
        yield
        if self.count:
            self.say(f"  {title}: {self.count} ({time.monotonic() - started:.1f} s)")

    def _load(self):
        with self.step("Languages"):
            self._make_locales()
        frame, stories = builders.MUSEUM_PAGES, builders.STORIES
        pages = self.library[frame.section].values()
        with self.step("Homes and index pages"):
            for item in sorted((item for item in pages if frame.is_frame(item)), key=self._depth):
                self.load(frame, item)
            self._stand_site()
        with self.step("Pictures"):
            self.pictures.make_records(self._counted)
        with self.step("Documents"):
            self.count += documents.load(self.library, self.world)
        with self.step("Hours, prices and contacts"):
            self._load_settings()
        if self.with_rooms:
            with self.step("Rooms"):
                self.count += rooms.load(self.world)
            with self.step("Glossary"):
                self.count += agreed_terms.load(self.world)
        for builder in (*builders.VOCABULARIES, *builders.PARTNERS):
            self._load_section(builder)
        # Pages lead to each other: all of them must stand before one can be finished.
        with transaction.atomic():
            for builder in stories:
                for item in self._in_order(builder):
                    self.begin(builder, item)
        for builder in (*stories, *builders.FRAME):
            self._load_section(builder)
        with self.step("Picture files"):
            self.pictures.store_files(self._counted)

    def _load_section(self, builder):
        with self.step(builder.title):
            for item in self._in_order(builder):
                self.load(builder, item)

    def _in_order(self, builder):
        return sorted(self.library[builder.section].values(), key=lambda item: item.facts.get("order", 0))

    def _depth(self, item):
        """Sort pages so that each comes after the one above it."""
        parent = item.facts.get("parent")
        above = self._depth(self.library.everything["pages"][parent]) if parent else (0,)
        return (*above, item.facts.get("order", 0))

    def _counted(self, number=1):
        self.count += number

    def _make_locales(self):
        for language in LANGUAGES:
            self.locales[language], made = Locale.objects.get_or_create(language_code=language)
            self._counted(made)

    def _stand_site(self):
        """Let the address lead to our home page, if it led nowhere or to Wagtail's welcome page."""
        home = self.world.get("pages/home")
        if home is None:
            return
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)
        elif is_welcome_page(site.root_page):
            site.root_page = home
            site.save()
        sync_site_record()
        for page in Page.objects.filter(depth=2):
            if is_welcome_page(page):
                page.delete()

    def _load_settings(self):
        item = next(iter(self.library["settings"].values()), None)
        if item is None or (item.key, "") in self.world.records:
            return
        settings = SiteSettings.objects.first() or SiteSettings()
        if not museum.is_blank(settings):
            return
        with transaction.atomic():
            museum.fill(settings, item, self.world)
            settings.save()
            self.world.remember(item.key, {"": settings})
        self._counted()

    # One thing

    def load(self, builder, item):
        """Load a thing in the languages in which it was never loaded."""
        with self._naming(item), transaction.atomic():
            finished = {}
            source = self._source(builder, item, finished)
            if source is None:
                return
            is_new = SOURCE in finished
            for language in item.words:
                if (item.key, language) in self.world.records or language in finished:
                    continue
                try:
                    with transaction.atomic():
                        finished[language] = self._translate(builder, item, source, language)
                except (ValueError, NotPublishable) as error:
                    if is_new:
                        raise item.error(str(error), language) from error
                    # Loaded by an earlier version; what it showed has been changed or deleted since.
                    self.say(f"  {item.key} is not added in {language}: {error}")
            index_things(finished.values())
            self.world.remember(item.key, finished)
            self.count += len(finished)

    def begin(self, builder, item):
        """Make the page of an item in the source language, unpublished and without what leads to other pages.

        Does nothing where there is a record, or where the page above is gone.
        """
        if (item.key, SOURCE) in self.world.records:
            return
        above = builder.parent_of(item)
        parent = self.world.page(above, item) if above else Page.get_first_root_node()
        if parent is None:
            return
        page = builder.new(item, self.locales[SOURCE])
        page.title = item.words[SOURCE]["title"]
        page.live = False
        # Fresh: another page may have been added below since this one was fetched.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        self.world.remember(item.key, {SOURCE: page}, complete=False)

    def _source(self, builder, item, finished):
        """Return the thing in the source language, loaded now if it never was; ``None`` if there cannot be one.

        What is loaded now is added to ``finished``.
        """
        is_page = isinstance(builder, builders.PageBuilder)
        if is_page:
            self.begin(builder, item)
        record = self.world.records.get((item.key, SOURCE))
        if record is None and is_page:
            return None
        thing = record and self.world.get(item.key)
        if record and (record.complete or thing is None):
            return thing if thing is None or record.is_untouched(thing) else None
        if record and not record.is_untouched(thing):
            self.world.remember(item.key, {SOURCE: thing})  # it is a person's now
            return None
        thing = thing or builder.new(item, self.locales[SOURCE])
        builder.fill(thing, item, SOURCE, self.world)
        publish(thing, builder.published_at(item) if is_page else None)
        finished[SOURCE] = thing
        return thing

    def _translate(self, builder, item, source, language):
        """Return the thing in another language, loaded as a translation that staff see string by string."""
        like = builder.new(item, self.locales[language])
        builder.fill(like, item, language, self.world)
        builder.trim(like, source)
        thing = translate(source, self.locales[language], like=like)
        if isinstance(thing, DraftStateMixin):
            keep_dates(thing, source)
        return thing

    @contextmanager
    def _naming(self, item):
        """Name the item whose text the database does not take."""
        try:
            yield
        except ValidationError as error:
            raise item.error(
                "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            ) from error


def publish(thing, published_at=None):
    """Save a new thing as published, with one revision; not in Wagtail's three saves, which a bulk load would feel."""
    if not isinstance(thing, DraftStateMixin):
        thing.full_clean()
        thing.save()
        return
    thing.live, thing.has_unpublished_changes = True, False
    thing.first_published_at = published_at or timezone.now()
    thing.last_published_at = timezone.now()
    if not isinstance(thing, Page):  # a page cleans itself
        thing.full_clean()
    thing.save()
    revision = thing.save_revision(clean=False, changed=False)
    thing.live_revision = revision
    type(thing)._base_manager.filter(pk=thing.pk).update(live_revision=revision)
    log(instance=thing, action="wagtail.publish", revision=revision)


def keep_dates(thing, source):
    """Give a translation the public dates of its source: it was published then, not while loading."""
    dates = {"first_published_at": source.first_published_at, "last_published_at": source.last_published_at}
    for name, value in dates.items():
        setattr(thing, name, value)
    type(thing)._base_manager.filter(pk=thing.pk).update(**dates)


def is_welcome_page(page):
    """Return whether this is the page that Wagtail makes on installation, as it made it."""
    return (
        page.content_type_id == ContentType.objects.get_for_model(Page).pk
        and page.slug == "home"
        and page.numchild == 0
        and page.latest_revision_id is None
        and page.owner_id is None
    )
