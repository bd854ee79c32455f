"""The rules of the house for what a page says: pure functions, ``Content`` in, ``Finding`` objects out.

An *error* is what a reader or a machine stumbles over; everything else is *advice*, which may be wrong.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.folding import fold
from desk.checks.content import Content
from desk.checks.words import EMPTY_LINK_WORDS, MONTHS, QUOTES, WITH_E

GUIDANCE = "✎"  # stands before every hint of an outline, and in no text
SHORTEST_SUMMARY, LONGEST_SUMMARY = 40, 300
LONGEST_DESCRIPTION = 200  # what search engines show, and a little more
LOUD_WORD = 9  # letters: longer than the names that are written in capitals (AZƏRTAC, UNESCO, ICESCO)
EXCERPT = 60

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_ROMAN = re.compile(r"[IVXLCDM]+")
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)")
_EMPTY_LINKS = {fold(words) for words in EMPTY_LINK_WORDS}
_MTAVRULI = re.compile("[\u1c90-\u1cbf]+")
_LOOKALIKES = {"ǝ": "ə", "Ǝ": "Ə", "i\u0307": "i"}


@dataclass(frozen=True)
class Finding:
    """One thing that is not in order.

    Attributes:
        rule: its name, the same in every language.
        message: what is wrong and what to do, in the language of staff.
        path, place: where, as in ``Text``.
        excerpt: the words it is about.
        is_error: or else advice.
    """

    rule: str
    message: str
    path: str = ""
    place: str = ""
    excerpt: str = ""
    is_error: bool = False


def findings_in(content: Content) -> list[Finding]:
    """Return what all rules find, errors first, otherwise in the order of the page."""
    found = [finding for rule in RULES for finding in rule(content)]
    return sorted(found, key=lambda finding: not finding.is_error)


def _about(thing, rule, message, excerpt="", **more):
    """Make a finding about a text, or about anything else that has a place, with the words that it is about."""
    excerpt = excerpt or thing.text.strip()
    short = excerpt if len(excerpt) <= EXCERPT else f"{excerpt[:EXCERPT].rstrip()}…"
    return Finding(rule, message, thing.path, thing.place, short, **more)


def leftover_guidance(content) -> Iterator[Finding]:
    for text in content.texts:
        if GUIDANCE in text.text:
            yield _about(
                text,
                "guidance",
                _("A hint of the outline is still here. Write the text in its place, or delete the block."),
                is_error=True,
            )


def alternative_text(content):
    for picture in content.pictures:
        if not picture.alt and not picture.decorative:
            yield Finding(
                "alt",
                _("The picture has no alternative text in this language. Say in one sentence what it shows."),
                picture.path,
                picture.place,
                picture.title,
                is_error=True,
            )


def credit(content):
    for picture in content.pictures:
        if not picture.credit:
            yield Finding(
                "credit",
                _("The picture names nobody in this language. Add the credit to the image itself."),
                picture.path,
                picture.place,
                picture.title,
            )


def heading_order(content):
    flow = [*content.flow, (1, None)]
    for (level, text), (following, _next) in pairwise(flow):
        if not level:
            continue
        if following and following <= level:
            yield _about(
                text, "empty-heading", _("Nothing follows this heading. Write the text, or delete it.")
            )
        elif following > level + 1:
            yield _about(text, "heading-order", _("The next heading leaves out a level."), is_error=True)
    for text in content.of_kind("heading"):
        if text.text.rstrip().endswith((".", ":", ";")):
            yield _about(text, "heading-stop", _("A heading ends without a full stop or colon."))


def link_words(content):
    for link in content.links:
        words = link.words.strip()
        if not words:
            message = _("The link has no words. Say where it leads.")
        elif fold(words.strip(" .…»›>→!:")) in _EMPTY_LINKS:
            message = _(
                "These words do not say where the link leads. Use the name of what is there: many people hear "
                "links one after the other, without the sentence around them."
            )
        elif re.match(r"(https?://|www\.)", words):
            message = _("Give the link words instead of its address.")
        else:
            continue
        yield _about(link, "link-words", message, words or link.href, is_error=True)


def year_of_dates(content):
    dated = _date_pattern(content.language)
    for text in content.texts:
        if (match := dated.search(text.text)) and not _YEAR.search(text.text):
            yield _about(
                text,
                "year",
                _("A date without its year. News is read for years: write it out."),
                match[0],
            )


_PATTERNS = {}


def _date_pattern(language):
    if language not in _PATTERNS:
        day = r"\d{1,2}(?:st|nd|rd|th|-[^\W\d]+)?"
        month = rf"\b(?:{MONTHS[language]})\w*"
        # “12 aprel”, “aprelin 12-də”, “April 12”
        _PATTERNS[language] = re.compile(rf"(?<![\d:.]){day}[ \xa0]{month}|{month}[ \xa0]{day}(?![\d:.%])")
    return _PATTERNS[language]


def summary_length(content):
    for text in content.of_kind("summary"):
        length = len(text.text.strip())
        if length < SHORTEST_SUMMARY:
            yield _about(
                text,
                "summary-short",
                _("The summary is very short. Say who, what, where and when in one or two sentences."),
            )
        elif length > LONGEST_SUMMARY:
            yield _about(
                text,
                "summary-long",
                ngettext(
                    "The summary has %(count)d character: lists and search engines cut it off. Shorten it.",
                    "The summary has %(count)d characters: lists and search engines cut it off. Shorten it.",
                    length,
                )
                % {"count": length},
            )
    for text in content.of_kind("search_description"):
        if len(text.text) > LONGEST_DESCRIPTION:
            yield _about(text, "description-long", _("Search engines will cut this description off."))


def capitals(content):
    for text in content.texts:
        if match := _MTAVRULI.search(text.text):
            yield _about(
                text,
                "capitals",
                _("Georgian is not written in capitals (Mtavruli). Type it in ordinary letters."),
                match[0],
                is_error=True,
            )
            continue
        loud = [word for word in _WORD.findall(text.text) if _is_loud(word)]
        if any(len(word) >= LOUD_WORD for word in loud) or _all_loud(text, loud):
            yield _about(
                text,
                "capitals",
                _(
                    "Words in capitals are hard to read and are read out letter by letter. Write them as usual."
                ),
                " ".join(loud),
            )


def _is_loud(word):
    return len(word) > 1 and word.isupper() and word.lower() != word and not _ROMAN.fullmatch(word)


def _all_loud(text, loud):
    """Say whether two words or more are in capitals, and hardly a small letter is near."""
    words = [word for word in _WORD.findall(text.text) if len(word) > 1 and not _ROMAN.fullmatch(word)]
    return len(loud) > 1 and len(loud) >= len(words) * 0.8 and any(len(word) > 3 for word in loud)


def quotation_marks(content):
    wrong = _WRONG_QUOTES[content.language]
    for text in content.texts:
        if match := wrong.search(text.text):
            around = text.text[max(0, match.start() - 15) : match.end() + 20].strip()
            yield _about(
                text,
                "quotes",
                _("Not the quotation marks of this language, which are %(marks)s.")
                % {"marks": QUOTES[content.language]},
                around,
            )
        elif text.kind == "quote.text" and re.match(r"\s*[“„«\"]", text.text):
            yield _about(
                text,
                "quotes",
                _("A quotation is written without quotation marks: the page adds those of its language."),
            )


_STRAIGHT = r'(?<!\d)"'  # after a digit it may be inches
_WRONG_QUOTES = {
    "az": re.compile(rf"{_STRAIGHT}|„|‟"),
    "en": re.compile(rf"{_STRAIGHT}|„|«|»"),
    "tr": re.compile(rf"{_STRAIGHT}|„|«|»|(?<=[^\W\d])'(?=[^\W\d])"),
    # “ closes in Georgian; before a word it was meant to open.
    "ka": re.compile(rf"{_STRAIGHT}|”|(?:^|(?<=[\s(]))“(?=\w)"),
}


def alphabets(content):
    for text in content.texts:
        for word in _WORD.findall(text.text):
            if message := _what_is_wrong_with(word, content.language):
                yield _about(text, "alphabet", message, word, is_error=True)
                break  # one of a paragraph tells enough


def _what_is_wrong_with(word, language):
    scripts = {script for script in map(_script, word) if script}
    if len(scripts) > 1:
        strange = _strangers(word)
        return _(
            "The word mixes alphabets: %(letters)s. It looks right but is not found by search and read out wrong. "
            "Type the word anew."
        ) % {"letters": ", ".join(strange)}
    for wrong, right in _LOOKALIKES.items():
        if wrong in word:
            return _("The word has “%(wrong)s” (%(code)s) in the place of “%(right)s”.") % {
                "wrong": wrong,
                "right": right,
                "code": " ".join(f"U+{ord(letter):04X}" for letter in wrong),
            }
    if language == "az":
        folded = word.lower()
        for wrong, right in WITH_E.items():
            if folded.startswith(wrong):
                return _("In Azerbaijani the word is written “%(right)s”.") % {"right": right}
    return ""


def _strangers(word):
    """Return the letters of a word that are not of its own alphabet, with their numbers."""
    scripts = [_script(letter) for letter in word]
    known = [script for script in scripts if script]
    own = max(dict.fromkeys(known), key=known.count)
    letters = dict.fromkeys(
        letter for letter, script in zip(word, scripts, strict=True) if script not in ("", own)
    )
    names = {
        "LATIN": pgettext("alphabet", "Latin"),
        "CYRILLIC": pgettext("alphabet", "Cyrillic"),
        "GEORGIAN": pgettext("alphabet", "Georgian"),
        "GREEK": pgettext("alphabet", "Greek"),
    }
    return [f"“{letter}” ({names[_script(letter)]})" for letter in letters]


def _script(letter):
    name = unicodedata.name(letter, "")
    return next(
        (script for script in ("LATIN", "CYRILLIC", "GEORGIAN", "GREEK") if name.startswith(script)), ""
    )


def spaces(content):
    for text in content.texts:
        if match := re.search(r"\S {2,}\S+|\w +[,;.!?](?=\s|$)", text.text):
            yield _about(text, "spaces", _("A space too many."), match[0])


RULES = [
    leftover_guidance,
    alternative_text,
    alphabets,
    heading_order,
    link_words,
    summary_length,
    quotation_marks,
    capitals,
    year_of_dates,
    spaces,
    credit,
]
