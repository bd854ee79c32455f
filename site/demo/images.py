"""Pictures of the demonstration: drawn by other processes while the database work goes on.

The record of a picture is made first, with the size its design has, so that pages can show it; its file follows.
"""

import multiprocessing
import os
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from django.core.files import File
from django.db import transaction
from wagtail.images import get_image_model

from core.fields import Words
from core.files.collections import ensure_collections
from core.models.images import Rights
from core.tasks import queue_renditions
from demo import pictures
from demo.indexing import index_things
from demo.models import DemoRecord
from demo.texts import SOURCE

# The collection of files into which a picture goes, by the part of the library that shows it first.
SECTIONS = {"highlights": "collection", "news": "news", "events": "events", "training": "events"}


class Pictures:
    """The pictures that the items of a library show; use it as a context manager around the load.

    Args:
        library: the items.
        world: keeps the records.
        width: of the longer side in pixels, if the pictures are to be smaller than designed.
    """

    def __init__(self, library, world, width=None):
        self.world = world
        self.width = width
        self.uses = _uses(library)
        self._words = _Words(library)
        self._jobs, self._collections = {}, {}
        self._pool = self._folder = None

    def keys(self):
        """Return the ``(key, language)`` of all pictures."""
        return [(f"images/{design}", "") for design in self.uses]

    def __enter__(self):
        # The largest first, so that no process is left alone with one at the end.
        wanted = sorted(
            (design for design in self.uses if not self._is_complete(design)),
            key=lambda design: -pictures.find(design).long_side,
        )
        if wanted:
            self._folder = Path(tempfile.mkdtemp(prefix="museum-pictures-"))
            # Not forked: a child that holds the database connection of its parent can break it.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(min(os.cpu_count() or 1, len(wanted)), mp_context=context)
        for design in wanted:
            title, credit = self.uses[design].words[SOURCE]["title"], self._words.credit[SOURCE]
            path = self._folder / f"{design}.jpg"
            job = self._pool.submit(pictures.save, design, path, self.width, title, credit)
            self._jobs[job] = design, path
        return self

    def __exit__(self, *error):
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            shutil.rmtree(self._folder, ignore_errors=True)

    def _is_complete(self, design):
        record = self.world.records.get((f"images/{design}", ""))
        return bool(record and record.complete)

    def make_records(self, counted):
        """Make the records of the pictures that have none. ``counted`` is called for each."""
        for design, item in self.uses.items():
            if (f"images/{design}", "") in self.world.records:
                continue
            found = pictures.find(design)
            width, height = found.size(self.width or found.long_side)
            with transaction.atomic():
                image = get_image_model()(
                    title=item.words[SOURCE]["title"],
                    file=f"original_images/{design}.jpg",
                    width=width,
                    height=height,
                    collection=self._collection(item),
                    rights=Rights.CC0,
                    **self._words.of(item, design),
                )
                image.save()
                index_things([image])
                self.world.remember(f"images/{design}", {"": image}, complete=False)
            counted()

    def _collection(self, item):
        if not self._collections:
            self._collections = ensure_collections()
        return self._collections[SECTIONS.get(item.section, "museum")]

    def store_files(self, counted):
        """Wait for the files, store them, and have their renditions made in the background.

        ``counted`` is called for each.
        """
        stored = []
        for job in as_completed(self._jobs):
            design, path = self._jobs[job]
            job.result()
            image = self.world.get(f"images/{design}", "")
            if image is None:  # deleted by a person since the load began
                DemoRecord.objects.filter(key=f"images/{design}").update(complete=True)
                continue
            with transaction.atomic(), path.open("rb") as file:
                image.file.save(f"{design}.jpg", File(file), save=False)
                image._set_image_file_metadata()
                image.save()
                self.world.remember(f"images/{design}", {"": image})
            path.unlink()
            counted()
            stored.append(image)
        # First what no page can do without, of all of them: modern formats take seconds each.
        queue_renditions(stored, fallback_only=True)
        queue_renditions(stored)


def _uses(library):
    """Return ``{design: an item that shows it}``; a work before a page that only borrows its picture."""
    uses = {}
    for section in ("highlights", "pages", "news", "training", "events"):
        for item in library[section].values():
            designs = [row["design"] for row in item.facts.get("images", ())]
            for design in [*designs, *filter(None, [item.facts.get("lead_image")])]:
                try:
                    pictures.find(design)
                except KeyError as error:
                    raise item.error(error.args[0]) from error
                uses.setdefault(design, item)
    return uses


class _Words:
    """What is said of the pictures: their alternative texts by their uses; credit and source are the same for all."""

    def __init__(self, library):
        work = next(iter(library.everything["highlights"].values()))
        self.credit = Words({code: texts["credit_line"] for code, texts in work.words.items()})
        self.source = Words({code: texts["provenance"][0]["text"] for code, texts in work.words.items()})

    def of(self, item, design):
        """Return the fields of an image that hold words."""
        rows = [row["design"] for row in item.facts.get("images", ())]
        alt = Words()
        for code, texts in item.words.items():
            alt[code] = texts["images"][rows.index(design)]["alt"] if design in rows else texts["lead_alt"]
        return {"alt": alt, "credit": self.credit, "source": self.source}
