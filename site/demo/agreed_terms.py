"""The glossary of the demonstration, and how well it fits the demonstration's own texts.

The terms are a CSV file as staff import it. What the glossary says of the texts is measured without a database: every
string of the source language is paired with its translations, as wagtail-localize pairs them.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from core.folding import fold
from core.terminology import Name
from demo.models import DemoRecord, fingerprints
from demo.texts import LANGUAGES, SOURCE
from partners.models import PersonName
from wording import spreadsheet
from wording.declension import is_form, words
from wording.glossary import Glossary, place_of
from wording.models import GlossaryEntry
from wording.sources import concept_of, concepts_of

FILE = Path(__file__).parent / "facts" / "glossary.csv"
VOCABULARIES = ("areas", "object_types", "materials", "schools")
_BLOCKS = re.compile(r"</?(?:p|ul|ol|li|h\d|blockquote)\b[^>]*>")


def entries():
    """Return the unsaved ``GlossaryEntry`` objects of the file."""
    flags = ("keep", "checked")
    return [
        GlossaryEntry(**{name: cell == "yes" if name in flags else cell for name, cell in cells.items()})
        for _line, cells in spreadsheet.read(FILE.read_bytes())
    ]


# Loading


def keys():
    """Return the ``(key, language)`` of all terms."""
    return [(f"glossary/{entry.key}", "") for entry in entries()]


@transaction.atomic
def load(world):
    """Make the terms that were never loaded and that nobody has made. Return how many."""
    there = set(GlossaryEntry.objects.values_list("key", flat=True))
    new = [
        entry
        for entry in entries()
        if entry.key not in there and (f"glossary/{entry.key}", "") not in world.records
    ]
    made = GlossaryEntry.objects.bulk_create(new)
    kind = ContentType.objects.get_for_model(GlossaryEntry)
    prints = fingerprints(GlossaryEntry, [entry.pk for entry in made])
    records = DemoRecord.objects.bulk_create(
        DemoRecord(
            key=f"glossary/{entry.key}",
            language="",
            content_type=kind,
            object_id=str(entry.pk),
            fingerprint=prints[entry.pk],
            complete=True,
        )
        for entry in made
    )
    world.records |= {(record.key, record.language): record for record in records}
    return len(made)


# Measuring


@dataclass
class Measure:
    """What the glossary says of the translations into one language.

    Attributes:
        terms: how many terms were found in source strings.
        found: how many of them the translations have.
        alarms: ``[(key of the item, term, source, translation)]`` of the others.
        changed, caught: by kind of mistake, how often it was made on purpose, and how often it was noticed.
    """

    terms: int = 0
    found: int = 0
    alarms: list = field(default_factory=list)
    changed: Counter = field(default_factory=Counter)
    caught: Counter = field(default_factory=Counter)


def concepts(library):
    """Return all concepts of a demonstration library: the file's, and those that its nouns would offer."""
    own = entries()
    return [*map(concept_of, own), *concepts_of(_names(library), {fold(entry.az) for entry in own})]


def _names(library):
    for item in library["institutions"].values():
        for language, texts in item.words.items():
            both = [texts[name] for name in ("name", "short_name") if texts.get(name)]
            for number, text in enumerate(both):
                accepted = () if language == SOURCE else tuple(both)
                yield Name(f"{item.key}.{number}", language, text, accepted)
    for item in library["people"].values():
        by_language = {}
        for row in item.facts["names"]:
            first = row["kind"] == PersonName.Kind.PREFERRED
            by_language.setdefault(row["language"], []).insert(0 if first else 9, row["text"])
        for language, (agreed, *others) in by_language.items():
            yield Name(item.key, language, agreed, tuple(others))
    for section in VOCABULARIES:
        for item in library[section].values():
            for language, texts in item.words.items():
                yield Name(item.key, language, texts["name"])


def pairs(library):
    """Yield ``(key of the item, source string, {language: translation})``; a rich text is many strings."""
    for items in library.values():
        for item in items.values():
            others = {language: texts for language, texts in item.words.items() if language != SOURCE}
            for source, translations in _pairs(item.words[SOURCE], others):
                yield item.key, source, translations


def _pairs(source, others):
    if isinstance(source, str):
        strings, translated = _strings(source), {lang: _strings(text) for lang, text in others.items()}
        for number, string in enumerate(strings):
            yield string, {lang: texts[number] for lang, texts in translated.items()}
        return
    names = source if isinstance(source, dict) else range(len(source)) if isinstance(source, list) else ()
    for name in names:
        if name != "type":
            yield from _pairs(source[name], {language: inner[name] for language, inner in others.items()})


def _strings(text):
    return [part.strip() for part in _BLOCKS.split(text) if part.strip()]


def measure(library):
    """Return ``{language: Measure}`` of the library's own texts."""
    glossary = Glossary(concepts(library))
    chance = random.Random(1937)
    measures = {language: Measure() for language in LANGUAGES if language != SOURCE}
    every = list(pairs(library))
    vocabulary = {
        language: sorted(
            {word for _key, _source, texts in every for word in words(texts[language], language)}
        )
        for language in measures
    }
    for key, source, texts in every:
        for language, text in texts.items():
            result = measures[language]
            for hint in glossary.hints(source, text, language):
                result.terms += 1
                if hint.lacking:
                    result.alarms.append((key, hint.term, source, text))
                    continue
                result.found += 1
                for kind, wrong in _mistakes(glossary, hint, source, text, language, vocabulary, chance):
                    result.changed[kind] += 1
                    found = glossary.hints(source, wrong, language)
                    result.caught[kind] += any(other.term == hint.term and other.lacking for other in found)
    return measures


def _mistakes(glossary, hint, source, text, language, vocabulary, chance):
    """Yield ``(kind, translation without the agreed term)``: each kind of mistake made wherever the term stands."""
    named = [found for found in glossary.find(source) if found[0].forms[SOURCE][0] == hint.term]
    if not named or not all(concept.checked for concept in named[0]):
        return
    forms = [form for concept in named[0] for form in concept.forms.get(language, ())]
    accepted = [words(form, language) for form in forms]

    def another_word(word):
        while is_form(other := chance.choice(vocabulary[language]), word, language):
            pass
        return other

    def another_letter(word):
        at = max(1, len(word) // 3)
        wrong = next(letter for letter in ("ოუ" if "ა" <= word[at] <= "ჰ" else "oy") if letter != word[at])
        return word[:at] + wrong + word[at + 1 :]

    def only_longest(change):
        def changed(found):
            longest = max(found, key=len)
            return [change(word) if word == longest else word for word in found]

        return changed

    original = words(hint.term, language)
    kinds = {
        "another word": lambda found: [another_word(word) for word in found],
        "one word of several": only_longest(another_word),
        "one letter": only_longest(another_letter),
        "left in the source language": lambda found: original,
    }
    for kind, change in kinds.items():
        if kind == "one word of several" and min(map(len, accepted)) == 1:
            continue
        if kind == "left in the source language" and any(
            place_of(original, form, language) is not None for form in forms
        ):
            continue  # Tbilisi is Tbilisi
        tokens, rounds = words(text, language), 0
        while rounds < 20 and (place := _place(tokens, forms, language)):
            wrong = change([tokens[at] for at in place])
            tokens = [token for at, token in enumerate(tokens) if at not in place]
            tokens[place[0] : place[0]] = wrong
            rounds += 1
        yield kind, " ".join(tokens)


def _place(tokens, forms, language):
    places = [place_of(tokens, form, language) for form in forms]
    return max(filter(None, places), key=len, default=None)
