"""A map of knots: countries on a grid of quarter degrees, as a weaver would draw them. Schematic, the same everywhere.

``data/world.txt`` has one line per quarter degree of latitude, from 84° N down, and in it runs of quarter degrees of
longitude from 180° W: “.3” is three of sea, “GE4” four of Georgia (ISO 3166-1). Sampled from Natural Earth 1:10m,
which is in the public domain (npm world-atlas 2.0.2). Changed by hand: Crimea is Ukraine’s, Northern Cyprus that of
Cyprus, and Ordubad and Astara, which share their knots with a neighbour, are on the map. Only the countries asked for
are told apart.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

NORTH = 84  # where the grid begins, in degrees
PER_DEGREE = 4
WIDTH = 1000  # of the drawing, in its own units
MARGIN = 8  # knots around the outermost countries
SHAPE = 2.3  # width to height that a drawing keeps at least to
MOST_KNOTS = 180  # side by side; beyond it a knot stands for more
LETTER, LINE = 22, 46  # what a letter and a line of a name may take up on a telephone


@dataclass(frozen=True)
class Country:
    """One country of a drawing: its ISO code, the path of its knots, and where its name stands (``None``: no room)."""

    code: str
    path: str
    name_at: tuple | None


@dataclass(frozen=True)
class Drawing:
    """A piece of the world. All numbers are texts, as SVG writes them.

    Attributes:
        height: of the drawing; its width is ``WIDTH``.
        scale: of the paths, for ``transform``.
        land: path of what is no country of the drawing.
        gaps: path of the lines between the knots.
        countries: ``Country`` objects, in the order asked for.
    """

    height: str
    scale: str
    land: str
    gaps: str
    countries: tuple


@cache
def _world():
    """Return the grid as a list of rows of codes, “” for the sea."""
    rows = []
    for line in (Path(__file__).parent / "data" / "world.txt").read_text().splitlines():
        row = []
        for run in line.split():
            code, number = re.fullmatch(r"([A-Z]{2}|\.)(\d+)", run).groups()
            row += ["" if code == "." else code] * int(number)
        rows.append(row + [""] * (360 * PER_DEGREE - len(row)))
    return rows


@cache
def _mainland(code):
    """Return the largest connected piece of a country as a set of ``(column, row)``: what the map must show of it."""
    rows = _world()
    left = {(x, y) for y, row in enumerate(rows) for x, at in enumerate(row) if at == code}
    largest = set()
    while left:
        piece, edge = set(), [left.pop()]
        while edge:
            x, y = edge.pop()
            piece.add((x, y))
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & left
            left -= near
            edge += near
        largest = max(largest, piece, key=len)
    return largest


@lru_cache(maxsize=32)
def draw(names):
    """Draw the piece of the world with some countries in it.

    Args:
        names: tuple of ``(ISO code, name)``; names matter only for the room they need.

    Returns:
        Drawing | None: ``None`` if none of the countries is on the grid.
    """
    mainlands = {code: knots for code, _name in names if (knots := _mainland(code))}
    if not mainlands:
        return None
    left, top, right, bottom = _window([knot for knots in mainlands.values() for knot in knots])
    step = math.ceil((right - left) / MOST_KNOTS)
    columns, lines = math.ceil((right - left) / step), math.ceil((bottom - top) / step)
    grid = [
        [_at(left + x * step, top + y * step, step, mainlands) for x in range(columns)] for y in range(lines)
    ]
    latitude = math.radians(NORTH - (top + bottom) / 2 / PER_DEGREE)
    across, down = WIDTH / columns, WIDTH / columns / math.cos(latitude)
    taken, countries = [], []
    for code, name in names:
        if code in mainlands:
            path = _path(grid, code)
            middle = _middle(mainlands[code], left, top, step, across, down)
            countries.append(Country(code, path, _room_for(name, middle, taken)))
    return Drawing(
        height=f"{lines * down:.0f}",
        scale=f"{across:.3f} {down:.3f}",
        land=_path(grid, *({code for row in grid for code in row} - {"", *mainlands})),
        gaps="".join(f"M{x} 0v{lines}" for x in range(columns + 1))
        + "".join(f"M0 {y}h{columns}" for y in range(lines + 1)),
        countries=tuple(countries),
    )


def _window(knots):
    xs, ys = [x for x, _y in knots], [y for _x, y in knots]
    left, right = min(xs) - MARGIN, max(xs) + 1 + MARGIN
    top, bottom = min(ys) - MARGIN, max(ys) + 1 + MARGIN
    latitude = math.radians(NORTH - (top + bottom) / 2 / PER_DEGREE)
    lacking = (bottom - top) * SHAPE / math.cos(latitude) - (right - left)
    if lacking > 0:
        left, right = left - math.ceil(lacking / 2), right + math.ceil(lacking / 2)
    return max(left, 0), max(top, 0), min(right, 360 * PER_DEGREE), min(bottom, len(_world()))


def _at(x, y, step, wanted):
    """Return the code of one knot: the most frequent of its field, a wanted country before any other."""
    found = Counter(code for row in _world()[y : y + step] for code in row[x : x + step])
    chosen = {code: number for code, number in found.items() if code in wanted} or found
    return max(chosen, key=chosen.get, default="")


def _path(grid, *codes):
    """Return the path of all knots of some countries, line by line."""
    parts = []
    for y, row in enumerate(grid):
        start = None
        for x, code in enumerate([*row, None]):
            if code in codes and start is None:
                start = x
            elif code not in codes and start is not None:
                parts.append(f"M{start} {y}h{x - start}v1h{start - x}z")
                start = None
    return "".join(parts)


def _middle(knots, left, top, step, across, down):
    x = sum(x for x, _y in knots) / len(knots) + 0.5
    y = sum(y for _x, y in knots) / len(knots) + 0.5
    return (x - left) / step * across, (y - top) / step * down


def _room_for(name, middle, taken):
    """Return where a name is written, as texts, or ``None`` if another stands there; ``taken`` grows by its place."""
    half = len(name) * LETTER / 2
    x, y = min(max(middle[0], half), WIDTH - half), middle[1]
    place = (x - half, y - LINE / 2, x + half, y + LINE / 2)
    if any(place[0] < b[2] and b[0] < place[2] and place[1] < b[3] and b[1] < place[3] for b in taken):
        return None
    taken.append(place)
    return f"{x:.0f}", f"{y:.0f}"
