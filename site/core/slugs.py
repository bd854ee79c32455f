"""Readable ASCII slugs from titles in any of the museum's languages.

Django's ``slugify`` drops ə and every Georgian letter, and Wagtail's admin script spells ქ as “q”; one table, taken
from anyascii, serves both the server (here) and the admin's live slug field (``static/js/admin-slug.js``).
"""

import re
import unicodedata
from functools import cache

from anyascii import anyascii

#: Longer titles are cut at a word; 255 is what the database allows, and a suffix such as “-2” must still fit.
MAX_LENGTH = 200

#: The scripts that titles are written in. What lies outside is dropped on both sides, so that the browser, which has no
#: transliteration of its own, always ends with the server's result.
BLOCKS = [
    (0x00A0, 0x02FF),  # Latin with marks, ə and its neighbours, modifier apostrophes
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x0531, 0x058F),  # Armenian
    (0x0600, 0x06FF),  # Arabic and Persian
    (0x10A0, 0x10FF),  # Georgian
    (0x1C90, 0x1CBF),  # Georgian Mtavruli
    (0x1E00, 0x1EFF),  # Latin with rarer marks
    (0x2000, 0x206F),  # dashes, typographic quotes, odd blanks
    (0x20A0, 0x20C0),  # currency signs
    (0x2116, 0x2116),  # №
]

_QUOTES = re.compile("['\"`]+")
_SEPARATORS = re.compile("[^a-z0-9]+")


def _spell(character):
    # “Bakı’nın” is one word, “9/11” and “A&B” are two; so quotes vanish and every other sign separates.
    return _SEPARATORS.sub("-", _QUOTES.sub("", anyascii(character).lower()))


@cache
def transliteration():
    """Return ``{character: its spelling in a-z, 0-9 and hyphen}`` for every character of ``BLOCKS``."""
    return {chr(code): _spell(chr(code)) for first, last in BLOCKS for code in range(first, last + 1)}


def ascii_slug(text):
    """Spell a title as a slug: “Əzim Əzimzadə” → ``ezim-ezimzade``, „საქართველოს“ → ``sakartvelos``.

    Args:
        text: any title; ``None`` counts as empty.

    Returns:
        str: only ``a-z``, ``0-9`` and single inner hyphens, at most ``MAX_LENGTH`` characters; empty if the title has
        no letter or digit of a script in ``BLOCKS``.
    """
    table = transliteration()
    composed = unicodedata.normalize("NFC", "" if text is None else str(text))
    spelt = "".join(
        _spell(character) if character.isascii() else table.get(character, "") for character in composed
    )
    slug = _SEPARATORS.sub("-", spelt).strip("-")
    if len(slug) <= MAX_LENGTH:
        return slug
    cut = slug[: MAX_LENGTH + 1].rpartition("-")[0]
    return cut or slug[:MAX_LENGTH]
