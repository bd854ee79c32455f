"""A kit as others take it: what is in it, what stays out, and whether its ZIP is there."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wagtail.models import Page

from press.kits.dossier import Dossier, gather
from press.kits.folders import Folder
from press.kits.texts import FORMS


@dataclass(frozen=True)
class Archive:
    """The ZIP of a kit that is ready: its file, and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True)
class Kit:
    """The kit of a page in its own language.

    Attributes:
        page: the ``StoryPage`` it was gathered from; it may be a draft.
        dossier: all that its files are made of.
        left_out: ``LeftOut`` of each picture that the press is not given.
        images: ``{key: MuseumImage}`` of all pictures of the page.
    """

    page: Page
    dossier: Dossier
    left_out: list
    images: dict = field(repr=False)

    @property
    def texts(self):
        """The text as files: ``[(name of the format, "text.pdf"), …]``."""
        return [(form.name, f"text.{extension}") for extension, form in FORMS.items()]

    @property
    def pictures(self):
        return self.dossier.pictures

    @cached_property
    def folder(self):
        return Folder(self.dossier)

    @property
    def archive(self):
        """The ``Archive`` of the kit as it is now, or ``None`` while it has not been made."""
        path = self.folder.archive
        try:
            return Archive(path, path.stat().st_size)
        except FileNotFoundError:
            return None

    def build(self):
        """Make the ZIP and all it holds, now: seconds of work. Needs no database."""
        self.folder.build()


def kit_of(page):
    """Return the ``Kit`` of a page, or ``None`` if the press is offered none.

    Whether anybody may see it is for the caller to know: the page may be public, a draft, or made from a revision.
    A dozen queries, as many for ten pictures as for one.

    Args:
        page: a specific page.
    """
    if not getattr(page, "has_kit", False):
        return None
    return Kit(page, *gather(page))
