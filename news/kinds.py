"""The four kinds of news, by the names that addresses use for them."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

# What a feed or a filter calls a kind: model name, plural label. These are part of saved addresses.
KINDS = {
    "agreements": ("agreementpage", _("Agreements")),
    "exhibitions-abroad": ("exhibitionabroadpage", _("Exhibitions abroad")),
    "anniversaries": ("anniversarypage", _("Anniversaries")),
    "announcements": ("newspage", _("Announcements")),
}


def choices():
    """Return ``[(name, plural label), …]``."""
    return [(name, label) for name, (_model, label) in KINDS.items()]


def content_type(name):
    """Return the ContentType of a kind. Raises ``KeyError`` for an unknown one."""
    return ContentType.objects.get_by_natural_key("news", KINDS[name][0])


def narrow(queryset, name):
    """Narrow a queryset of news to one kind."""
    return queryset.filter(content_type=content_type(name))


def label(page):
    """Return what a page of news is called in the singular, from its content type alone."""
    return ContentType.objects.get_for_id(page.content_type_id).model_class().kind_label


def feed(page):
    """Return ``(name, plural label)`` of a page's kind: the feed it is in, besides the one of everything."""
    model = ContentType.objects.get_for_id(page.content_type_id).model
    return next((name, label) for name, (of, label) in KINDS.items() if of == model)
