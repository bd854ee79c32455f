"""Specific pages with few queries and few objects: whole for their own address, slim for a card."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType


def for_showing(model):
    """Return the queryset of a page type that fetches what the page always shows (``shown_with``) in the same query."""
    related = getattr(model, "shown_with", ())
    return model._default_manager.select_related(*related) if related else model._default_manager.all()


def for_cards(queryset):
    """Narrow what a queryset of pages fetches to what their cards show: the lead image, and no body."""
    if "lead_image" in getattr(queryset.model, "shown_with", ()):
        queryset = queryset.select_related("lead_image")
    return queryset.defer("body") if hasattr(queryset.model, "body") else queryset


def pages_for_cards(rows):
    """Fetch pages of any types as specific as their cards need (``card_class``), one query for each class.

    Args:
        rows: ``(primary key, content type id)`` of each.

    Returns:
        dict[int, Page]: by primary key.
    """
    by_type = defaultdict(list)
    for pk, type_id in rows:
        model = ContentType.objects.get_for_id(type_id).model_class()
        by_type[model.card_class() if hasattr(model, "card_class") else model].append(pk)
    found = {}
    for model, keys in by_type.items():
        found |= {page.pk: page for page in for_cards(model._default_manager.filter(pk__in=keys))}
    return found
