"""Of what readers can be told: the kinds are those of the feeds, and so is the answer to what belongs to which."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import override

from core.i18n import language_of


@dataclass(frozen=True)
class Topics:
    """The kinds of news there are.

    Attributes:
        sources: ``{name: core.feeds.engine.Source}``; the names are kept with subscriptions and never change.
        is_over: function of a page that says whether it is too late to tell of it.
    """

    sources: dict
    is_over: Callable

    @property
    def choices(self):
        """``[(name, label), …]`` in their order."""
        return [(name, source.label) for name, source in self.sources.items()]

    def labels(self, names):
        """Return the labels of some names, in their order; names that mean nothing any more are passed over."""
        return [label for name, label in self.choices if name in names]

    def of(self, page):
        """Return the names of the feeds that carry a page now: none if it is withdrawn, private, expired or over."""
        with override(language_of(page)):
            if self.is_over(page):
                return []
            return [
                name
                for name, source in self.sources.items()
                if any(stream.shown().filter(pk=page.pk).exists() for stream in source.streams())
            ]


def all_topics():
    """Return the ``Topics`` of the site."""
    return import_string(settings.ALERT_TOPICS)
