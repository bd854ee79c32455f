"""Which picture is there already: the same file, or one that looks the same."""

import struct

from PIL import Image, ImageOps
from wagtail.utils.file import hash_filelike

SIDE, FINE = 8, 72
# Of 64 bits. Another size or compression of one picture differs by 0 to 3; two different ones by 6 at least (see
# the tests of the demonstration's pictures).
NEAR = 4
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)


def look_of(file):
    """Return 16 hexadecimal digits that say what a picture looks like, much the same for a copy in another size.

    The difference hash: whether each of 8 × 8 places is brighter than its neighbour on the right. The whole file is
    decoded, so that one which is damaged or cut off is found out; a JPEG at an eighth of its size.

    Args:
        file: opened for reading bytes; of a size that has been checked. Its position changes.

    Returns:
        str: empty if the picture cannot be read.
    """
    try:
        return look_or_raise(file)
    except BROKEN:
        return ""


def look_or_raise(file):
    """Do as ``look_of``, but raise one of ``BROKEN`` if the picture cannot be read."""
    file.seek(0)
    with Image.open(file) as picture:
        picture.draft("L", (FINE * 2, FINE * 2))
        picture.load()
        # At once: a copy of a large picture in another mode takes hundreds of megabytes.
        small = ImageOps.exif_transpose(picture.resize((FINE, FINE), Image.Resampling.BOX))
    if "A" in small.getbands() or "transparency" in small.info:
        small = small.convert("RGBA")
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small)
    small = small.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX)
    rows = list(small.tobytes())
    bits = 0
    for row in range(SIDE):
        for column in range(SIDE):
            at = row * (SIDE + 1) + column
            bits = bits << 1 | (rows[at] > rows[at + 1])
    return f"{bits:016x}"


def same(file, objects):
    """Return those of a queryset of images or documents whose file holds the same bytes."""
    file.seek(0)
    mark = hash_filelike(file)
    file.seek(0)
    return objects.filter(file_hash=mark)


def alike(look, images, *, limit=3):
    """Return images of a queryset that look nearly the same, the most alike first.

    Args:
        look: of the new picture; an empty one, or that of an even surface, is like nothing.
    """
    wanted = int(look or "0", 16)
    if not wanted:
        return []
    near = []
    for pk, other in images.exclude(look="").order_by().values_list("pk", "look").iterator():
        if (distance := (wanted ^ int(other, 16)).bit_count()) <= NEAR:
            near.append((distance, pk))
    found = images.in_bulk([pk for _distance, pk in sorted(near)[:limit]])
    return list(found.values())
