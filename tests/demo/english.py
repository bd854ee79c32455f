"""Finds English where a reader of another language would meet it."""

import re
from functools import cache

from bs4 import BeautifulSoup
from django.conf import settings

from core.catalogues import read

# Words that English cannot do without and that mean nothing in Azerbaijani, Georgian or Turkish.
ENGLISH = re.compile(
    r"\b(the|and|of|with|from|this|that|these|those|are|was|were|been|has|have|its|for|by|which|who|what|when|where|"
    r"not|page|museum|exhibition|exhibitions|news|events|collection|search|read|more|show|closed|open|today|room|"
    r"agreement|anniversary|image|credit|date|place|made|work|works|language|and/or)\b",
    re.IGNORECASE,
)
# What a Georgian page may hold in Latin letters: addresses, formats, standards, accession numbers, currency codes.
LATIN = re.compile(r"[A-Za-zƏəĞğİıÖöŞşÜüÇç][A-Za-zƏəĞğİıÖöŞşÜüÇç’'-]+")
KNOWN = re.compile(
    r"Dil · Language · ენა · Dil|"  # the switcher speaks to who cannot read the page
    r"\b[IVXLC]+\b|"  # centuries
    r"https?://\S+|[\w.+-]+@[\w.-]+|\b[\w-]+(\.[\w-]+)+\b|\bDEMO-[\w-]+|"
    r"\b(RSS|Atom|JSON Feed|JSON|ICS|iCal|ROR|ISNI|ULAN|VIAF|Wikidata|CC0|CC BY|PDF|Word|Excel|PowerPoint|"
    r"OpenDocument|TXT|CSV|WCAG|AA|BSD 3-Clause|Django|Wagtail|AZN|"
    r"BibTeX|RIS|CSL|IIIF|OpenStreetMap|Facebook|Telegram|WhatsApp|X|km|cm|mm|px|SVG|PNG|ZIP|UTC)\b"
)
SUMMARY = "meta[name=description], meta[property='og:title'], meta[property='og:description']"
SAID = ("alt", "title", "aria-label", "placeholder")


@cache
def _untranslated(language):
    """Return the English originals of our words that differ from what the language has for them."""
    catalogue = read(settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po")
    return {
        message.id
        for message in catalogue
        if isinstance(message.id, str) and len(message.id) > 1 and message.string not in ("", message.id)
    }


def english_on(html, language):
    """Return the passages of a page that are English, or Latin on a Georgian page, and not marked as such.

    Args:
        html: the page.
        language: ``az``, ``ka`` or ``tr``: the language it should be in.
    """
    soup = BeautifulSoup(html, "lxml")
    for thing in soup(["script", "style"]):
        thing.decompose()
    for thing in soup.select("body [lang]"):
        if thing["lang"] != language:
            thing.decompose()
    passages = [text.strip() for text in soup.html.find_all(string=True)]
    passages += [thing[name] for name in SAID for thing in soup.select(f"[{name}]")]
    passages += [thing["content"] for thing in soup.select(SUMMARY)]
    found = []
    for passage in filter(None, passages):
        bare = KNOWN.sub("", passage)
        if (
            passage in _untranslated(language)
            or ENGLISH.search(bare)
            or (language == "ka" and LATIN.search(bare))
        ):
            found.append(passage)
    return found
