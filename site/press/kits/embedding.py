"""Writing metadata into a picture's file without touching the picture: the file is described as a row of pieces.

A piece is some bytes, or a ``range`` of the original's: nothing is decoded, and a file of any size costs no memory.
"""

import struct
import zlib

from PIL import Image

from press.kits import metadata

XMP_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
IPTC_JPEG = b"Photoshop 3.0\0"
XMP_PNG = b"XML:com.adobe.xmp"
CHUNK = 64 * 1024


def pieces(file, picture):
    """Return the pieces of a picture's file with our metadata in it.

    Args:
        file: the original, opened for reading bytes.
        picture: a ``Picture`` of a dossier.

    Returns:
        list | None: ``None`` for a format that cannot be written so (AVIF), or a file that is not what it seems.
    """
    file.seek(0)
    head = file.read(16)
    size = file.seek(0, 2)
    for begins, write in FORMATS:
        if begins(head):
            try:
                return write(file, size, picture)
            except (ValueError, struct.error, IndexError):
                return None
    return None


def length(parts):
    """Return how many bytes pieces are."""
    return sum(map(len, parts))


def stream(file, parts):
    """Yield the bytes of pieces."""
    for part in parts:
        if isinstance(part, bytes):
            yield part
            continue
        file.seek(part.start)
        left = len(part)
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _read(file, start, count):
    file.seek(start)
    data = file.read(count)
    if len(data) != count:
        raise ValueError("The file ends too soon.")
    return data


def _jpeg(file, size, picture):
    first, others, existing, resources = [], [], b"", b""
    at = 2
    while True:
        mark, kind = _read(file, at, 2)
        if mark != 0xFF:
            raise ValueError("No marker where one must be.")
        if kind == 0xFF:  # padding
            at += 1
            continue
        if not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            break  # what follows is the picture
        end = at + 2 + struct.unpack(">H", _read(file, at + 2, 2))[0]
        start = _read(file, at + 4, min(end - at - 4, len(XMP_JPEG)))
        if kind == 0xE1 and start == XMP_JPEG:
            existing = _read(file, at + 4 + len(XMP_JPEG), end - at - 4 - len(XMP_JPEG))
        elif kind == 0xED and start.startswith(IPTC_JPEG):
            resources += _read(file, at + 4 + len(IPTC_JPEG), end - at - 4 - len(IPTC_JPEG))
        elif kind == 0xE0 or (kind == 0xE1 and start.startswith(b"Exif\0")):
            first.append(range(at, end))
        else:
            others.append(range(at, end))
        at = end
    xmp = _segment(0xE1, XMP_JPEG + metadata.packet(picture, existing))
    iptc = _segment(0xED, IPTC_JPEG + _without_iptc(resources) + _resource(0x0404, metadata.iim(picture)))
    return [b"\xff\xd8", *first, xmp, iptc, *others, range(at, size)]


def _segment(kind, data):
    return struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data


def _resource(number, data):
    return struct.pack(">4sHHI", b"8BIM", number, 0, len(data)) + data + b"\0" * (len(data) % 2)


def _without_iptc(resources):
    """Return Photoshop's resources but the IPTC record and its checksum; nothing if they cannot be read."""
    kept, at = [], 0
    while at + 12 <= len(resources):
        if resources[at : at + 4] != b"8BIM":
            return b""
        number, name = struct.unpack(">HB", resources[at + 4 : at + 7])
        data = at + 6 + (name + 2) // 2 * 2
        count = struct.unpack(">I", resources[data : data + 4])[0]
        end = data + 4 + (count + 1) // 2 * 2
        if number not in (0x0404, 0x0425):
            kept.append(resources[at:end])
        at = end
    return b"".join(kept)


def _png(file, size, picture):
    parts, existing, at = [range(0, 8)], b"", 8
    place = 0
    while at < size:
        count, kind = struct.unpack(">I4s", _read(file, at, 8))
        end = at + 12 + count
        if kind == b"iTXt" and _read(file, at + 8, min(count, len(XMP_PNG))) == XMP_PNG:
            text = _read(file, at + 8 + len(XMP_PNG), count - len(XMP_PNG))
            existing = text[3:].split(b"\0", 2)[-1] if text[1:2] == b"\0" else b""
        else:
            parts.append(range(at, min(end, size)))
        if kind == b"IHDR":
            place = len(parts)
        if kind == b"IDAT":  # what follows is the picture
            parts.append(range(min(end, size), size))
            break
        at = end
    if not place:
        raise ValueError("A PNG without a head.")
    data = b"iTXt" + XMP_PNG + b"\0\0\0\0\0" + metadata.packet(picture, existing)
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return [*parts[:place], chunk, *parts[place:]]


def _webp(file, size, picture):
    chunks, existing, at = [], b"", 12
    while at + 8 <= size:
        kind, count = struct.unpack("<4sI", _read(file, at, 8))
        end = min(at + 8 + count + count % 2, size)
        if kind == b"XMP ":
            existing = _read(file, at + 8, count)
        else:
            chunks.append((kind, range(at, end)))
        at = end
    if not chunks:
        raise ValueError("A WebP without a picture.")
    if chunks[0][0] == b"VP8X":
        flags, rest = _read(file, chunks[0][1].start + 8, 1)[0], _read(file, chunks[0][1].start + 9, 9)
        chunks = chunks[1:]
    else:
        file.seek(0)
        with Image.open(file) as opened:
            width, height = opened.size
            flags = 0x10 if opened.mode in ("RGBA", "LA") else 0
        rest = b"\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    xmp = metadata.packet(picture, existing)
    head = struct.pack("<4sIB", b"VP8X", 10, flags | 0x04) + rest
    tail = struct.pack("<4sI", b"XMP ", len(xmp)) + xmp + b"\0" * (len(xmp) % 2)
    inside = [head, *(part for _kind, part in chunks), tail]
    return [struct.pack("<4sI4s", b"RIFF", 4 + length(inside), b"WEBP"), *inside]


def _gif(file, size, picture):
    packed = _read(file, 10, 1)[0]
    place = 13 + (3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0)
    # Adobe's own way: the packet stands there as it is, and 258 bytes after it lead any reader out again.
    way_out = b"\1" + bytes(range(0xFF, -1, -1)) + b"\0"
    block = b"\x21\xff\x0bXMP DataXMP" + metadata.packet(picture) + way_out
    return [b"GIF89a", range(6, place), block, range(place, size)]


FORMATS = (
    (lambda head: head.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP", _webp),
    (lambda head: head[:6] in (b"GIF87a", b"GIF89a"), _gif),
)
