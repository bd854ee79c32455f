"""Template tags of press kits."""

from django import template

register = template.Library()


@register.filter
def kit_number(image, numbers):
    """``{{ image|kit_number:numbers }}``: the number of a picture among the files of its kit, or nothing."""
    return image and numbers.get(image.pk)


@register.filter
def megabytes(size):
    """``{{ 12345678|megabytes }}``: bytes in MB, with one digit behind the point."""
    return round(size / 1_000_000, 1) or 0.1
