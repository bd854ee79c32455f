"""Which fields wagtail-localize translates, which it keeps equal, and which it leaves alone.

Words are translated; facts (dates, numbers, hours) are the same in every language and cannot be
overridden by one of them; what belongs to one language alone (its slug) is neither.
"""

from wagtail_localize.fields import SynchronizedField, TranslatableField


class OwnField(TranslatableField):
    """A field each language keeps for itself: never extracted for translation, never copied over."""

    def is_translated(self, obj):
        return False

    def is_synchronized(self, obj):
        return False


def facts(*names):
    """Return localize field rules that keep the named fields equal in all languages, without exception."""
    return [SynchronizedField(name, overridable=False) for name in names]


def own(*names):
    """Return localize field rules for fields that every language keeps for itself."""
    return [OwnField(name) for name in names]
