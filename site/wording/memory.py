"""The translation memory: what was translated before, found again by the same or by similar words.

There is no store of its own: wagtail-localize keeps every string and its translations. Only the beginnings of the words
of the source strings are written down beside them (``MemoryWord``), so that a handful of likely strings can be fetched
out of tens of thousands, and compared.
"""

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, TranslationSource

from core.folding import fold
from core.i18n import SOURCE_LANGUAGE, locale_id
from core.translation.strings import STALE, is_valid
from wording.models import MemoryWord

# Kept, as STALE is, in the database as the “tool” of a translation, until a person saves or confirms it.
FROM_MEMORY = "the translation memory (please check)"

LIKE_ENOUGH = 60  # percent of words
SHOWN = 3  # suggestions for a string
_STEM = 6  # letters: az, ka and tr decline at the end
_COMMON = 400  # a word in more strings than this finds nothing
_ASKED = 6  # rare words of a string by which it looks for others
_COMPARED = 12  # likely strings that are compared in earnest
_AT_ONCE = 2000  # strings taken into the index while somebody waits
_TRAIL = 1000  # a string may be committed after one with a higher number

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Suggestion:
    """An earlier translation that may serve again.

    Attributes:
        text: the translation, inline HTML as wagtail-localize keeps it.
        percent: how many of the words of the two source strings are the same, in order; 100 for the same string.
        source: the source string that it translates.
        used_in: ``[(title, address in the CMS or None)]``.
    """

    text: str
    percent: int
    source: str
    used_in: tuple


def memory_words(text):
    """Return the beginnings of a source string's words, each once."""
    return {word[:_STEM] for word in fold(html.unescape(_TAG.sub(" ", text))).split() if len(word) > 2}


def index_new(limit=_AT_ONCE):
    """Take source strings into the index that are not in it yet, at most so many. Return how many it took."""
    newest = MemoryWord.objects.aggregate(newest=Max("string_id"))["newest"] or 0
    indexed = MemoryWord.objects.filter(string_id=OuterRef("pk"))
    strings = String.objects.filter(locale_id=locale_id(SOURCE_LANGUAGE), pk__gt=newest - _TRAIL)
    new = list(strings.filter(~Exists(indexed)).order_by("pk").values_list("pk", "data")[:limit])
    if new:
        rows = (
            MemoryWord(word=word, string_id=pk)
            # A string of short words alone is written down too, or it would be looked at again and again.
            for pk, data in new
            for word in memory_words(data) or {""}
        )
        with transaction.atomic():
            while batch := list(islice(rows, 5000)):
                MemoryWord.objects.bulk_create(batch)
    return len(new)


@transaction.atomic
def index_anew():
    """Make the whole index anew. Return how many strings it holds."""
    MemoryWord.objects.all().delete()
    while index_new(limit=20_000):
        pass
    return MemoryWord.objects.aggregate(n=Count("string_id", distinct=True))["n"]


def trusted(locale):
    """Return the translations into a locale that a person stands for: not machine-made, carried over or filled in.

    Those of pages that wait for their hour are nobody's yet: a translator need not have a part in every release.
    """
    waiting = Page.objects.filter(live=False, first_published_at=None, go_live_at__isnull=False)
    rows = StringTranslation.objects.filter(locale_id=locale, has_error=False, context__isnull=False).exclude(
        context__object_id__in=waiting.values("translation_key")
    )
    return rows.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL).exclude(
        tool_name__in=[STALE, FROM_MEMORY]
    )


def suggest(strings, locale):
    """Return ``{string id: [Suggestion, …]}``, the best first, at most ``SHOWN`` for each.

    Eight queries at most, however many strings there are, and however many are remembered.

    Args:
        strings: the source ``String``s in question.
        locale: primary key of the locale to translate into.
    """
    index_new()
    likely = _likely(strings)
    ids = {pk for found in likely.values() for pk in found} | {string.pk for string in strings}
    remembered = defaultdict(Counter)
    places = defaultdict(dict)
    rows = trusted(locale).filter(translation_of_id__in=ids).order_by("-updated_at")
    for string_id, object_id, data in rows.values_list("translation_of_id", "context__object_id", "data"):
        remembered[string_id][data] += 1
        places[string_id, data].setdefault(object_id)
    sources = dict(String.objects.filter(pk__in=remembered).values_list("pk", "data"))
    ranked = {}
    for string in strings:
        wordings = {}
        candidates = (
            (likeness(string.data, sources[pk]), pk)
            for pk in {string.pk, *likely[string.pk]} & sources.keys()
        )
        for percent, pk in sorted(candidates, reverse=True):
            if percent < LIKE_ENOUGH:
                break
            for text, _count in remembered[pk].most_common():
                if text not in wordings and is_valid(string.data, text):
                    wordings[text] = (percent, pk)
        if wordings:
            ranked[string.pk] = list(wordings.items())[:SHOWN]
    named = _titles(
        {key for found in ranked.values() for text, (_p, pk) in found for key in places[pk, text]}, locale
    )
    return {
        string_id: [
            Suggestion(
                text, percent, sources[pk], tuple(named[key] for key in places[pk, text] if key in named)
            )
            for text, (percent, pk) in found
        ]
        for string_id, found in ranked.items()
    }


def likeness(one, other):
    """Return how alike two source strings are, by their words in order, in percent; 100 only for the same string."""
    if one == other:
        return 100
    ours, theirs = (_TAG.sub(" ", text).split() for text in (one, other))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.real_quick_ratio() * 100 < LIKE_ENOUGH or matcher.quick_ratio() * 100 < LIKE_ENOUGH:
        return 0
    return min(99, int(matcher.ratio() * 100))


def exact(segments, locale):
    """Return ``{(string id, context id): text}`` for strings that were translated elsewhere, word for word.

    Where there are several translations the one used most often is given, of equal ones the latest.

    Args:
        segments: ``[(string id, context id)]`` without a translation.
        locale: primary key of the locale to translate into.
    """
    wordings = defaultdict(Counter)
    rows = trusted(locale).filter(translation_of_id__in={string for string, _context in segments})
    for string_id, data in rows.order_by("-updated_at").values_list("translation_of_id", "data"):
        wordings[string_id][data] += 1
    return {place: wordings[place[0]].most_common(1)[0][0] for place in segments if wordings.get(place[0])}


def _likely(strings):
    """Return ``{string id: [ids of strings that share its rarest words]}``."""
    wanted = {string.pk: memory_words(string.data) for string in strings}
    every = set().union(*wanted.values()) if wanted else set()
    counts = dict(
        MemoryWord.objects.filter(word__in=every).values_list("word").annotate(n=Count("pk")).order_by()
    )
    asked = {
        pk: sorted(
            (word for word in found if counts.get(word, 0) <= _COMMON),
            key=lambda word: (counts.get(word, 0), word),
        )[:_ASKED]
        for pk, found in wanted.items()
    }
    holders = defaultdict(list)
    rows = MemoryWord.objects.filter(word__in={word for found in asked.values() for word in found})
    for word, string_id in rows.values_list("word", "string_id"):
        holders[word].append(string_id)
    return {
        pk: [
            other
            for other, _shared in Counter(
                holder for word in found for holder in holders[word] if holder != pk
            ).most_common(_COMPARED)
        ]
        for pk, found in asked.items()
    }


def _titles(keys, locale):
    """Return ``{translation key: (title of the source, address of the translation's editor or None)}``."""
    titles = dict(
        TranslationSource.objects.filter(object_id__in=keys).values_list("object_id", "object_repr")
    )
    pages = Page.objects.filter(translation_key__in=keys, locale_id=locale).order_by()
    editors = {
        key: reverse("wagtailadmin_pages:edit", args=[pk])
        for key, pk in pages.values_list("translation_key", "pk")
    }
    return {key: (title, editors.get(key)) for key, title in titles.items()}
