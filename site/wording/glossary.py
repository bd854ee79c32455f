"""The glossary as one thing to ask: which agreed terms stand in a text, and whether a translation has them.

Pure functions over ``Concept``s; where those come from is ``wording.sources``.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from core.i18n import SOURCE_LANGUAGE
from wording.declension import is_form, words

INSERTED = 2  # words that may stand within a term: a “three-party” protocol of cooperation


@dataclass(frozen=True)
class Concept:
    """One thing that has an agreed name in several languages.

    Attributes:
        key: unique; the same for the same thing.
        forms: ``{language: (agreed form, also accepted, …)}``; a language may be absent.
        note: for translators.
        checked: whether a translation without an accepted form is called to attention.
    """

    key: str
    forms: dict = field(hash=False)
    note: str = ""
    checked: bool = True


@dataclass(frozen=True)
class Hint:
    """What the glossary says of one term of a source text.

    Attributes:
        term: the term as the source's language has it.
        agreed: the agreed forms in the language of the translation; more than one if the source term has two meanings.
        note: for translators.
        lacking: whether the translation has none of the forms.
    """

    term: str
    agreed: tuple
    note: str
    lacking: bool


class Glossary:
    """Concepts, arranged so that those of a text are found without trying each.

    Args:
        concepts: iterable of ``Concept``; of two with the same source form the earlier counts first.
    """

    def __init__(self, concepts):
        self._by_beginning = defaultdict(list)
        for concept in concepts:
            for form in concept.forms.get(SOURCE_LANGUAGE, ()):
                if parts := tuple(words(form, SOURCE_LANGUAGE)):
                    self._by_beginning[parts[0][:2]].append((parts, concept))
        for entries in self._by_beginning.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text):
        """Return the concepts named in a source text, each once, in order.

        The longest name counts: in “Gürcüstan Milli Muzeyi” no “Gürcüstan” is found.

        Returns:
            list[list[Concept]]: for each name the concepts that bear it.
        """
        tokens = words(text, SOURCE_LANGUAGE)
        found, at = {}, 0
        while at < len(tokens):
            length, concepts = 1, []
            for parts, concept in self._by_beginning.get(tokens[at][:2], ()):
                if concepts and len(parts) < length:
                    break
                if _stands_at(tokens, at, parts, SOURCE_LANGUAGE):
                    length = len(parts)
                    concepts.append(concept)
            if concepts:
                found.setdefault(tuple(concept.key for concept in concepts), concepts)
            at += length
        return list(found.values())

    def hints(self, source, translation, language):
        """Return a ``Hint`` for each term of ``source`` that has a form in ``language``.

        Args:
            source: text or inline HTML in the source language.
            translation: the same, translated; ``None`` if it is not translated yet, and then nothing is lacking.
            language: of the translation.
        """
        tokens = None if translation is None else words(translation, language)
        hints = []
        for concepts in self.find(source):
            concepts = [concept for concept in concepts if concept.forms.get(language)]
            if not concepts:
                continue
            lacking = (
                tokens is not None
                and all(concept.checked for concept in concepts)
                and not any(
                    holds(tokens, form, language) for concept in concepts for form in concept.forms[language]
                )
            )
            hints.append(
                Hint(
                    concepts[0].forms[SOURCE_LANGUAGE][0],
                    tuple(dict.fromkeys(concept.forms[language][0] for concept in concepts)),
                    " ".join(dict.fromkeys(concept.note for concept in concepts if concept.note)),
                    lacking,
                )
            )
        return hints


def holds(tokens, form, language):
    """Return whether the words of a text hold a form, declined in any way."""
    return place_of(tokens, form, language) is not None


def place_of(tokens, form, language):
    """Return where a form stands first among the words of a text, as a list of their indexes, or ``None``.

    Args:
        tokens: what ``words`` returns for the text.
        form: an agreed or accepted form; up to ``INSERTED`` other words may stand within it.
        language: of both.
    """
    if not (parts := words(form, language)):
        return None
    for at, token in enumerate(tokens):
        if is_form(token, parts[0], language):
            rest = _goes_on(tokens, at + 1, parts[1:], language, INSERTED)
            if rest is not None:
                return [at, *rest]
    return None


def _goes_on(tokens, at, parts, language, spare):
    """Return the indexes at which the parts follow in their order, with few other words among them, or ``None``."""
    if not parts:
        return []
    for place in range(at, min(at + spare + 1, len(tokens))):
        if is_form(tokens[place], parts[0], language):
            rest = _goes_on(tokens, place + 1, parts[1:], language, spare - (place - at))
            return rest if rest is None else [place, *rest]
    return None


def _stands_at(tokens, at, parts, language):
    return len(tokens) >= at + len(parts) and all(
        is_form(tokens[at + number], part, language) for number, part in enumerate(parts)
    )
