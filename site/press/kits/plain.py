"""The text of a kit as plain text: paragraphs of even length, addresses written out."""

import textwrap
from itertools import groupby

from press.kits.blocks import plain

WIDTH = 76


def build(dossier):
    """Return the plain text of a ``Dossier``, in UTF-8."""
    said = []
    for block in dossier.blocks:
        lines = _lines(block)
        if said and block.kind == "item" and said[-1][0].kind == "item":
            said[-1] = (block, [*said[-1][1], *lines])
        elif lines:
            said.append((block, lines))
    return ("\n\n".join("\n".join(lines) for _block, lines in said) + "\n").encode()


def _lines(block):
    if block.kind == "table":
        return [" | ".join(_written(cell) for cell in row) for row in block.rows]
    if block.kind == "facts":
        return [
            line
            for label, said in block.rows
            for line in wrapped(f"{label}: {'; '.join(_written(runs) for runs in said)}", "", "    ")
        ]
    text = _written(block.runs)
    if block.kind in ("title", "heading"):
        lines = wrapped(text)
        return [*lines, ("=" if block.kind == "title" else "-") * min(WIDTH, max(map(len, lines), default=0))]
    if block.kind == "item":
        start = "  " * block.level + f"{block.marker} "
        return wrapped(text, start, " " * len(start))
    if block.kind == "quote":
        return wrapped(text, "    ", "    ")
    return wrapped(text)


def _written(runs):
    """Return runs with the address of each link behind its words, unless they are the address."""
    said = []
    for href, same in groupby(runs, lambda run: run.href):
        words = plain(same)
        address = href.removeprefix("mailto:").removeprefix("tel:")
        said.append(words if address in words else f"{words} <{address}>")
    return "".join(said)


def wrapped(text, first="", other=""):
    """Return a text in lines of at most ``WIDTH`` signs; an address is never broken."""
    lines = []
    for number, part in enumerate(text.split("\n")):
        begin = other if number else first
        lines += textwrap.wrap(
            part,
            WIDTH,
            initial_indent=begin,
            subsequent_indent=other,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines
