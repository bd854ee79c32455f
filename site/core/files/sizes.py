"""Which sizes pictures lack, and making them."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import ReferenceIndex

from core import pictures

BATCH = 100


@dataclass
class Done:
    """How far the making of sizes has come."""

    total: int
    looked_at: int = 0
    made: int = 0
    unreadable: int = 0

    def __str__(self):
        return (
            f"{self.looked_at} of {self.total} pictures, {self.made} sizes made, "
            f"{self.unreadable} pictures unreadable"
        )


def in_use():
    """Return the queryset of images that anything uses: pages, drafts, snippets, settings."""
    model = get_image_model()
    rows = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(model))
    return model.objects.filter(pk__in=rows.annotate(key=Cast("to_object_id", IntegerField())).values("key"))


def lacking(images):
    """Return ``{image: names of the sizes it lacks}`` of those images that lack any, with one query.

    Of a size that is cut at the focal point, one cut elsewhere does not count.
    """
    rows = get_image_model().get_rendition_model().objects.filter(image__in=[image.pk for image in images])
    there = set(rows.values_list("image_id", "filter_spec", "focal_point_key"))
    found = {}
    for image in images:
        wanted = [
            name
            for name in pictures.specs(image)
            if (image.pk, name, Filter(spec=name).get_cache_key(image)) not in there
        ]
        if wanted:
            found[image] = wanted
    return found


def lost(images):
    """Return the sizes of some images that have a row and no file: after a restored backup, or a disk that was full."""
    renditions = get_image_model().get_rendition_model()
    storage = renditions._meta.get_field("file").storage
    rows = renditions.objects.filter(image__in=[image.pk for image in images]).values_list("pk", "file")
    return renditions.objects.filter(pk__in=[pk for pk, name in rows if not storage.exists(name)])


def make_missing(*, unused_too=False):
    """Make the sizes that pictures lack, one picture after the other.

    Args:
        unused_too: also of pictures that nothing uses.

    Yields:
        Done: after each picture; the same object every time.
    """
    images = get_image_model().objects.all() if unused_too else in_use()
    keys = list(images.order_by("pk").values_list("pk", flat=True))
    done = Done(len(keys))
    for start in range(0, len(keys), BATCH):
        batch = list(images.filter(pk__in=keys[start : start + BATCH]).order_by("pk"))
        lost(batch).delete()
        needs = lacking(batch)
        done.looked_at += len(keys[start : start + BATCH]) - len(batch)  # deleted meanwhile
        for image in batch:
            if image in needs:
                if pictures.make(image):
                    done.made += len(needs[image])
                else:
                    done.unreadable += 1
            done.looked_at += 1
            yield done
