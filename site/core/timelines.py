"""What happened when with a partner or a person: pages of every section in one line of time.

Only facts of record decide the order, never today's date: what is drawn from it may be kept until the next publication.
"""

import datetime
from itertools import groupby
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F
from django.db.models.functions import TruncDate
from django.utils import timezone

from core.fetching import pages_for_cards
from core.references import pages_about, references_to

SHOWN = 24


class Moment(NamedTuple):
    """What a timeline says of a page besides its title.

    Attributes:
        line: when it takes place, in the reader's words.
        note: what else has to be said of that date, or an empty string.
        kind: what the page is called; its type's ``kind_label`` if empty.
    """

    line: str
    note: str = ""
    kind: str = ""


class Entry(NamedTuple):
    """One page on a timeline.

    Attributes:
        day: the date it stands at, or ``None`` as long as it is to be announced.
        page: specific, its body deferred.
        parts: what the partner or person was in it (“director”), as texts.
    """

    day: datetime.date | None
    page: object
    parts: tuple = ()


class Timeline:
    """The newest entries of a snippet, and how many there are in all.

    Args:
        snippet: an addressed snippet.
        parts: whether to find out what it was in each of them, which costs a query more, and one per kind of row.
        limit: how many entries at most.

    Attributes:
        entries: ``Entry`` objects: first what is to be announced, then by date, the newest first.
        total: how many pages there are for it.
        others: pages that speak of the snippet and have no date, such as works; the newest first.
        others_total: how many of these there are.
        lists: ``[(label, path)]`` of the lists that have the rest.
    """

    def __init__(self, snippet, *, parts=False, limit=SHOWN):
        pages = pages_about(snippet)
        counts = dict(pages.order_by().values_list("content_type_id").annotate(Count("pk")))
        self.entries, self.total, self.lists = [], 0, {}
        undated = []
        for type_id, count in counts.items():
            model = ContentType.objects.get_for_id(type_id).model_class()
            found = _dated(model, pages.filter(content_type_id=type_id))
            if found is None:
                undated.append(type_id)
                continue
            self.total += count
            self.entries += [Entry(page.day, page) for page in found[:limit]]
            if rest := model.all_about(snippet):
                self.lists[rest] = None
        self.entries.sort(
            key=lambda entry: (entry.day is None, entry.day or datetime.date.max, entry.page.pk)
        )
        self.entries = self.entries[::-1][:limit]
        self.lists = list(self.lists) if self.total > len(self.entries) else []
        self.others_total = sum(counts[type_id] for type_id in undated)
        self.others = _newest_of(pages.filter(content_type_id__in=undated), limit) if undated else []
        if parts:
            found = parts_in([entry.page for entry in self.entries], snippet)
            self.entries = [entry._replace(parts=found.get(entry.page.pk, ())) for entry in self.entries]

    @property
    def groups(self):
        """``[(year or None, entries)]`` in order; ``None`` is what is to be announced."""
        by_year = groupby(self.entries, key=lambda entry: entry.day and entry.day.year)
        return [(year, list(entries)) for year, entries in by_year]


def day_of(moment):
    """Return the expression of the calendar day in Baku of a field of date and time."""
    return TruncDate(moment, tzinfo=timezone.get_default_timezone())


def _dated(model, pages):
    if not hasattr(model, "on_timeline"):
        return None
    found = model.on_timeline(model._default_manager.filter(pk__in=pages.values("pk")).defer("body"))
    return None if found is None else found.order_by(F("day").desc(nulls_first=True), "-pk")


def _newest_of(pages, limit):
    rows = pages.order_by("-first_published_at", "-pk").values_list("pk", "content_type_id")[:limit]
    found = pages_for_cards(rows)
    return [found[pk] for pk, _type in rows]


def parts_in(pages, snippet):
    """Return ``{key of a page: texts}``: what a snippet is in each, by the rows that name it.

    A row says so by ``part_line()``; rows without that method say nothing.
    """
    rows_of = {}
    by_key = {page.pk: page for page in pages}
    references = references_to(type(snippet), [snippet.pk]).filter(object_id__in=[str(key) for key in by_key])
    for key, path in references.values_list("page", "content_path"):
        relation, *steps = path.split(".")
        model = by_key[key]._meta.get_field(relation).related_model
        if steps and hasattr(model, "part_line"):
            rows_of.setdefault(model, {})[int(steps[0])] = key
    parts = {}
    for model, rows in rows_of.items():
        related = getattr(model, "part_with", ())
        for row in model._default_manager.filter(pk__in=rows).select_related(*related or (None,)):
            parts.setdefault(rows[row.pk], []).append(str(row.part_line()))
    return {key: tuple(dict.fromkeys(texts)) for key, texts in parts.items()}
