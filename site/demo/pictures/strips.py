"""Running ornament for smooth pictures: units one unit high that repeat along straight bands and around rings.

A unit is a `Strip`: its width in heights, and polygons in painter's order, each with a role. Roles are given colours
where the strip is used (a role without a colour is left out): 0 stem or line, 1 main, 2 second, 3 heart or light,
4 outline below the others. v runs from 0 (outer or upper edge) to 1.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin, tau

from . import geometry as g
from .canvas import Canvas

LINE, MAIN, SECOND, HEART, UNDER = range(5)
Paints = dict[int, str]
Mapping = Callable[[float, float], g.Point]


@dataclass(frozen=True)
class Strip:
    width: float
    parts: list[tuple[g.Polygon, int]]


def fine(points: g.Polygon, step: float = 0.06) -> g.Polygon:
    """The polygon with its long sides divided, so that they bend when laid around a ring."""
    out = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        n = max(1, ceil(hypot(x1 - x0, y1 - y0) / step))
        out += [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n)]
    return out


def _flower(cx: float, cy: float, r: float, petals: int = 8, role: int = MAIN) -> list[tuple[g.Polygon, int]]:
    out = [(p, UNDER) for p in g.rosette(cx, cy, 0, r * 1.13, petals, pi / petals, 1.16)]
    out += [(p, role) for p in g.rosette(cx, cy, r * 0.1, r, petals, pi / petals, 0.98)]
    return [*out, (_round(cx, cy, r * 0.36), UNDER), (_round(cx, cy, r * 0.28), HEART)]


def _round(cx: float, cy: float, r: float, n: int = 24) -> g.Polygon:
    return g.regular(cx, cy, r, n)


def _leaf(
    x: float, y: float, length: float, width: float, angle: float, role: int
) -> list[tuple[g.Polygon, int]]:
    return [
        (g.petal(x - 0.012 * cos(angle), y - 0.012 * sin(angle), length * 1.1, width * 1.35, angle), UNDER),
        (g.petal(x, y, length, width, angle), role),
    ]


def vine(width: float = 2.2, seams: bool = True) -> Strip:
    """A rolling stem: from it a branch curls into every bay and ends in a rosette; leaves fill the outer corners.

    What stands on the seam of two units is drawn as two halves, one in each; without `seams` it is drawn whole at the
    left one, for rings that are laid part by part.
    """
    w, parts = width, []

    def cut(points: g.Polygon, x0: float, x1: float) -> g.Polygon:
        return _clip(points, x0, x1) if seams else points

    wave = [(w * i / 48, 0.5 - 0.34 * cos(tau * i / 48)) for i in range(49)]
    leaves: list[tuple[g.Polygon, int]] = []
    flowers: list[tuple[g.Polygon, int]] = []
    for cx, up, role in ((w / 2, 1, MAIN), (0.0, -1, SECOND), (w, -1, SECOND))[: 3 if seams else 2]:
        # The branch leaves the stem at the bay's foot and rolls inwards.
        cy = 0.5 - up * 0.06
        roll = g.spiral(cx, cy, 0.355, 0.20, -up * (-pi / 2) + up * 0.35, up * 0.72, 36)
        parts += [(cut(g.ribbon(roll, 0.042, 0.026), 0, w), LINE)]
        for i, side in ((8, -1), (15, 1), (22, -1), (29, 1)):
            leaves += [
                (cut(p, 0, w), r)
                for p, r in _leaf(
                    *roll[i], 0.15, 0.085, g.heading(roll, i) + side * 0.95, SECOND if role == MAIN else MAIN
                )
            ]
        for side in (-1, 1):
            x, y = cx + side * w * 0.13, 0.5 + up * 0.34 * cos(tau * 0.13)
            leaves += [
                (cut(p, 0, w), r)
                for p, r in _leaf(
                    x, y, 0.21, 0.10, up * pi / 2 - side * up * 0.95, SECOND if role == MAIN else MAIN
                )
            ]
        flowers += [(cut(p, 0, w), r) for p, r in _flower(cx, cy, 0.225, 8, role)]
    parts.append((g.ribbon(wave, 0.058), LINE))
    return Strip(w, [(p, r) for p, r in parts + leaves + flowers if p])


def _clip(points: g.Polygon, x0: float, x1: float) -> g.Polygon:
    """The part of a polygon between two upright lines."""
    for edge, keep in ((x0, 1), (x1, -1)):
        out = []
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            inside_a, inside_b = (ax - edge) * keep >= 0, (bx - edge) * keep >= 0
            if inside_a:
                out.append((ax, ay))
            if inside_a != inside_b:
                t = (edge - ax) / (bx - ax)
                out.append((edge, ay + (by - ay) * t))
        points = out
        if not points:
            return []
    return points


def palmettes(width: float = 1.15) -> Strip:
    """Upright palmettes joined by curling stems, a bud between each two."""
    c, parts = width / 2, []
    for side in (-1, 1):
        stem = g.bezier(
            (c, 0.93), (c + side * 0.18, 1.0), (c + side * (c - 0.10), 0.98), (c + side * c, 0.80), 14
        )
        parts.append((g.ribbon(stem, 0.05, 0.04), LINE))
        curl = g.spiral(c + side * (c - 0.17), 0.80, 0.10, 0.03, pi / 2, -side * 0.85, 24)
        parts.append((g.ribbon(curl, 0.04, 0.025), LINE))
    angles = [-pi / 2 + i * 0.40 for i in range(-3, 4)]
    lengths = [0.36, 0.46, 0.58, 0.70, 0.58, 0.46, 0.36]
    for a, length in zip(angles, lengths, strict=True):
        parts += _leaf(c, 0.86, length, 0.135, a, MAIN if round((a + pi / 2) / 0.40) % 2 == 0 else SECOND)
    parts += [(_round(c, 0.87, 0.09), UNDER), (_round(c, 0.87, 0.07), HEART)]
    for x in (0.0, width):
        parts += [(_clip(p, 0, width), r) for p, r in _leaf(x, 0.82, 0.50, 0.15, -pi / 2, SECOND)]
        parts += [(_clip(p, 0, width), r) for p, r in [(_round(x, 0.20, 0.045), MAIN)]]
    return Strip(width, [(p, r) for p, r in parts if p])


def key(width: float = 1.25) -> Strip:
    """The meander."""
    w, t = width, 0.13
    path = [
        (0, 0.90),
        (w * 0.80, 0.90),
        (w * 0.80, 0.14),
        (w * 0.20, 0.14),
        (w * 0.20, 0.64),
        (w * 0.52, 0.64),
        (w * 0.52, 0.40),
    ]
    parts = []
    for (x0, y0), (x1, y1) in itertools.pairwise(path):
        parts.append(
            (g.box(min(x0, x1) - t / 2, min(y0, y1) - t / 2, max(x0, x1) + t / 2, max(y0, y1) + t / 2), MAIN)
        )
    parts.append((g.box(w * 0.80, 0.90 - t / 2, w + 0.002, 0.90 + t / 2), MAIN))
    return Strip(w, [(_clip(p, 0, w + 0.002), r) for p, r in parts])


def petals(width: float = 0.55) -> Strip:
    """A row of pointed petals with a smaller one inside, a dart between."""
    c = width / 2
    parts = [
        (g.petal(c, 1.0, 0.98, width * 1.0, -pi / 2, 0.5), UNDER),
        (g.petal(c, 1.0, 0.90, width * 0.80, -pi / 2, 0.5), MAIN),
    ]
    parts += [(g.petal(c, 0.92, 0.52, width * 0.36, -pi / 2, 0.5), HEART)]
    for x in (0.0, width):
        parts.append((_clip(g.petal(x, 0.06, 0.34, width * 0.34, pi / 2, 0.4), 0, width), SECOND))
    return Strip(width, [(p, r) for p, r in parts if p])


def stars(width: float = 1.5) -> Strip:
    """Eight-pointed stars with hooked lozenges between."""
    c = width / 2
    parts = [
        (g.two_squares(c, 0.5, 0.47), UNDER),
        (g.two_squares(c, 0.5, 0.43), MAIN),
        (g.regular(c, 0.5, 0.29, 8, pi / 8), UNDER),
    ]
    parts += [
        (g.petal(c + 0.08 * cos(a), 0.5 + 0.08 * sin(a), 0.18, 0.085, a), HEART)
        for a in (tau * i / 8 for i in range(8))
    ]
    for x in (0.0, width):
        for p, r in (
            (g.lozenge(x, 0.5, 0.22, 0.30), UNDER),
            (g.lozenge(x, 0.5, 0.19, 0.26), SECOND),
            (g.lozenge(x, 0.5, 0.08, 0.11), HEART),
        ):
            parts.append((_clip(p, 0, width), r))
        for up in (-1, 1):
            parts.append((_clip(g.lozenge(x, 0.5 + up * 0.38, 0.07, 0.07), 0, width), MAIN))
    return Strip(width, [(p, r) for p, r in parts if p])


def hooks(width: float = 1.05) -> Strip:
    """The running wave with curled crests."""
    w = width
    crest = g.curve(
        [
            (0, 0.98),
            (w * 0.12, 0.80),
            (w * 0.26, 0.40),
            (w * 0.52, 0.10),
            (w * 0.80, 0.16),
            (w * 0.90, 0.40),
            (w * 0.80, 0.58),
            (w * 0.64, 0.54),
            (w * 0.64, 0.40),
            (w * 0.72, 0.36),
            (w * 0.66, 0.28),
            (w * 0.52, 0.34),
            (w * 0.44, 0.56),
            (w * 0.54, 0.78),
            (w * 0.76, 0.90),
            (w, 0.98),
        ],
        8,
    )
    return Strip(w, [([*crest, (w, 1.0), (0, 1.0)], MAIN)])


def merlons(width: float = 0.75) -> Strip:
    """Trefoil merlons that answer each other."""
    w, c = width, width / 2
    half = g.curve(
        [
            (0, 1.0),
            (w * 0.10, 0.88),
            (w * 0.32, 0.80),
            (w * 0.28, 0.66),
            (w * 0.12, 0.56),
            (w * 0.16, 0.40),
            (w * 0.34, 0.36),
            (w * 0.36, 0.24),
            (c, 0.04),
        ],
        7,
    )
    return Strip(w, [(half + g.flip(half[::-1], c), MAIN), (g.lozenge(c, 0.52, 0.07, 0.11), HEART)])


def botehs(width: float = 0.82) -> Strip:
    """Botehs standing side by side with a small flower between."""
    c = width / 2
    parts = [
        (g.boteh(c, 0.5, 0.94), UNDER),
        (g.boteh(c, 0.505, 0.86), MAIN),
        (g.boteh(c - 0.005, 0.54, 0.62), UNDER),
        (g.boteh(c - 0.005, 0.545, 0.56), SECOND),
    ]
    parts += [(p, HEART) for p in g.rosette(c - 0.01, 0.66, 0.02, 0.11, 6, 0)]
    for x in (0.0, width):
        parts += [(_clip(p, 0, width), MAIN) for p in g.rosette(x, 0.20, 0.02, 0.09, 6, 0)]
        parts.append((_clip(_round(x, 0.20, 0.03), 0, width), HEART))
    return Strip(width, [(p, r) for p, r in parts if p])


def guilloche(width: float = 1.3) -> Strip:
    """Two strands that plait, with a stud in every eye."""
    w = width

    def strand(phase: float, t0: float, t1: float) -> g.Polygon:
        n = 20
        return [
            (w * (t0 + (t1 - t0) * i / n), 0.5 - 0.33 * cos(tau * (t0 + (t1 - t0) * i / n) + phase))
            for i in range(n + 1)
        ]

    parts = []

    def lay(phase: float, t0: float, t1: float, role: int) -> None:
        parts.append((g.ribbon(strand(phase, t0, t1), 0.30), UNDER))
        parts.append((g.ribbon(strand(phase, t0, t1), 0.22), role))
        parts.append((g.ribbon(strand(phase, t0, t1), 0.04), LINE))

    # At a quarter the first strand lies above, at three quarters the second.
    lay(0, 0, 1, MAIN)
    lay(pi, 0, 1, SECOND)
    lay(0, 0.10, 0.40, MAIN)
    for x in (0.0, w / 2, w):
        parts.append((_clip(_round(x, 0.5, 0.085), 0, w), HEART))
    return Strip(w, [(p, r) for p, r in parts if p])


def arcade(width: float = 0.7) -> Strip:
    """A row of pointed arches, a leaf in each."""
    c = width / 2
    arch = g.pointed_arch(0.06, width - 0.06, 0.52, 0.46, 10)
    parts = [
        ([(0.06, 1.0), *arch, (width - 0.06, 1.0)], MAIN),
        (
            [(0.11, 1.0), *[(c + (x - c) * 0.80, 1 - (1 - y) * 0.90) for x, y in arch], (width - 0.11, 1.0)],
            UNDER,
        ),
    ]
    parts += [
        (g.petal(c, 0.96, 0.66, width * 0.34, -pi / 2, 0.5), SECOND),
        (g.petal(c, 0.93, 0.36, width * 0.13, -pi / 2, 0.5), HEART),
    ]
    return Strip(width, parts)


def beads(width: float = 0.9) -> Strip:
    return Strip(
        width,
        [
            (_round(width / 2, 0.5, 0.36), UNDER),
            (_round(width / 2, 0.5, 0.28), MAIN),
            (_round(width / 2 - 0.07, 0.43, 0.08), HEART),
        ],
    )


# --- laying --------------------------------------------------------------------------------------------------------


def lay(
    canvas: Canvas, strip: Strip, mapping: Mapping, count: int, paints: Paints, swap: bool = False
) -> None:
    """Lay `count` units; the mapping takes (unit number with fraction, v) to the drawing. `swap` exchanges the dyes
    MAIN and SECOND in every second unit."""
    parts = [(fine(points), role) for points, role in strip.parts if role in paints]
    other = (
        {**paints, MAIN: paints.get(SECOND, paints.get(MAIN)), SECOND: paints.get(MAIN)} if swap else paints
    )
    for i in range(count):
        chosen = other if i % 2 else paints
        for points, role in parts:
            canvas.shape([mapping(i + x / strip.width, y) for x, y in points], chosen[role])


def straight(
    canvas: Canvas,
    strip: Strip,
    start: g.Point,
    end: g.Point,
    height: float,
    paints: Paints,
    swap: bool = False,
    count: int | None = None,
) -> None:
    """Along the line from start to end, which is the band's upper edge; v grows to the right-hand side of the way."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0)
    count = count or max(1, round(length / (strip.width * height)))
    ux, uy = (x1 - x0) / count, (y1 - y0) / count
    nx, ny = -(y1 - y0) / length * height, (x1 - x0) / length * height
    lay(canvas, strip, lambda u, v: (x0 + ux * u + nx * v, y0 + uy * u + ny * v), count, paints, swap)


def around(
    canvas: Canvas,
    strip: Strip,
    centre: g.Point,
    outer: float,
    inner: float,
    paints: Paints,
    count: int | None = None,
    turn: float = -pi / 2,
    squash: float = 1.0,
    swap: bool = False,
) -> None:
    """Around a ring, v = 0 outside; `squash` below 1 lays the ring down in perspective."""
    cx, cy = centre
    if count is None:
        count = max(3, round(tau * (outer + inner) / 2 / (strip.width * abs(outer - inner))))
        count += count % 2
    step = tau / count

    def mapping(u: float, v: float) -> g.Point:
        r, a = outer + (inner - outer) * v, turn + step * u
        return cx + r * cos(a), cy + r * sin(a) * squash

    lay(canvas, strip, mapping, count, paints, swap)
