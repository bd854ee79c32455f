"""Files to download: each says in four languages that it is a demonstration record."""

from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.documents import get_document_model

from core.fields import Words
from core.files.collections import ensure_collections
from core.models.images import Rights
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
            document = get_document_model()(
                title=name.replace("-", " ").capitalize(),
                credit=_museum(),
                rights=Rights.CC0,
                collection=ensure_collections()["museum"],
            )
            document.file.save(f"{name}.txt", File(file), save=False)
            document._set_document_file_metadata()  # its hash names the version to browsers
            document.save()
            index_things([document])
            world.remember(key, {"": document})
        made += 1
    return made


def _museum():
    """Return the museum's name in each language."""
    names = Words()
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[code] = gettext("Azerbaijan National Art Museum")
    return names
