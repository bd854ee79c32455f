"""Reader of the demonstration's text files: facts once, words in each language, checked against each other.

``facts/<file>.toml`` holds what is the same in every language, ``texts/<language>/<file>.toml`` the words. Rows and
blocks of the two are matched by position; the words of every language must be built alike, since wagtail-localize pairs
them string by string.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).parent
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SOURCE = settings.LANGUAGE_CODE

# The file of each section; those of a nested file are its upper tables.
FLAT = ("institutions", "people", "pages", "news", "training", "highlights", "events", "opportunities")
NESTED = {
    "vocabulary": ("areas", "object_types", "materials", "schools"),
    "site": ("menu", "footer", "notice"),
}
# The one record of settings is made of these upper tables of site.toml.
SETTINGS = ("settings", "opening_hours", "prices", "contacts", "special_days")

_BLOCK_TAGS = re.compile(r"<(p|ul|ol|li|a|h\d|blockquote)\b")
_BETWEEN_TAGS = re.compile(r"(?<=>)\s*\n\s*(?=<)")


class TextError(Exception):
    """A text file that cannot be loaded; the message names file, item and place."""


@dataclass(frozen=True)
class Item:
    """One thing of the demonstration: what is true of it, and its words by language."""

    section: str
    id: str
    file: str
    facts: dict
    words: dict = field(default_factory=dict)

    @property
    def key(self):
        return f"{self.section}/{self.id}"

    def error(self, message, language=None):
        """Return a ``TextError`` that says where the mistake stands."""
        where = f"texts/{language}/{self.file}.toml" if language else f"facts/{self.file}.toml"
        return TextError(f"{where}: {self.id}: {message}")


class Library(dict):
    """All items by section: ``library["news"]["memorandum-georgia"]``."""

    def keep(self, keys):
        """Return a library of the items with these keys alone; ids of others are then unknown to no one."""
        kept = {
            name: {id: item for id, item in items.items() if item.key in keys} for name, items in self.items()
        }
        library = Library(kept)
        library.everything = self.everything
        return library

    @property
    def everything(self):
        """All items there are, of which this library may hold a part."""
        return self.__dict__.get("whole", self)

    @everything.setter
    def everything(self, whole):
        self.__dict__["whole"] = whole


def read(folder=HERE, languages=LANGUAGES):
    """Read and check all text files.

    Args:
        folder: holds ``facts/`` and ``texts/``.
        languages: the source language first; one without a file of a section has no words for it yet.

    Returns:
        Library: items in the order of the files.

    Raises:
        TextError: for a file that is no TOML, an id without facts or words, or words built unlike the source's.
    """
    library = Library()
    for name in FLAT:
        facts, words = _load(folder, name, languages)
        library[name] = _items(name, name, facts, words)
    for name, tables in NESTED.items():
        facts, words = _load(folder, name, languages)
        for table in tables:
            library[table] = _items(
                table,
                name,
                facts.get(table, {}),
                {lang: texts.get(table, {}) for lang, texts in words.items()},
            )
        if name == "site":
            library["settings"] = {"museum": _settings(facts, words)}
    for items in library.values():
        for item in items.values():
            _check(item)
    return library


def _load(folder, name, languages):
    paths = {language: folder / "texts" / language / f"{name}.toml" for language in languages}
    words = {language: _toml(folder, path) for language, path in paths.items() if path.is_file()}
    return _toml(folder, folder / "facts" / f"{name}.toml"), words


def _toml(folder, path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TextError(f"{path.relative_to(folder)} is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextError(f"{path.relative_to(folder)}: {error}") from error


def _items(section, file, facts, words):
    items = {}
    for id, known in facts.items():
        items[id] = item = Item(section, id, file, _filled(known))
        for language, texts in words.items():
            if id not in texts:
                raise item.error("is missing", language)
            item.words[language] = _filled(texts[id])
    for language, texts in words.items():
        if unknown := sorted(set(texts) - set(facts)):
            raise TextError(f"texts/{language}/{file}.toml: {unknown[0]}: has no facts in facts/{file}.toml")
    return items


def _settings(facts, words):
    def chosen(tables):
        return _filled({name: tables[name] for name in SETTINGS if name in tables})

    return Item(
        "settings", "museum", "site", chosen(facts), {lang: chosen(texts) for lang, texts in words.items()}
    )


def _filled(value):
    """Leave out what is empty, and the line breaks between HTML elements, which editors do not write either."""
    if isinstance(value, dict):
        return {name: _filled(inner) for name, inner in value.items() if inner != ""}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    return _BETWEEN_TAGS.sub("", value).strip() if isinstance(value, str) else value


def _check(item):
    source = item.words.get(SOURCE)
    if source is None:
        raise item.error("has no words in the source language", SOURCE)
    for language, words in item.words.items():
        if difference := _difference(source, words):
            raise item.error(f"{difference} (compared with texts/{SOURCE}/{item.file}.toml)", language)


def _difference(source, other, place=""):
    """Return in words where the two are not built alike, or ``None``."""
    if type(source) is not type(other):
        return f"{place or 'it'} is of another kind"
    if isinstance(source, dict):
        for name in source | other:
            if name not in other:
                return f"{place}{name} is missing"
            if name not in source:
                return f"{place}{name} is not in the source"
            if name == "type" and source[name] != other[name]:
                return f"{place}type is “{other[name]}”, not “{source[name]}”"
            if found := _difference(source[name], other[name], f"{place}{name} "):
                return found
    elif isinstance(source, list):
        if len(source) != len(other):
            return f"{place}has {len(other)} entries, not {len(source)}"
        for number, pair in enumerate(zip(source, other, strict=True), 1):
            if found := _difference(*pair, f"{place}{number} "):
                return found
    elif isinstance(source, str):
        wanted, tags = _BLOCK_TAGS.findall(source), _BLOCK_TAGS.findall(other)
        if wanted != tags:
            return f"{place}has the elements {' '.join(tags) or '–'}, not {' '.join(wanted) or '–'}"
    return None
