"""The files of kits on disk: made when they are first asked for, or all at once for the ZIP, and kept by content.

``KITS_ROOT/<language>-<key>/<state>/…``: what a kit holds is named by its state, so that a changed page, picture or
setting finds an empty folder and nothing stale. Nothing here asks the database, and everything can be made again.
"""

import csv
import json
import logging
import os
import shutil
import tempfile
import time
import zipfile
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import override
from PIL import Image, ImageOps

from core.pictures import UNREADABLE
from press.kits import embedding
from press.kits.dossier import WEB, smaller
from press.kits.texts import FORMS

logger = logging.getLogger("core.kits")

WEB_QUALITY = 85
UNUSED = 30 * 24 * 3600  # seconds after which what nobody took is removed
SUPERSEDED = 24 * 3600  # and what is no longer the newest: who has begun to load it can end
STAMP = (2026, 1, 1, 0, 0, 0)  # of all files in a ZIP: the same content is the same file
ASIDE = ".making-"


class Folder:
    """The files of one ``Dossier``."""

    def __init__(self, dossier):
        self.dossier = dossier
        self.kit = Path(settings.KITS_ROOT) / f"{dossier.language}-{dossier.key}"
        self.place = self.kit / dossier.state

    @property
    def archive(self):
        """Where the ZIP is, or will be."""
        return self.place / "kit.zip"

    def since(self):
        """Return since when the kit is as it is, in seconds since 1970; no two states of it share a second."""
        current = self.kit / "current"
        try:
            if current.read_text() == self.dossier.state:
                return int(current.stat().st_mtime)
            before = int(current.stat().st_mtime)
        except FileNotFoundError:
            before = 0
        now = max(int(time.time()), before + 1)
        self.kit.mkdir(mode=0o750, parents=True, exist_ok=True)
        with _aside(current) as path:
            path.write_text(self.dossier.state)
            os.utime(path, (now, now))
        return now

    def text(self, extension):
        """Return the path of the text in one of ``FORMS``, made now if need be."""
        path = self.place / f"text.{extension}"
        if not path.exists():
            form = FORMS[extension]
            lead = self.web(self.dossier.pictures[0]) if form.with_lead and self.dossier.has_lead else None
            content = form.build(self.dossier, lead) if form.with_lead else form.build(self.dossier)
            self._keep(path, content)
        return path

    def web(self, picture):
        """Return the path of a picture's smaller file, made now if need be; ``None`` if the original is unreadable."""
        path = self.place / f"{picture.number}-web.jpg"
        if not path.exists():
            self.place.mkdir(mode=0o750, parents=True, exist_ok=True)
            try:
                with _aside(path) as made:
                    _make_web(picture, made)
            except UNREADABLE:
                logger.warning("Picture %s cannot be made smaller", picture.image, exc_info=True)
                return None
        return path

    def build(self):
        """Make everything, the ZIP last."""
        self.since()
        if self.archive.exists():
            return
        self.place.mkdir(mode=0o750, parents=True, exist_ok=True)
        with _aside(self.archive) as path, zipfile.ZipFile(path, "w") as archive:
            self._fill(archive)

    def _keep(self, path, content):
        self.place.mkdir(mode=0o750, parents=True, exist_ok=True)
        with _aside(path) as made:
            made.write_bytes(content)

    # The ZIP

    def _fill(self, archive):
        dossier = self.dossier
        inside = f"{stem(dossier)}-{dossier.language}"
        told = []
        for picture in dossier.pictures:
            names = names_of(dossier, picture)
            try:
                self._add_original(archive, f"{inside}/{names['original']}", picture)
            except OSError:
                logger.warning("The original of picture %s is not there", picture.image)
                continue
            web = self.web(picture)
            if web:
                with (
                    web.open("rb") as source,
                    archive.open(_entry(f"{inside}/{names['web']}"), "w", force_zip64=True) as out,
                ):
                    shutil.copyfileobj(source, out)
            told.append(_told(picture, names, bool(web)))
        for extension in FORMS:
            content = self.text(extension).read_bytes()
            archive.writestr(_entry(f"{inside}/{stem(dossier)}.{extension}", packed=True), content)
        with override(dossier.language):
            read_me = render_to_string("press/readme.txt", {"kit": dossier, "pictures": told})
        about = {
            "language": dossier.language,
            "title": dossier.title,
            "page": dossier.url,
            "kit": dossier.address,
        }
        listed = json.dumps(about | {"pictures": told}, ensure_ascii=False, indent=2) + "\n"
        for name, content in (
            ("README.txt", read_me),
            ("pictures.json", listed),
            ("pictures.csv", _table(told)),
        ):
            archive.writestr(_entry(f"{inside}/{name}", packed=True), content)

    def _add_original(self, archive, name, picture):
        with (
            original(picture) as (file, parts, _length),
            archive.open(_entry(name), "w", force_zip64=True) as out,
        ):
            for chunk in embedding.stream(file, parts):
                out.write(chunk)


def stem(dossier):
    """Return what the files of a kit are called by: not longer than Windows bears in a folder of its own."""
    return dossier.slug[:60].rstrip("-")


def names_of(dossier, picture):
    """Return what a picture's files are called: ``{"original": "pictures/…", "web": "pictures/…"}``."""
    start = f"pictures/{stem(dossier)}-{picture.number:02}"
    return {"original": f"{start}-original.{picture.extension}", "web": f"{start}-web.jpg"}


def _told(picture, names, has_web):
    """Return what programs are told of a picture, and the README people."""
    return {
        "number": picture.number,
        "original": names["original"],
        "web": names["web"] if has_web else "",
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "source": picture.source,
        "rights": picture.rights,
        "rights_label": picture.rights_label,
        "terms": picture.terms,
    }


def _table(told):
    out = StringIO()
    if told:
        writer = csv.DictWriter(out, told[0])
        writer.writeheader()
        writer.writerows({name: _harmless(value) for name, value in row.items()} for row in told)
    return "\ufeff" + out.getvalue()  # the mark by which spreadsheets know UTF-8


def _harmless(value):
    """Return a cell that no spreadsheet takes for a formula."""
    return (
        f"'{value}"
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
        else value
    )


def _entry(name, packed=False):
    entry = zipfile.ZipInfo(name, STAMP)
    # Pictures are compressed by themselves.
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry


# Pictures


@contextmanager
def original(picture):
    """Give ``(file, pieces, length)`` of a picture's original with its metadata, as far as its format has any.

    Raises:
        OSError: it is not there.
    """
    with default_storage.open(picture.name) as file:
        parts = embedding.pieces(file, picture)
        if parts is None:
            parts = [range(0, file.seek(0, 2))]
        yield file, parts, embedding.length(parts)


def _make_web(picture, path):
    with default_storage.open(picture.name) as file, Image.open(file) as opened:
        # A JPEG is decoded at a half, a quarter or an eighth at once: a fraction of the time and of the memory.
        opened.draft("RGB", (WEB, WEB))
        profile = opened.info.get("icc_profile") if opened.mode == "RGB" else None
        made = opened
        if made.mode not in ("RGB", "L"):
            made = _on_white(made)
        made = ImageOps.exif_transpose(made)
        if made.size != (size := smaller(*made.size)):
            made = made.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        extra = {"icc_profile": profile} if profile else {}
        out = BytesIO()
        made.save(out, "JPEG", quality=WEB_QUALITY, progressive=True, exif=b"", **extra)
    parts = embedding.pieces(out, picture)
    with path.open("wb") as whole:
        whole.writelines(embedding.stream(out, parts))


def _on_white(image):
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA"):
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
        ground.info.update({name: value for name, value in image.info.items() if name == "exif"})
        return ground
    return image.convert("RGB")


# Keeping and removing


@contextmanager
def _aside(path):
    """Give the path of a file that takes the place of ``path`` when all has gone well."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=ASIDE)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        made.chmod(0o640)
        os.replace(made, path)
    finally:
        made.unlink(missing_ok=True)


def used(path):
    """Note that a file was taken."""
    now = time.time()
    os.utime(path, (now, now))


def remove_old(now=None):
    """Remove the files of kits that have changed since yesterday, and of those that nobody took for a month.

    Returns:
        int: how many states were removed.
    """
    now = now or time.time()
    root = Path(settings.KITS_ROOT)
    removed = 0
    for kit in root.iterdir() if root.is_dir() else ():
        try:
            current = (kit / "current").read_text()
        except OSError:
            current = ""
        for place in [path for path in kit.iterdir() if path.is_dir()]:
            touched = max((path.stat().st_mtime for path in [place, *place.iterdir()]), default=0)
            if now - touched > (UNUSED if place.name == current else SUPERSEDED):
                shutil.rmtree(place, ignore_errors=True)
                removed += 1
        left = [path for path in kit.iterdir() if path.name != "current"]
        if not left and now - kit.stat().st_mtime > UNUSED:
            shutil.rmtree(kit, ignore_errors=True)
    return removed
