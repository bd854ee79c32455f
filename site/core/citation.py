"""How a page is cited: as a sentence in the reader's language, and as BibTeX, RIS and CSL-JSON for reference managers.

The address of a file holds the translation key and the language, never a slug: ``/<language>/cite/<key>.<form>``.
"""

import json
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.addresses import hosted_models
from core.dates import long_date, museum_date
from core.fetching import for_showing
from core.i18n import locale_id, public
from core.serving import absolute


@dataclass(frozen=True)
class Citation:
    """What is said of a page or a work when it is cited.

    Attributes:
        key: translation key, the same in every language.
        language: two-letter code of the words.
        title, url: of the page.
        issued: the day it was published; ``None`` for what has none.
        year: the year a work was made, if there is only one; years before our era are negative.
        dated: the date as the sentence shows it.
        authors: names; without one the museum itself is the author.
        by: the authors as the sentence shows them.
        work: whether it is a work of the museum rather than a text.
        number: its accession number.
        note: what must not go unsaid.
    """

    key: str
    language: str
    title: str
    url: str
    issued: date | None = None
    year: int | None = None
    dated: str = ""
    authors: tuple = ()
    by: str = ""
    work: bool = False
    number: str = ""
    note: str = ""


def cite(thing, context=None, *, published=None, **facts):
    """Return the ``Citation`` of a page or a snippet in its own language, which must be the active one.

    Args:
        thing: ``SitePage`` or ``AddressedSnippet``.
        context: what its template is given, if it is being shown: its address is there already.
        published: datetime of publication.
        facts: the other attributes of a ``Citation``.
    """
    issued = museum_date(published)
    facts.setdefault("dated", long_date(issued))
    return Citation(
        key=str(thing.translation_key),
        language=get_language()[:2],
        title=" ".join(thing.title.split()),
        url=context["canonical"] if context else absolute(thing.get_url()),
        issued=issued,
        **facts,
    )


def find(key):
    """Return the public page or snippet with a translation key in the active language, or ``None``."""
    here = {"translation_key": key, "locale_id": locale_id()}
    if page := public(Page.objects.filter(**here)).first():
        return for_showing(page.specific_class).get(pk=page.pk) if page.specific_class else None
    for model in hosted_models():
        snippet = model._default_manager.filter(**here, live=True).first()
        if snippet and snippet.get_url():
            return snippet
    return None


# As a sentence


def sentence(text, stop="."):
    """Return a text with a stop, unless it ends with a sign of its own."""
    return text if text[-1:] in ".!?…" else f"{text}{stop}"


def in_words(cited, today):
    """Return the parts of the sentence: what stands before the title, the title, and what follows up to the address.

    Args:
        cited: a ``Citation``.
        today: the day of reading.

    Returns:
        dict[str, str]: ``before``, ``title``, ``after``, ``url``, ``accessed``; joined by blanks they are the sentence.
    """
    museum = _("Azerbaijan National Art Museum")
    if cited.work:
        number = cited.number and _("accession number %(number)s") % {"number": cited.number}
        after = [sentence(", ".join(filter(None, [museum, number])))]
        before = cited.by and sentence(cited.by)
        title = sentence(cited.title, "," if cited.dated else ".")
    else:
        after, before = [], sentence(museum)
        title = sentence(_("“%(title)s”") % {"title": cited.title})
    if cited.dated:
        after.insert(0, sentence(str(cited.dated)))
    if cited.note:
        after.append(sentence(str(cited.note)))
    return {
        "before": before,
        "title": title,
        "after": " ".join(after),
        "url": cited.url,
        "accessed": _("(accessed %(date)s).") % {"date": long_date(today)},
    }


def as_text(parts):
    """Return the whole sentence of ``in_words``."""
    return " ".join(filter(None, parts.values()))


# For reference managers

LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}%&$#_"},
}
BABEL = {"az": "azerbaijani", "en": "british", "ka": "georgian", "tr": "turkish"}


def _latex(text):
    return "".join(LATEX.get(sign, sign) for sign in text)


def _year(cited):
    """Return the year as text, or an empty one."""
    year = cited.issued.year if cited.issued else cited.year
    return "" if year is None else str(year)


def _dated(cited):
    """Return the date in words where it says more than the day or the year that is given as such."""
    dated = str(cited.dated)
    return "" if dated in (_year(cited), long_date(cited.issued)) else dated


def bibtex(cited, today):
    """Return the citation as a BibTeX entry, in UTF-8, for BibTeX and biblatex alike.

    Names and titles stand in two pairs of braces: no style takes a museum apart into given and family name, or
    changes the case of a title.
    """
    museum = _("Azerbaijan National Art Museum")
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in cited.authors)
        or ("" if cited.work else f"{{{_latex(museum)}}}"),
        "title": f"{{{_latex(cited.title)}}}",
        "year": _year(cited),
        "date": cited.issued and cited.issued.isoformat(),
        "organization": _latex(museum),
        "number": _latex(cited.number),
        "note": _latex("; ".join(filter(None, [_dated(cited), str(cited.note)]))),
        "url": cited.url,
        "urldate": today.isoformat(),
        "langid": BABEL[cited.language],
    }
    said = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'misc' if cited.work else 'online'}{{museum-{cited.key[:8]}-{cited.language}{said}\n}}\n"


def ris(cited, today):
    """Return the citation as a RIS record: lines of a tag and a value, ended by CR and LF."""
    museum = _("Azerbaijan National Art Museum")
    authors = cited.authors or (() if cited.work else (museum,))
    lines = [
        ("TY", "ART" if cited.work else "ELEC"),
        *(("AU", name) for name in authors),
        ("TI", cited.title),
        ("PY", _year(cited)),
        ("DA", cited.issued and f"{cited.issued:%Y/%m/%d}"),
        ("N1", _dated(cited)),
        ("N1", str(cited.note)),
        ("AN", cited.number),
        ("PB", museum),
        ("LA", cited.language),
        ("UR", cited.url),
        ("Y2", f"{today:%Y/%m/%d}"),
    ]
    said = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{said}ER  - \r\n"


def csl(cited, today):
    """Return the citation as CSL-JSON 1.0: a list of one item."""
    museum = _("Azerbaijan National Art Museum")
    authors = cited.authors or (() if cited.work else (museum,))
    item = {
        "id": f"museum-{cited.key[:8]}-{cited.language}",
        "type": "graphic" if cited.work else "webpage",
        "title": cited.title,
        "author": [{"literal": name} for name in authors],
        "issued": _parts(cited.issued)
        or (cited.year and {"date-parts": [[cited.year]]})
        or (cited.dated and {"literal": str(cited.dated)}),
        "accessed": _parts(today),
        "publisher": museum,
        "archive": museum if cited.work else "",
        "archive_location": cited.number,
        "note": "; ".join(filter(None, [cited.issued and _dated(cited), str(cited.note)])),
        "language": cited.language,
        "URL": cited.url,
    }
    said = {name: value for name, value in item.items() if value}
    return json.dumps([said], ensure_ascii=False, indent=2) + "\n"


def _parts(day):
    return day and {"date-parts": [[day.year, day.month, day.day]]}


@dataclass(frozen=True)
class Form:
    """A kind of file: how it is written, what it is called, and its media type."""

    write: callable
    name: str
    media_type: str


FORMS = {
    "bib": Form(bibtex, "BibTeX", "application/x-bibtex; charset=utf-8"),
    "ris": Form(ris, "RIS", "application/x-research-info-systems; charset=utf-8"),
    "json": Form(csl, "CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


def today():
    """Return the day of reading, on the museum's clock."""
    return timezone.localdate()
