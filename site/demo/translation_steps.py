"""How many clicks, fields and words it takes to translate one agreement into three languages, with and without help.

On the demonstration site: a new agreement is written like an earlier one, with another partner, other dates and a
paragraph of its own; what a translator would have to do is then counted string by string. Nothing is kept.
"""

from copy import deepcopy
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Locale

from core.translation import start
from demo import builders, texts
from demo.loader import Loader
from demo.texts import LANGUAGES, SOURCE
from wording import memory
from wording.editor import add_suggestions, lines_of

LIKE = "memorandum-georgia"
KEY = "measured-agreement"
# What is different in the new agreement.
REPLACED = {
    "Gürcüstan Milli Qalereyası": "İzmir Vilayət Mədəniyyət və Turizm İdarəsi",
    "Gürcüstan Milli Muzeyi": "Ege Universiteti",
    "Nika Axalbedaşvili": "Kaan Erge",
    "Tbilisidə": "İzmirdə",
    "avqustun 14-də": "sentyabrın 20-də",
}
NEW_PARAGRAPH = (
    "<p>Universitetin rəssamlıq emalatxanaları ilk birgə seminara payızda ev sahibliyi edəcək.</p>"
)


@dataclass
class Steps:
    """What one person does in the editor until every string is translated, confirmed and published.

    Attributes:
        clicks: presses of buttons.
        typed: fields written from nothing.
        corrected: fields in which only some words are changed.
        words: written by hand, counted in the words of the source.
    """

    clicks: int = 0
    typed: int = 0
    corrected: int = 0
    words: int = 0


@transaction.atomic
def count():
    """Return ``(number of strings, stock Steps, our Steps)`` for all languages together."""
    page = _new_agreement()
    memory.index_anew()
    locales = Locale.objects.filter(language_code__in=[code for code in LANGUAGES if code != SOURCE])
    strings, stock, ours = 0, Steps(), Steps()
    for translation in start(page, list(locales)):
        lines = [line for line in lines_of(translation) if line.row is None]
        add_suggestions(lines, translation.target_locale_id)
        strings += len(lines)
        _stock(lines, stock)
        _ours(lines, translation.target_locale_id, ours)
    transaction.set_rollback(True)
    return strings, stock, ours


def _new_agreement():
    library = texts.read()
    like = library["news"][LIKE]
    words = deepcopy(like.words[SOURCE])
    for block in words["body"]:
        if "html" in block:
            last = block
    last["html"] += NEW_PARAGRAPH
    item = texts.Item("news", KEY, like.file, like.facts, {SOURCE: _replaced(words)})
    library["news"][KEY] = item
    loader = Loader(library, say=lambda _line: None)
    builder = next(builder for builder in builders.STORIES if builder.section == "news")
    with loader.step("Agreement"):
        loader._make_locales()
        loader.load(builder, item)
    return loader.world.get(item.key).specific


def _replaced(value):
    if isinstance(value, dict):
        return {name: _replaced(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner) for inner in value]
    if isinstance(value, str):
        for old, new in REPLACED.items():
            value = value.replace(old, new)
    return value


def _stock(lines, steps):
    """wagtail-localize alone: “Translate”, the whole text, “Save” for each string; “Publish” at the end."""
    for line in lines:
        steps.clicks += 2
        steps.typed += 1
        steps.words += _length(line)
    steps.clicks += 1


def _ours(lines, locale, steps):
    """One press fills what the memory knows, one confirms it; likeness is corrected, the rest is typed."""
    filled = memory.exact([(line.segment.string_id, line.segment.context_id) for line in lines], locale)
    steps.clicks += 2 if filled else 0
    for line in lines:
        if (line.segment.string_id, line.segment.context_id) in filled:
            continue
        steps.clicks += 2  # “Use and edit” or “Translate”, then “Save”
        if line.suggestions:
            _suggestion, differences = line.suggestions[0]
            steps.corrected += 1
            steps.words += sum(len(words.split()) for kind, words in differences if kind == "new")
        else:
            steps.typed += 1
            steps.words += _length(line)
    steps.clicks += 1


def _length(line):
    return len(line.segment.string.data.split())
