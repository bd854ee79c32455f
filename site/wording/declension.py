"""Which words are forms of which: declension in four languages, as far as it takes to recognise an agreed term.

No dictionary and no grammar of a sentence: a word of a text is a form of a word of a term if it begins with the term's
stem and goes on with endings that the language has. Too much is recognised rather than too little: a translation
that declines a term rightly must never be called wrong.
"""

import html
import re
from functools import lru_cache

from core.folding import fold

_TAG = re.compile(r"<[^>]*>")
_GEORGIAN = re.compile("[ა-ჰ]+")
_SCHWA = str.maketrans({"ə": "eq", "Ə": "eq"})
_VOWELS = "aeiou"


def words(text, language):
    """Return the words of a text or of a string of HTML, as ``is_form`` compares them.

    Latin letters are folded (Müzesi’nin → muzesinin, Millî → milli), Georgian ones stay: its endings are told apart by
    letters that have no Latin counterpart.

    Args:
        text: plain text or the inline HTML of wagtail-localize.
        language: ``az``, ``en``, ``ka`` or ``tr``.
    """
    plain = html.unescape(_TAG.sub(" ", text))
    if language in (
        "en",
        "tr",
    ):  # a name left in Azerbaijani is not the Turkish one, though folded it would be
        plain = plain.translate(_SCHWA)
    if language != "ka":
        return fold(plain).split()
    found, at = [], 0
    for match in _GEORGIAN.finditer(plain):
        found += fold(plain[at : match.start()]).split()
        found.append(match[0])
        at = match.end()
    return found + fold(plain[at:]).split()


# Azerbaijani and Turkish: endings in the order in which they stand. Folding has made i of ı, u of ü, e of ə and g of ğ,
# so each harmonic vowel is one of two letters.
_PLURAL = "(?:l[ae]r)?"
_DERIVED = "(?:l[iu](?:[kgyq][iu]?)?|s[iu]z|c[iu]|[sc][ae])?"
_POSSESSED = "(?:[iu]?m(?:[iu]z)?|[iu]?n(?:[iu]z)?|s?[iu])?"
_CASE = "(?:[ny]?[iu]n?|[ny]?[ae]|n?[dt][ae]n?|y?l[ae]|n?c[ae])?"
_WHICH = f"(?:k[iu]{_PLURAL}{_CASE})?"
_IS = "(?:y?[dt][iu]r?(?:l[ae]r)?)?"
_TURKIC = re.compile(_PLURAL + _DERIVED + _PLURAL + _POSSESSED + _CASE + _WHICH + _IS)
# What a final consonant becomes before a vowel: kitab(ın), ağac → ağacı; Turkish ağaç → ağacı, kitap → kitabı.
_SOFTENED = {"k": "gy", "q": "g", "p": "b", "t": "d", "c": "c"}

# Georgian: number, case, postposition, particle.
_KA_CASE = "(?:ი|მა|მ|ისა|ის|სა|ს|ითა|ით|თი|ადა|ად|დ|ო|ა)?"
_KA_AFTER = "(?:ში|ზე|თან|თვის|გან|დან|ამდე|მდე|კენ|ვით|ადმი|დმი|ურთ|ებრ)?"
_KA_NUMBER = "(?:ებ|თ|ნ)?(?:იან)?"
_KARTVELIAN = re.compile(_KA_NUMBER + _KA_CASE + _KA_AFTER + "(?:ცა|ც|ვე|ღა|აა|ა)?")
_KA_SYNCOPE = re.compile("^(.+[^აეიოუ])[აეო]([ლმნრვ])$")


@lru_cache(maxsize=100_000)
def is_form(token, word, language):
    """Return whether ``token`` is a form of ``word``, both as ``words`` returns them.

    Args:
        token: a word of the text.
        word: a word of an agreed term, in the form in which it stands there.
        language: ``az``, ``en``, ``ka`` or ``tr``.
    """
    if token == word:
        return True
    if token[:2] != word[:2] or not word[0].isalpha():
        return False
    if language == "en":
        return _is_english_form(token, word)
    if language == "ka" and _GEORGIAN.match(word):
        return any(
            token.startswith(stem) and _KARTVELIAN.fullmatch(token, len(stem)) for stem in _ka_stems(word)
        )
    return any(
        token.startswith(stem)
        and (token[len(stem) : len(stem) + 1] in _VOWELS or not before_vowel)
        and _TURKIC.fullmatch(token, len(stem))
        for stem, before_vowel in _turkic_stems(word)
    )


def _is_english_form(token, word):
    endings = [word + "s", word + "es"]
    if word.endswith("y"):
        endings.append(word[:-1] + "ies")
    if word.endswith("s"):  # a term in the plural: one conference
        endings.append(word[:-1])
    if word.endswith("ies"):
        endings.append(word[:-3] + "y")
    return token in endings


@lru_cache(maxsize=20_000)
def _turkic_stems(word):
    """Return ``(stem, whether only a vowel may follow)`` of a folded Azerbaijani or Turkish word."""
    stems = [(word, False)]
    if len(word) > 3:
        for soft in _SOFTENED.get(word[-1], ""):
            stems.append((word[:-1] + soft, True))
        if word[-1] not in _VOWELS and word[-2] in "iu" and word[-3] not in _VOWELS:
            stems.append((word[:-2] + word[-1], True))  # resim: resmi
    # A term in the possessive or the plural is also found without: Muzeyi: Muzeyimiz, konfranslar: konfrans
    for ending in ("lari", "leri", "lar", "ler", "si", "su", "i", "u"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) > 3:
            stems.append((base, False))
            for soft, hard in (("g", "k"), ("y", "k"), ("b", "p"), ("d", "t")):
                if ending in "iu" and base[-1] == soft:
                    stems.append((base[:-1] + hard, False))
    return stems


@lru_cache(maxsize=20_000)
def _ka_stems(word):
    stems = [word]
    if len(word) > 3 and word[-1] in "იაე":
        stems.append(word[:-1])
        if word.endswith("ები") and len(word) > 5:  # a term in the plural: კონფერენციები
            stems += [word[:-3], word[:-3] + "ა"]
    for stem in tuple(stems):
        if len(stem) > 4 and (match := _KA_SYNCOPE.match(stem)):
            stems.append(match[1] + match[2])
    return stems
