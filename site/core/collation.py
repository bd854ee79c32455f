"""Alphabetical order in four languages, on any database.

PostgreSQL has collations for az, tr and ka, SQLite has none, and neither can sort one column four ways. So a name's
place is written down as a key of lower-case ASCII letters and digits, which every collation of every database sorts the
same way, and stored beside the name.
"""

import unicodedata

from anyascii import anyascii
from django.utils.translation import get_language

MAX_KEY_LENGTH = 200
OTHER = "#"

_CAPITALS = {
    "az": "A B C Ç D E Ə F G Ğ H X I İ J K Q L M N O Ö P R S Ş T U Ü V Y Z",
    "en": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "ka": "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "tr": "A B C Ç D E F G Ğ H I İ J K L M N O Ö P R S Ş T U Ü V Y Z",
}
# The same letters small, with those of foreign names in the place where readers look for them (w after v).
_LATIN = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ka": "abcdefghijklmnopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
}
_GEORGIAN = _CAPITALS["ka"].replace(" ", "")
_CYRILLIC = "абвгґдђеєжзѕиіїйјклљмнњопрстћуўфхцчџшщъыьэюя"

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Two places of base 36 per sign, from the lowest: end of the letters, blank, length of a number, its digits, letters.
_END, _BLANK, _NUMBER, _DIGIT, _LETTER = 0, 1, 1, 10, 36
_MAX_LETTERS = 70


def _alphabets(language):
    latin = _LATIN[language]
    scripts = [_GEORGIAN, latin, _CYRILLIC] if language == "ka" else [latin, _GEORGIAN, _CYRILLIC]
    return {letter: _LETTER + place for place, letter in enumerate("".join(scripts))}


_PLACES = {language: _alphabets(language) for language in _LATIN}
_FOREIGN = {"az": "w", "en": "", "ka": "", "tr": "qwx"}


def _initials(language):
    own = _GEORGIAN if language == "ka" else _LATIN[language]
    small = [letter for letter in own if letter not in _FOREIGN[language]]
    return dict(zip(small, _CAPITALS[language].split(), strict=True))


_INITIALS = {language: _initials(language) for language in _CAPITALS}
# Scripts without an alphabet here (Greek, Arabic …) come last, in the order of their romanisation.
_LAST = 36 * 36 - 40


def _language(language):
    code = (language or "")[:2]
    return code if code in _PLACES else "en"


def _small(text, language):
    """Return composed small letters; Python's own lowering knows neither of the Turkic pairs I/ı and İ/i."""
    text = unicodedata.normalize("NFC", "" if text is None else str(text))
    # Elsewhere İ becomes ı too, another i with a mark: lowered by Python it would fall into two characters.
    pairs = {"I": "ı", "İ": "i"} if language in ("az", "tr") else {"İ": "ı"}
    return unicodedata.normalize("NFC", text.translate(str.maketrans(pairs)).lower())


def capitalised(text):
    """Return a text with the first letter as the active language has it: İ of i in az and tr; Georgian has no capitals.

    Django's ``capfirst`` makes I of every i, and Mtavruli of Georgian letters.
    """
    text, language = str(text), _language(get_language())
    if language == "ka" or not text:
        return text
    return ("İ" if text[0] == "i" and language in ("az", "tr") else text[0].upper()) + text[1:]


def _letters(character, places):
    """Yield ``(place, mark)`` for one small letter; a mark above 0 sorts after the plain letter if all else ties."""
    if character in places:
        yield places[character], 0
        return
    base, *marks = unicodedata.normalize("NFD", character)
    if base in places:
        yield places[base], 1 + (ord(marks[0]) % 34 if marks else 0)
        return
    latin = "LATIN" in unicodedata.name(character, "")
    for letter in anyascii(character).lower():
        if letter in places:
            yield (places[letter], 35) if latin else (_LAST + ord(letter) - ord("a"), 0)


def _weights(text, language):
    places = _PLACES[language]
    number = ""
    for character in text + "\n":
        digit = unicodedata.digit(character, None)
        if digit is not None:
            number += str(digit)
            continue
        if number:
            # Ordered by value: room 2 before room 10.
            number = number.lstrip("0") or "0"
            yield _NUMBER + min(len(number), 8), 0
            yield from ((_DIGIT + int(figure), 0) for figure in number)
            number = ""
        category = unicodedata.category(character)
        if category[0] == "L":
            yield from _letters(character, places)
        elif category[0] == "Z" or category in ("Pd", "Cc"):
            yield _BLANK, 0


def _code(weight):
    return _DIGITS[weight // 36] + _DIGITS[weight % 36]


def sort_key(text, language):
    """Return a key that sorts by plain comparison as a reader of the language expects.

    Digits come before letters (numbers by value), words before longer words, the language's own script before others,
    a letter with a foreign mark right after the plain one. Quotes and other signs do not count, nor does case.

    Args:
        text: a name or title; ``None`` counts as empty.
        language: ``az``, ``en``, ``ka`` or ``tr``; anything else sorts as English.

    Returns:
        str: lower-case ASCII letters and digits, two for each letter, at most ``MAX_KEY_LENGTH``.
    """
    language = _language(language)
    weights = []
    for weight, mark in _weights(_small(text, language), language):
        # One blank between words, none at either end.
        if weight != _BLANK or (weights and weights[-1][0] != _BLANK):
            weights.append((weight, mark))
    if weights and weights[-1][0] == _BLANK:
        weights.pop()
    weights = weights[:_MAX_LETTERS]
    marks = "".join(_DIGITS[mark] for _weight, mark in weights).rstrip("0")
    key = "".join(_code(weight) for weight, _mark in weights)
    return (key + _code(_END) + marks if marks else key)[:MAX_KEY_LENGTH]


def alphabet(language):
    """Return the language's capital letters in order (Georgian has no case: its 33 letters)."""
    return _CAPITALS[_language(language)].split()


def initial(text, language):
    """Return the letter of the A–Z under which a name stands, or ``OTHER`` (“#”) if the alphabet lacks it.

    Args:
        text: a name or title; quotes and other signs before its first letter or digit are skipped.
        language: as for ``sort_key``.

    Returns:
        str: a letter of ``alphabet(language)``, or “#”.
    """
    language = _language(language)
    letters = _INITIALS[language]
    for character in _small(text, language):
        if character.isalnum():
            if character in letters:
                return letters[character]
            if "LATIN" not in unicodedata.name(character, ""):
                return OTHER
            base = unicodedata.normalize("NFD", character)[0]
            return letters.get(base) or letters.get(anyascii(base)[:1].lower(), OTHER)
    return OTHER


def by_initial(objects, language, name=str):
    """Arrange things for an A–Z.

    Args:
        objects: things already in order of their ``sort_key``.
        language: as for ``sort_key``.
        name: how to get a thing's name.

    Returns:
        list[tuple[str, list]]: the letters that have something, in the order of the alphabet, “#” last.
    """
    groups = {}
    for thing in objects:
        groups.setdefault(initial(name(thing), language), []).append(thing)
    return [(letter, groups[letter]) for letter in [*alphabet(language), OTHER] if letter in groups]
