"""Lists with filters and page numbers, in which a wrong address is a clear page and never an error."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# A typed date that nobody means: years before and after these only break calendars.
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)


@dataclass
class Filter:
    """One question a reader may narrow a list by.

    Attributes:
        name: key in the query string.
        label: what the reader sees above the choices.
        choices: function without arguments that returns ``[(value, label), …]``, asked at most once.
        apply: function ``(queryset, value) -> queryset``.
        counts: function ``name -> {value: number}`` of what each choice would find beside the other filters' choices,
            where the index knows it cheaply; asked after all filters have their values.
    """

    name: str
    label: str
    choices: Callable
    apply: Callable
    counts: Callable | None = None
    value: str = field(default="", init=False)
    error: str = field(default="", init=False)  # why it is wrong, in the reader's language
    # Where nothing is chosen: what the reader sees, and what is done to the queryset.
    every: str = gettext_lazy("All")
    default: Callable | None = None

    @cached_property
    def options(self):
        return [(str(value), label) for value, label in self.choices()]

    @cached_property
    def shown(self):
        """``[(value, label, number or None)]``: the options that would find something, and the one that is set."""
        if self.counts is None:
            return [(value, label, None) for value, label in self.options]
        numbers = self.counts(self.name)
        found = [(value, label, numbers.get(value, 0)) for value, label in self.options]
        return [option for option in found if option[2] or option[0] == self.value]

    @property
    def chosen_label(self):
        return dict(self.options).get(self.value, "")

    @property
    def is_set(self):
        return bool(self.value) and not self.error

    @property
    def values(self):
        """The part of the query string that is this filter's: ``{key: text}``."""
        return {self.name: self.value}

    def read(self, query):
        """Take what the request's ``QueryDict`` says; a wrong value is kept, and ``error`` says so."""
        self.value = query.get(self.name, "").strip()
        if self.value and self.value not in dict(self.options):
            self.error = _("There is no such filter. Choose one from the list.")

    def narrow(self, queryset):
        if self.is_set:
            return self.apply(queryset, self.value)
        return self.default(queryset) if self.default else queryset


@dataclass
class DayInput:
    """One end of a ``DayFilter``: ``value`` as typed, ``day`` as understood, ``error`` if it was not."""

    name: str
    label: str
    value: str = ""
    day: datetime.date | None = None
    error: str = ""

    def read(self, query):
        typed = query.get(self.name, "").replace("\0", "").strip()
        self.value = typed[:40]
        if not typed:
            return
        try:
            # ISO, as browsers send it, or the way the reader's language writes it.
            day = forms.DateField().clean(typed) if typed.isascii() and len(typed) <= 40 else None
        except ValidationError:
            day = None
        if day and EARLIEST <= day <= LATEST:
            self.day = day
        else:
            self.error = _("This is not a date. Write it like this: %(example)s") % {"example": "2026-11-28"}


class DayFilter:
    """The days a reader may narrow a list to: from one, until another, or both.

    Args:
        apply: function ``(queryset, first, last) -> queryset``; either day may be ``None``, both are included.
    """

    is_days = True

    def __init__(self, apply):
        self.apply = apply
        self.first = DayInput("from", pgettext_lazy("first day", "From"))
        self.last = DayInput("to", pgettext_lazy("last day", "Until"))

    @property
    def inputs(self):
        return [self.first, self.last]

    @property
    def error(self):
        return self.first.error or self.last.error

    @property
    def is_set(self):
        return bool(self.first.day or self.last.day) and not self.error

    @property
    def values(self):
        return {item.name: item.value for item in self.inputs}

    def read(self, query):
        for item in self.inputs:
            item.read(query)
        if self.first.day and self.last.day and self.last.day < self.first.day:
            self.last.error = _("The last day cannot be before the first.")

    def narrow(self, queryset):
        return self.apply(queryset, self.first.day, self.last.day) if self.is_set else queryset


class Narrowed:
    """A queryset as the filters of an address narrow it.

    Args:
        queryset: what there is, in order.
        filters: ``Filter`` objects, or others of the same behaviour.
        query: the request's ``QueryDict``; keys that are no filter are ignored.

    Attributes:
        queryset: what is left of it; nothing if the address was wrong.
        error: why the address was wrong, in the reader's language, or an empty string.
    """

    def __init__(self, queryset, filters, query):
        self.filters = filters
        for item in filters:
            item.read(query)
        self.error = next((item.error for item in filters if item.error), "")
        if self.error:
            queryset = queryset.none()
        else:
            for item in filters:
                queryset = item.narrow(queryset)
        self.queryset = queryset

    @property
    def chosen(self):
        """The filters that a reader has set."""
        return [item for item in self.filters if item.is_set and not getattr(item, "is_hidden", False)]

    @property
    def reset_query(self):
        """The query string without what a reader can choose."""
        cleared = {
            name: "" for item in self.filters if not getattr(item, "is_hidden", False) for name in item.values
        }
        return self.query_string(**cleared)

    def query_string(self, **changes):
        """Return the query string of the same list with some keys changed; an empty value removes its key."""
        values = {name: value for item in self.filters for name, value in item.values.items()} | changes
        kept = {
            name: value for name, value in values.items() if value and (name, str(value)) != ("page", "1")
        }
        return f"?{urlencode(kept)}" if kept else "."


class Listing(Narrowed):
    """One page of a filtered list.

    Args:
        queryset, filters, query: as of ``Narrowed``.
        per_page: how many there are on a page.

    Attributes:
        page: Django's ``Page`` of objects; empty if the address was wrong.
        error: why the address was wrong, in the reader's language, or an empty string.
    """

    def __init__(self, queryset, filters, query, *, per_page=12):
        super().__init__(queryset, filters, query)
        self.paginator = Paginator(self.queryset, per_page)
        self.page = self._page(query.get("page", ""))

    def _page(self, number):
        number = number.strip() or "1"
        try:
            # Python reads other digits and thousands of them; a page number is a short, plain one.
            if not (number.isascii() and number.isdigit() and len(number) < 8):
                raise EmptyPage
            return self.paginator.page(int(number))
        except EmptyPage:
            self.error = self.error or _("There is no such page in this list.")
            return self.paginator.page(1)

    @property
    def objects(self):
        return [] if self.error else self.page.object_list

    @property
    def previous_query(self):
        return self.query_string(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_query(self):
        return self.query_string(page=self.page.number + 1) if self.page.has_next() else ""
