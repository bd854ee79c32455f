"""The text of a kit as a flat row of blocks, which every format writes in its own way: HTML is walked here, once."""

import re
from dataclasses import dataclass

from lxml.html import document_fromstring

BREAK = "\u2028"  # a line break, until blanks are settled
BOLD, ITALIC = {"strong", "b"}, {"em", "i", "cite"}
CONTAINERS = {"article", "section", "header", "footer", "div", "body", "blockquote"}


@dataclass(frozen=True)
class Run:
    """Words in one manner."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, a list's item, a table …

    Attributes:
        kind: ``"title"``, ``"heading"``, ``"paragraph"``, ``"quote"``, ``"item"``, ``"table"``, ``"facts"``, or the
            ``class`` of a paragraph (``"caption"``, ``"summary"`` …).
        runs: its words.
        level: of a heading: 2 or 3; of an item: how deep it stands.
        marker: what stands before an item.
        rows: of a table: ``(cells, …)``, each a tuple of runs, the head first; of facts: ``(label, (runs, …))``.
        section: ``class`` of the section it stands in.
    """

    kind: str
    runs: tuple = ()
    level: int = 0
    marker: str = ""
    rows: tuple = ()
    section: str = ""

    @property
    def text(self):
        return plain(self.runs)


def plain(runs):
    """Return the words of runs."""
    return "".join(run.text for run in runs)


def walk(html):
    """Return the blocks of a document of ours.

    Args:
        html: the whole document.

    Returns:
        tuple[Block]
    """
    return tuple(_blocks(document_fromstring(html).body, "", "", 0))


def _blocks(parent, section, within, depth):
    for element in parent:
        tag = element.tag
        if tag == "h1":
            yield Block("title", _runs(element), 1, section=section)
        elif tag in ("h2", "h3", "h4"):
            yield Block("heading", _runs(element), 2 if tag == "h2" else 3, section=section)
        elif tag in ("ul", "ol"):
            yield from _items(element, section, depth)
        elif tag == "dl":
            yield Block("facts", rows=tuple(_facts(element)), section=section)
        elif tag == "table":
            if (caption := element.find("caption")) is not None:
                yield Block("caption", _runs(caption), section=section)
            rows = tuple(
                tuple(_runs(cell) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr")
            )
            yield Block("table", rows=rows, section=section)
        elif tag in CONTAINERS:
            inner = "quote" if tag == "blockquote" else within
            yield from _blocks(element, element.get("class") or section, inner, depth)
        elif runs := _runs(element):
            yield Block(within or element.get("class") or "paragraph", runs, section=section)


def _items(parent, section, depth):
    number = int(parent.get("start") or 1)
    for element in parent.iterchildren("li"):
        marker = f"{number}." if parent.tag == "ol" else "•"
        number += 1
        yield Block("item", _runs(element, without=("ul", "ol")), depth, marker, section=section)
        for inner in element.iterchildren("ul", "ol"):
            yield from _items(inner, section, depth + 1)


def _facts(parent):
    label, said = "", []
    for element in parent.iter("dt", "dd"):
        if element.tag == "dt":
            if said:
                yield label, tuple(said)
            label, said = plain(_runs(element)), []
        else:
            said.append(_runs(element))
    if said:
        yield label, tuple(said)


def _runs(element, without=()):
    """Return the words of an element with blanks as a browser shows them: one for many, none at the ends."""
    found = []
    for run in _words(element, Run(""), without):
        text = re.sub(rf"[ \t\r\n]*{BREAK}[ \t\r\n]*", BREAK, re.sub(r"[ \t\r\n]+", " ", run.text))
        before = found[-1].text[-1:] if found else BREAK
        if before in (" ", BREAK):
            text = text.removeprefix(" ")
        if text:
            found.append(Run(text, run.bold, run.italic, run.href))
    while found and not found[-1].text.rstrip(f" {BREAK}"):
        found.pop()
    if found:
        last = found.pop()
        found.append(Run(last.text.rstrip(f" {BREAK}"), last.bold, last.italic, last.href))
    return tuple(Run(run.text.replace(BREAK, "\n"), run.bold, run.italic, run.href) for run in found)


def _words(element, manner, without):
    tag = element.tag
    manner = Run(
        "",
        manner.bold or tag in BOLD,
        manner.italic or tag in ITALIC,
        (element.get("href") if tag == "a" else "") or manner.href,
    )
    if element.text:
        yield Run(element.text, manner.bold, manner.italic, manner.href)
    for child in element:
        if child.tag == "br":
            yield Run(BREAK, manner.bold, manner.italic, manner.href)
        elif child.tag not in without:
            yield from _words(child, manner, without)
        if child.tail:
            yield Run(child.tail, manner.bold, manner.italic, manner.href)
