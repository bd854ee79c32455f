"""Which picture is there already: the same file, or one that looks the same."""

import struct

from PIL import Image, ImageOps
from wagtail.utils.file import hash_filelike

SIDE, FINE = 8, 72
# Of 255, on average over all places and colours. Another size or compression of one picture differs by 4 at most; two
# carpets of one colour by 8 at least (tests/demo/test_pictures.py).
NEAR = 6
FLAT = 8  # what differs by less everywhere is an even surface, and like all others
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)


def look_of(file):
    """Return what a picture looks like: the colours of 8 × 8 places, as hexadecimal digits.

    The whole file is decoded, so that one which is damaged or cut off is found out; a JPEG at a fraction of its size.

    Args:
        file: opened for reading bytes; of a size that has been checked. Its position changes.

    Returns:
        str: 384 digits, much the same for a copy in another size; empty if the picture cannot be read.
    """
    try:
        return look_or_raise(file)
    except BROKEN:
        return ""


def look_or_raise(file):
    """Do as ``look_of``, but raise one of ``BROKEN`` if the picture cannot be read."""
    file.seek(0)
    with Image.open(file) as picture:
        picture.draft("RGB", (FINE * 2, FINE * 2))
        picture.load()
        # At once: a copy of a large picture in another mode takes hundreds of megabytes.
        small = ImageOps.exif_transpose(picture.resize((FINE, FINE), Image.Resampling.BOX))
    small = small.convert("RGBA")
    paper = Image.new("RGBA", small.size, "white")
    places = Image.alpha_composite(paper, small).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    return places.tobytes().hex()


def far(one, other):
    """Return how far two looks are from one another: 0 for the same, 255 for black and white."""
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (3 * SIDE**2)


def is_even(look):
    """Say whether a look is that of an even surface, or of nothing."""
    places = bytes.fromhex(look)
    return all(
        max(colour) - min(colour) < FLAT for colour in (places[0::3], places[1::3], places[2::3]) if colour
    )


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
    if is_even(look):
        return []
    others = images.exclude(look="").order_by().values_list("pk", "look").iterator()
    near = [(distance, pk) for pk, other in others if (distance := far(look, other)) <= NEAR]
    nearest = [pk for _distance, pk in sorted(near)[:limit]]
    found = images.in_bulk(nearest)
    return [found[pk] for pk in nearest]
