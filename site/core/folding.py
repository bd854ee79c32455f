"""One spelling for search: what a reader types and what we print meet in the same letters.

Azerbaijani names reach readers in many romanisations (Xətai, Khatai, Xetai; Qəzənfər, Gazanfar) and in Georgian
script, and most keyboards lack ə. Both the index and the query are reduced to a *skeleton* in which letters that stand
for each other are one letter. The reduction reads from left to right only, so the skeleton of a word's beginning is the
beginning of the word's skeleton: that keeps prefix search right, which az, ka and tr need for their suffixes
(muzey → muzeyinin).
"""

import re
import unicodedata

from anyascii import anyascii

MAX_QUERY_LENGTH = 200
MAX_TERMS = 12
MAX_WORD_LENGTH = 60

#: Stands before the words of a title, so that a query can ask for them alone. No skeleton has q or j, so no query for
#: anything else meets it.
TITLE_MARK = "qj"

# Left out of a query that has other words: a reader writes them, a title in the nominative may lack them.
_SMALL_WORDS = "ve da de ile ucun and of the in on at for to a an from by with"
_STOP_WORDS = frozenset(_SMALL_WORDS.split())

_APOSTROPHES = "'’‘ʼʻ`´′"


class _Letters(dict):
    """``str.translate`` table that spells each character once and remembers it."""

    def __missing__(self, code):
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] == "M" or character in _APOSTROPHES:
            spelt = ""
        elif category[0] in "LN":
            spelt = re.sub("[^a-z0-9]", " ", anyascii(character).lower().replace("'", "").replace("`", ""))
        else:
            spelt = " "
        self[code] = spelt
        return spelt


# The four Turkic i's first: Python lower-cases İ to two characters and I to the wrong letter for az and tr.
_LETTERS = _Letters({ord(letter): "i" for letter in "İIıi"})


def fold(text):
    """Reduce a text to lower-case ASCII words: “İstiqlal, Xətai” → ``istiqlal xetai``, „თბილისი“ → ``tbilisi``.

    Args:
        text: any text; ``None`` counts as empty. Marks and apostrophes vanish, every other sign becomes a blank.

    Returns:
        str: words of ``a-z`` and ``0-9`` with single blanks between them.
    """
    composed = unicodedata.normalize("NFC", "" if text is None else str(text))
    return " ".join(composed.translate(_LETTERS).split())


_DIGRAPHS = re.compile("dzh|dj|kh|gh|sh|ch|zh")
_DIGRAPH_LETTERS = {"dzh": "c", "dj": "c", "kh": "h", "gh": "g", "sh": "s", "ch": "c", "zh": "c"}
# ə is written a or e; ı is written y or i; x, q, j and c are the Azerbaijani letters of kh, g, zh and j.
_SIMILAR = str.maketrans("xqjeyw", "hgcaiv")
_DOUBLED = re.compile(r"([a-z])\1+")


def skeleton(word):
    """Reduce one folded word to what its spellings share: ``xetai`` and ``khatai`` → ``hatai``.

    Args:
        word: one word as ``fold`` returns it.

    Returns:
        str: the skeleton, at most ``MAX_WORD_LENGTH`` letters. Roman numerals stay as they are (XX is not X).
    """
    if len(word) > 1 and not word.strip("xvi"):
        return word[:MAX_WORD_LENGTH]
    single = _DIGRAPHS.sub(lambda match: _DIGRAPH_LETTERS[match[0]], word).translate(_SIMILAR)
    return (_DOUBLED.sub(r"\1", single) if len(single) > 2 else single)[:MAX_WORD_LENGTH]


def _skeletons(word):
    """Return the skeletons under which one folded word is indexed: its own, and those of its other romanisations."""
    spellings = {word}
    if "q" in word:  # Xalıqov: Khalygov in English, Halıkov in Turkish
        spellings.add(word.replace("q", "k"))
    for spelling in tuple(spellings):  # Mustafayev: მუსტაფაევი, Mustafaev
        spellings.add(re.sub("([aou])ye", r"\1e", spelling))
        spellings.add(re.sub("([aou])e", r"\1ye", spelling))
    return sorted({skeleton(spelling) for spelling in spellings})


def _index_words(text):
    text = "" if text is None else str(text)
    words = fold(text).split()
    if "ფ" in text:  # writes both f and p, and anyascii knows only p: ფარზალიევი is Farzaliyev
        words += fold(text.replace("ფ", "f")).split()
    return words


def index_text(title, *texts):
    """Return what a thing is to be found by, for ``index.SearchField`` and ``index.AutocompleteField``.

    Args:
        title: its title; found first, and found by its plain folded letters too (the admin's own search sends those).
        *texts: every other text as plain text without markup; ``None`` is skipped.

    Returns:
        str: words of ``a-z`` and ``0-9``, each once.
    """
    found = {}
    for word in _index_words(title):
        found[word[:MAX_WORD_LENGTH]] = None
        for form in _skeletons(word):
            found[form] = None
            found[TITLE_MARK + form] = None
    for text in texts:
        for word in _index_words(text):
            found.update(dict.fromkeys(_skeletons(word)))
    return " ".join(found)


def query_terms(query):
    """Return the skeletons to look for, each as the beginning of a word.

    Args:
        query: what the reader typed; anything goes (controls, operators and signs are blanks). Only the first
            ``MAX_QUERY_LENGTH`` characters count.

    Returns:
        list[str]: at most ``MAX_TERMS`` terms of ``a-z`` and ``0-9``, each once; empty if nothing can be looked for.
    """
    words = fold(("" if query is None else str(query))[:MAX_QUERY_LENGTH]).split()
    telling = [word for word in words if word not in _STOP_WORDS]
    return list(dict.fromkeys(skeleton(word) for word in telling or words))[:MAX_TERMS]
