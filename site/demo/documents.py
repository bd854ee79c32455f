"""Files to download: each says in four languages that it is a demonstration record."""

from pathlib import Path

from django.core.files import File
from django.db import transaction
from wagtail.documents import get_document_model

from demo.indexing import index_things

FILES = Path(__file__).parent / "files"


def uses(library):
    """Return ``{file name without its ending: the item whose row leads to it}``."""
    found = {}
    for item in library["opportunities"].values():
        for row in item.facts.get("documents", ()):
            if not path_of(row["document"]).is_file():
                raise item.error(f"there is no file “{row['document']}”")
            found.setdefault(row["document"], item)
    return found


def path_of(name):
    return FILES / f"{name}.txt"


def keys(library):
    """Return the ``(key, language)`` of all files."""
    return [(f"documents/{name}", "") for name in uses(library)]


def load(library, world):
    """Make the documents that were never loaded. Return how many."""
    made = 0
    for name in uses(library):
        key = f"documents/{name}"
        if (key, "") in world.records:
            continue
        with transaction.atomic(), path_of(name).open("rb") as file:
            document = get_document_model()(title=name.replace("-", " ").capitalize())
            document.file.save(f"{name}.txt", File(file), save=False)
            document.file_size = path_of(name).stat().st_size
            document.save()
            document.get_file_hash()  # kept; it names the version to browsers
            index_things([document])
            world.remember(key, {"": document})
        made += 1
    return made
