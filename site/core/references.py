"""Which pages speak of a snippet, and which go together because they speak of the same ones.

Asked of Wagtail's reference index, so that no section need be known here.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from core.cache import kept
from core.i18n import public

AKIN = 3  # how many related pages are found for a page without an editor

_parts = defaultdict(list)


@dataclass(frozen=True)
class Part:
    """What a section shows on the page of a snippet that it did not make itself.

    Attributes:
        template: its name; it finds the context as ``part``.
        context: function of the snippet that returns a dict, empty if there is nothing to show.
        pages: the page type whose pages it shows; ``pages_about`` leaves them out.
    """

    template: str
    context: Callable
    pages: type


def show_on(model, part):
    """Have a ``Part`` shown on every page of a snippet model: a person's works, without partners knowing of works."""
    _parts[model].append(part)


def parts_of(snippet):
    """Return what sections show on a snippet's page: ``[(template, context), …]``."""
    found = [(part.template, part.context(snippet)) for part in _parts[type(snippet)]]
    return [(template, context) for template, context in found if context]


def references_of_pages():
    """Return the entries of the index whose source is a page, with its key as ``page``."""
    pages = ReferenceIndex.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return pages.annotate(page=Cast("object_id", IntegerField()))


def references_to(model, keys):
    """Return what pages refer to any of the snippets of ``model`` with these primary keys."""
    return references_of_pages().filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=[str(key) for key in keys]
    )


def pages_about(snippet):
    """Return the queryset of public pages of the snippet's own language that refer to it, in no order.

    Pages that a ``Part`` shows are left out.
    """
    keys = references_to(type(snippet), [snippet.pk]).values("page")
    pages = public(Page.objects.filter(pk__in=keys, locale_id=snippet.locale_id))
    apart = [part.pages for part in _parts[type(snippet)]]
    return pages.not_exact_type(*apart) if apart else pages


@kept("akin")
def akin_keys(pk, limit=AKIN):
    """Find the newest pages that share a snippet with a page: its own type says which count (``tied_by``).

    Args:
        pk: primary key of a saved page.
        limit: how many at most.

    Returns:
        list[int]: keys of public pages of the same language, the newest first by their type's ``newest_by``; without
        the page itself, and without what an editor chose for it in any language.
    """
    page = Page.objects.filter(pk=pk).first()
    snippets = page and getattr(page.specific_class, "tied_by", lambda: None)()
    if snippets is None:
        return []
    named = references_of_pages().filter(
        object_id=str(pk), to_content_type=ContentType.objects.get_for_model(snippets.model)
    )
    keys = named.annotate(snippet=Cast("to_object_id", IntegerField())).values("snippet")
    shared = list(snippets.filter(pk__in=keys).values_list("pk", flat=True))
    if not shared:
        return []
    pages = public(
        Page.objects.filter(
            pk__in=references_to(snippets.model, shared).values("page"), locale_id=page.locale_id
        )
    ).exclude(pk=pk)
    pages = pages.exclude(translation_key__in=page.related_pages.values("page__translation_key"))
    return _newest(pages, limit)


def _newest(pages, limit):
    types = ContentType.objects.get_for_id
    models = {
        types(pk).model_class()
        for pk in pages.order_by().values_list("content_type_id", flat=True).distinct()
    }
    classes = {model.card_class() for model in models if hasattr(model, "card_class")}
    rows = []
    for model in classes:
        found = model._default_manager.filter(pk__in=pages.values("pk")).order_by(
            f"-{model.newest_by}", "-pk"
        )
        rows += found.values_list(model.newest_by, "pk")[:limit]
    return [pk for _when, pk in heapq.nlargest(limit, rows, key=itemgetter(0, 1))]
