"""Pictures as readers get them: which sizes and formats there are, and how to have them ready with few queries.

A work of art is never cropped: all sizes keep the picture's own proportions. The one exception is the preview that
social networks show, which they would crop themselves, and worse; a work lies whole on a mat of their proportions.
"""

import logging
from typing import NamedTuple

from django.conf import settings
from django.db.models import prefetch_related_objects
from PIL.Image import DecompressionBombError
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

logger = logging.getLogger(__name__)

WIDTHS = (340, 440, 800, 1200, 1600)
# Formats in the order in which a browser is to choose, each with the quality of small sizes, whose pixels a telephone
# shows too fine to be told apart, and that of the others.
MODERN = {"avif": (25, 40), "webp": (64, 72)}
SMALL = 440
FALLBACK_WIDTH = 800
FALLBACK = f"width-{FALLBACK_WIDTH}|format-jpeg|jpegquality-80"
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-80"  # a photograph, at its focal point
SOCIAL_WIDE = 1.3  # width over height from which a picture fills its preview
SOCIAL_WORK = "max-1120x550|mat-1200x630|format-jpeg|jpegquality-80"  # a work, whole on its mat


class Place(NamedTuple):
    """Where a page shows its first picture: what the browser needs to know before it knows the layout.

    Attributes:
        widths: those of ``WIDTHS`` that are of use there.
        sizes: for each layout its media condition, and the width and the height that it leaves, as CSS lengths; a
            tall picture is narrower than its place.
    """

    widths: tuple
    sizes: tuple

    def sizes_of(self, image):
        """Return the attribute ``sizes`` of an image that is never cropped there."""
        ratio = f"{image.width / image.height:.3f} * " if image.height else ""
        return ", ".join(
            f"{condition} min({width}, {ratio}{height})".strip() if ratio else f"{condition} {width}".strip()
            for condition, width, height in self.sizes
        )


# On a telephone, a work is whole on the first screen, and its title with it.
PLACES = {
    "hero": Place(
        (340, 440, 800, 1200),
        (("(min-width: 62rem)", "50vw", "min(66vh, 42rem)"), ("", "calc(100vw - 4rem)", "45vh")),
    ),
    "work": Place(
        WIDTHS,
        (("(min-width: 62rem)", "58vw", "min(80vh, 56rem)"), ("", "calc(100vw - 2rem)", "45vh")),
    ),
    "lead": Place(
        (340, 440, 800, 1200),
        (
            ("(min-width: 80rem)", "48rem", "min(80vh, 56rem)"),
            ("(min-width: 62rem)", "60vw", "min(80vh, 56rem)"),
            ("", "calc(100vw - 2rem)", "min(80vh, 56rem)"),
        ),
    ),
}

# What a missing, broken or too large original, a full disk or a file system without rights is reported as.
UNREADABLE = (OSError, SourceImageIOError, DecompressionBombError, SyntaxError, InvalidFilterSpecError)


def widths_for(image, wanted=WIDTHS):
    """Return those of the wanted widths that the original can fill, and at least the smallest."""
    return [width for width in sorted(wanted) if width <= image.width] or [min(wanted)]


def spec(width, file_format):
    """Return Wagtail's name for one size in one modern format."""
    quality = MODERN[file_format][width > SMALL]
    return f"width-{width}|format-{file_format}|{file_format}quality-{quality}"


def specs(image):
    """Return every rendition that templates may ask for of an image, the most needed first."""
    modern = [spec(width, file_format) for width in widths_for(image) for file_format in MODERN]
    return [FALLBACK, *modern, SOCIAL, SOCIAL_WORK]


def make(image):
    """Make whatever renditions are missing; slow, so for the background worker.

    Returns:
        bool: False if the original cannot be read or the result cannot be written.
    """
    try:
        for name in specs(image):
            image.get_rendition(name)
    except UNREADABLE:
        logger.warning("No renditions of image %s", image.pk, exc_info=True)
        return False
    return True


class Size(NamedTuple):
    """One rendition, as far as a page needs it."""

    url: str
    width: int
    height: int


def fetch_sizes(images):
    """Look up which renditions there are of several images, with one query for all that have not been looked up.

    A page shows a dozen pictures in as many sizes each: plain rows cost a tenth of as many model instances, and
    far less than Wagtail's own search among them, which reads every filter's specification anew.
    """
    lacking = {}
    for image in images:
        if image and not hasattr(image, "sizes"):
            lacking.setdefault(image.pk, []).append(image)
    if not lacking:
        return
    model = get_image_model().get_rendition_model()
    storage = model._meta.get_field("file").storage
    found = {pk: {} for pk in lacking}
    rows = model.objects.filter(image_id__in=lacking).order_by("pk")
    for pk, spec, file, width, height in rows.values_list(
        "image_id", "filter_spec", "file", "width", "height"
    ):
        # Of a cropped size there may be one for each focal point there was: the newest counts.
        found[pk][spec] = Size(storage.url(file), width, height)
    for pk, same in lacking.items():
        for image in same:
            image.sizes = found[pk]


def existing(image, names):
    """Return ``{spec: Size}`` of the named renditions that are there; no query if they were looked up before."""
    fetch_sizes([image])
    return {name: image.sizes[name] for name in names if name in image.sizes}


def social_size(image, work=False):
    """Return the spec of the size that social networks are given of an image.

    Args:
        image: ``MuseumImage``.
        work: whether it shows a work of art, which is never cropped.
    """
    # A tall picture would lose more than half of itself; where an editor set the focal point, that was the wish.
    whole = work or (image.width < SOCIAL_WIDE * image.height and not image.has_focal_point())
    return SOCIAL_WORK if whole else SOCIAL


def social(image, work=False):
    """Return the rendition that social networks are given, made now if need be, or ``None`` if it cannot be made."""
    try:
        return image.get_rendition(social_size(image, work))
    except UNREADABLE:
        logger.warning("Image %s cannot be shown", image.pk, exc_info=True)
        return None


def fallback(image):
    """Return the JPEG that every browser shows, made now if need be, or ``None`` if the original is unreadable."""
    try:
        return image.get_rendition(FALLBACK)
    except UNREADABLE:
        logger.warning("Image %s cannot be shown", image.pk, exc_info=True)
        return None


def prepare_cards(objects):
    """Fetch at once what the cards of pages and snippets show: images, renditions and ``card_prefetch`` of a model.

    Args:
        objects: specific pages and addressed snippets, of any types.
    """
    image_label = settings.WAGTAILIMAGES_IMAGE_MODEL
    by_model = {}
    for thing in objects:
        by_model.setdefault(type(thing), []).append(thing)
    lacking, there = [], []
    for model, things in by_model.items():
        if needed := getattr(model, "card_prefetch", ()):
            prefetch_related_objects(things, *needed)
        for field in model._meta.concrete_fields:
            if field.related_model and field.related_model._meta.label == image_label:
                for thing in things:
                    if field.is_cached(thing):
                        there.append(getattr(thing, field.name))
                    elif getattr(thing, field.attname):
                        lacking.append((thing, field))
    if lacking:
        images = get_image_model().objects.in_bulk(
            {getattr(thing, field.attname) for thing, field in lacking}
        )
        for thing, field in lacking:
            setattr(thing, field.name, images.get(getattr(thing, field.attname)))
        there += images.values()
    fetch_sizes(there)
