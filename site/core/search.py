"""The public search: Wagtail's index, asked in the letters of ``core.folding``.

Every term is the beginning of a word (az, ka and tr add suffixes) and all terms must be found. What has them in its
title comes first, the shortest title before the others, so that a person stands before the news about them; then what
has them in its text, the newest first. Counting occurrences would say nothing (the index has each word once) and took
PostgreSQL 3 seconds over 10,000 pages.

One query ranks pages and addressed snippets together. Wagtail's own ``autocomplete()`` takes only the last term as a
beginning and asks one model at a time; the admin uses it (see ``core.search_backend``).
"""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Case, CharField, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Length
from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page

from core import addresses
from core.folding import TITLE_MARK, query_terms
from core.i18n import locale_id, public


def _has(terms, mark=""):
    """Return the condition that an index entry has words that begin with each of the terms."""
    # Terms are a-z and 0-9 alone: nothing to escape, no operator to meet.
    if connection.vendor == "postgresql":
        words = " & ".join(f"{mark}{term}:*" for term in terms)
        return Q(autocomplete=SearchQuery(words, search_type="raw", config="simple"))
    # Imported here: the module exists for SQLite alone.
    from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression

    words = Lexeme(mark + terms[0], prefix=True)
    for term in terms[1:]:
        words &= Lexeme(mark + term, prefix=True)
    rows = get_app_config().get_model("SQLiteFTSIndexEntry").objects
    return Q(pk__in=rows.filter(MatchExpression(["autocomplete"], SearchQueryExpression(words))).values("pk"))


def _entries(terms):
    """Return the index entries that have all terms, a queryset."""
    return get_app_config().get_model("IndexEntry").objects.filter(_has(terms))


def _by_relevance(entries, terms):
    in_title = When(_has(terms, TITLE_MARK), then=Length("title"))
    behind_all_titles = Value(1_000_000)
    return entries.annotate(
        place=Case(in_title, default=behind_all_titles, output_field=IntegerField())
    ).order_by("place", "-pk")


def _of(model, objects):
    """Return the condition that an index entry is one of these objects."""
    keys = objects.order_by().annotate(index_key=Cast("pk", CharField())).values("index_key")
    return Q(content_type__in=get_descendants_content_types_pks(model), object_id__in=keys)


def search(queryset, query):
    """Narrow a queryset of an indexed model to what a query finds, in the queryset's own order.

    Args:
        queryset: of any model whose ``search_fold`` is an ``AutocompleteField``.
        query: what the reader typed; anything goes.

    Returns:
        QuerySet: empty if there is nothing to look for.
    """
    terms = query_terms(query)
    if not terms:
        return queryset.none()
    found = _entries(terms).filter(content_type__in=get_descendants_content_types_pks(queryset.model))
    return queryset.filter(
        pk__in=found.annotate(key=Cast("object_id", queryset.model._meta.pk)).values("key")
    )


class Hits:
    """What a reader may find in one language, the most relevant first; made for Django's ``Paginator``.

    Args:
        query: what the reader typed; anything goes.
        language: two-letter code; by default the active language.
    """

    def __init__(self, query, language=None):
        self.terms = query_terms(query)
        self.locale_id = locale_id(language)

    def _queryset(self):
        visible = _of(Page, public(Page.objects.filter(locale_id=self.locale_id)))
        for model in addresses.hosted_models():
            if addresses.host_page(model, self.locale_id):
                visible |= _of(model, model._default_manager.filter(locale_id=self.locale_id, live=True))
        return _entries(self.terms).filter(visible)

    def count(self):
        return self._queryset().count() if self.terms else 0

    __len__ = count

    def __getitem__(self, window):
        """Return the objects of a slice: specific pages and snippets (for ``core.pictures.prepare_cards``)."""
        if not self.terms:
            return []
        entries = _by_relevance(self._queryset(), self.terms)
        rows = entries.values_list("content_type_id", "object_id")[window]
        found = _fetch(rows)
        return [found[row] for row in rows if row in found]


def _fetch(rows):
    """Return ``{(content type, key): object}`` with few queries; what was deleted meanwhile is absent."""
    kinds = {}
    for kind, key in rows:
        kinds.setdefault(ContentType.objects.get_for_id(kind), []).append(key)
    found, page_keys = {}, []
    for kind, keys in kinds.items():
        model = kind.model_class()
        if issubclass(model, Page):
            page_keys += keys
        else:
            found |= {(kind.pk, str(thing.pk)): thing for thing in model._default_manager.filter(pk__in=keys)}
    for page in Page.objects.filter(pk__in=page_keys).specific():
        found[page.content_type_id, str(page.pk)] = page
    return found
