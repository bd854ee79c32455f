"""What a file says of itself: whose it is, what it shows, what others may do with it. XMP first, then IPTC, then EXIF.

Programs of photographers write the same thing in up to three places; the newest kind of place is the fullest.
"""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from PIL import ExifTags, Image, IptcImagePlugin

from core.fields import Words
from core.files import xmp
from core.files.likeness import BROKEN

LONGEST = 255  # letters of a field of ours
LARGEST = 2**20  # bytes of a packet that is looked at
XMP_IN_PDF = b"<x:xmpmeta", b"</x:xmpmeta>"
MARKS = ("©", "(c)", "copyright")


@dataclass(frozen=True)
class Said:
    """What a file says. Whatever it does not say is empty.

    Attributes:
        creator, credit, notice: by-line, credit line and copyright notice, as they stand there.
        source: where it comes from.
        caption: what it shows, in a language that nobody knows.
        licence: any address of a licence.
        day: of the photograph.
        alts: alternative texts by our languages.
    """

    creator: str = ""
    credit: str = ""
    notice: str = ""
    source: str = ""
    caption: str = ""
    licence: str = ""
    day: date | None = None
    alts: Words = field(default_factory=Words)

    @property
    def named(self):
        """Who is to be named, in one line: the by-line and the credit line, else the copyright notice."""
        if not self.creator or self.creator.casefold() in self.credit.casefold():
            return self.credit or _without_mark(self.notice)
        return f"{self.creator} / {self.credit}" if self.credit else self.creator

    def values(self):
        """Return ``{field: value}`` for the form of a picture or a document: only what is said."""
        found = {
            "credit": _in_source(self.named),
            "rights": statement(self.licence),
            "source": _in_source(self.source),
            "description": self.caption[:LONGEST],
            "alt": self.alts,
            "taken_on": self.day,
        }
        return {name: value for name, value in found.items() if value}


def statement(licence):
    """Return our rights statement for the address of a licence, or an empty text if it is none of ours."""
    from core.models.images import Rights

    address = _bare(licence)
    for rights in Rights:
        ours = _bare(rights.value)
        if address == ours or address.startswith(f"{ours}/"):  # “…/deed.en”
            return rights.value
    return ""


def of_picture(file):
    """Return the ``Said`` of a picture.

    Args:
        file: opened for reading bytes, of a size that has been checked. Its position changes.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
            iptc = _iptc(picture)
            exif = _exif(picture)
    except (*BROKEN, KeyError, TypeError, IndexError, AttributeError):
        return Said()
    finally:
        file.seek(0)
    return _best(_xmp(packet.encode() if isinstance(packet, str) else packet), iptc, exif)


def of_document(file):
    """Return the ``Said`` of a document: of a PDF, if it holds an XMP packet that is not compressed."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    begin, end = XMP_IN_PDF
    at = data.rfind(begin)
    if not data.startswith(b"%PDF") or at < 0:
        return Said()
    until = data.find(end, at, at + LARGEST)
    return _best(_xmp(data[at : until + len(end)])) if until > 0 else Said()


def _best(*accounts):
    """Return what the first of several accounts says that says anything, field by field."""
    found = {}
    for account in accounts:
        found = {name: value for name, value in account.items() if value} | found
    return Said(**found)


def _xmp(packet):
    root = xmp.parsed(packet) if len(packet) <= LARGEST else None
    if root is None:
        return {}

    def first(name):
        said = dict(reversed(xmp.values(root, name)))
        return said.get("x-default") or next(iter(reversed(said.values())), "")

    alts = Words()
    for language, text in xmp.values(root, "Iptc4xmpCore:AltTextAccessibility"):
        if language[:2] in dict(settings.LANGUAGES):
            alts.setdefault(language[:2], text[:LONGEST])
    return {
        "creator": ", ".join(dict.fromkeys(text for _language, text in xmp.values(root, "dc:creator"))),
        "credit": first("photoshop:Credit"),
        "notice": first("dc:rights"),
        "source": first("photoshop:Source"),
        "caption": first("dc:description"),
        "licence": first("xmpRights:WebStatement"),
        "day": _day(first("photoshop:DateCreated")),
        "alts": alts,
    }


def _iptc(picture):
    found = IptcImagePlugin.getiptcinfo(picture) or {}

    def text(number):
        value = found.get((2, number)) or b""
        parts = value if isinstance(value, list) else [value]
        return ", ".join(_decoded(part) for part in parts)

    return {
        "creator": text(80),
        "credit": text(110),
        "notice": text(116),
        "source": text(115),
        "caption": text(120),
        "day": _day(text(55)),
    }


def _exif(picture):
    found = picture.getexif()
    detail = found.get_ifd(ExifTags.IFD.Exif)

    def text(tag):
        value = found.get(tag) or b""
        # Pillow takes the bytes for Latin-1; programs write UTF-8.
        return _decoded(value.encode("latin-1", "replace") if isinstance(value, str) else value)

    return {
        "creator": text(ExifTags.Base.Artist),
        "notice": text(ExifTags.Base.Copyright),
        "caption": text(ExifTags.Base.ImageDescription),
        "day": _day(detail.get(ExifTags.Base.DateTimeOriginal) or ""),
    }


def _decoded(value):
    """Return a text of bytes: UTF-8, as all programs write today, else what Windows wrote."""
    for name in ("utf-8", "cp1252"):
        try:
            return _clean(value.decode(name))
        except (UnicodeDecodeError, AttributeError):
            continue
    return ""


def _clean(text):
    # A letter that a database cannot keep would make a 500 of somebody's upload.
    return " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())


def _day(text):
    """Return the day of 2026:11:27 10:00:00, 2026-11-27T10:00 or 20261127, or ``None``."""
    digits = "".join(letter for letter in str(text)[:10] if letter.isdigit())
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _in_source(text):
    """Return a name as words: what is said in no particular language stands in the source language."""
    text = _clean(text)[:LONGEST].strip()
    return Words({settings.LANGUAGE_CODE: text} if text else {})


def _without_mark(notice):
    text = notice.strip()
    for mark in MARKS:
        if text.casefold().startswith(mark):
            text = text[len(mark) :].strip()
    return text


def _bare(address):
    return address.strip().lower().partition("://")[2].removeprefix("www.").rstrip("/")
