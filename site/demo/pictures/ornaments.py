"""Motifs on the knot grid: stars, rosettes, palmettes, hooked lozenges, botehs, and the units of running borders.

Motifs return a `Sheet` with empty knots around them. Border units are functions of (width, depth, index) made by the
functions at the end of the module; in them the outside of the carpet is at the top.
"""

from math import cos, pi, sin, tau

from . import geometry as g
from .borders import Border, cached
from .knots import Sheet
from .palettes import BLACK, IVORY, NONE, WALNUT

# --- single motifs -------------------------------------------------------------------------------------------------


def layers(size: int, *steps, edge: int = NONE) -> Sheet:
    """Concentric shapes, each a pair of (function of centre giving polygons, dye), mirrored to be exact."""
    sheet = Sheet(size, size)
    for polygons, dye in steps:
        sheet.shape(polygons(size / 2), dye, edge)
    return sheet.fourfold()


def flower(
    size: int, petals: int, dye: int, other: int, heart: int, edge: int = WALNUT, ring: int = IVORY
) -> Sheet:
    """A rosette seen from the front: petals in two dyes by turns around a ringed heart."""
    sheet, c = Sheet(size, size), size / 2
    r = c - 1.5
    if size < 14:
        # Too few knots for single petals: a lobed disc with a heart reads better.
        sheet.shape(g.lobed(c, c, r, petals, 0.26), dye, edge)
        return sheet.shape(g.disc(c, c, max(1.1, r * 0.34)), ring if dye != ring else heart).fourfold()
    start = pi / 2 + pi / petals
    for i, petal in enumerate(g.rosette(c, c, r * 0.18, r, petals, start, fat=0.98)):
        sheet.shape(petal, dye if i % 2 == 0 else other, edge)
    sheet.shape(g.disc(c, c, r * 0.40), ring, edge)
    sheet.shape(g.disc(c, c, r * 0.22), heart)
    return sheet.fourfold() if petals % 4 == 0 else sheet.mirrored()


def small_star(size: int, dye: int, heart: int, edge: int = NONE) -> Sheet:
    return layers(
        size,
        (lambda c: g.two_squares(c, c, c - 1.5), dye),
        (lambda c: g.lozenge(c, c, c * 0.34), heart),
        edge=edge,
    )


def eight_star(size: int, dyes: tuple[int, int, int, int], edge: int = BLACK) -> Sheet:
    """A large eight-pointed star: split points, an octagon, a cross of leaves and a flower in it."""
    first, second, third, fourth = dyes
    sheet, c = Sheet(size, size), size / 2
    r = c - 2.5
    sheet.shape(g.two_squares(c, c, r), first, edge, 2 if size > 60 else 1)
    for i in range(8):
        a = -pi / 2 + tau * i / 8
        tip = g.polar(c, c, [(a, r - 2.5), (a + pi / 8, r * 0.70), (a, r * 0.56), (a - pi / 8, r * 0.70)])
        half = g.polar(c, c, [(a, r - 2.5), (a + pi / 8, r * 0.70), (a, r * 0.56)])
        sheet.shape(tip, second)
        sheet.shape(half, third)
    sheet.shape(g.regular(c, c, r * 0.64, 8, pi / 8), fourth, edge)
    for i in range(8):
        a = tau * i / 8
        sheet.shape(
            g.petal(c + r * 0.16 * cos(a), c + r * 0.16 * sin(a), r * 0.42, r * 0.17, a),
            third if i % 2 else second,
            edge,
        )
    sheet.centre(flower(max(9, round(size * 0.25)), 8, first, first, third, edge), c, c)
    return sheet.fourfold()


def hook(x: float, y: float, size: float, pen: float, right: int = 1, up: int = 1) -> g.Polygon:
    """A latch hook standing on (x, y): a stem, an arm turned aside, and the tip bent back."""
    s, p = size, pen
    points = [
        (0, 0),
        (0, -s),
        (s * 0.86, -s),
        (s * 0.86, -s * 0.42),
        (s * 0.86 - p, -s * 0.42),
        (s * 0.86 - p, -s + p),
        (p, -s + p),
        (p, 0),
    ]
    return [(x + right * px, y + up * py) for px, py in points]


def hooked_lozenge(
    width: int, height: int, steps: int, ground: int, hooks: int, edge: int, reach: float
) -> Sheet:
    """A stepped lozenge of the given size with latch hooks standing on every tread."""
    sheet = Sheet(width, height)
    cx, cy = width / 2, height / 2
    rx, ry = cx - reach - 2, cy - reach - 2
    pen = max(2.0, reach * 0.24)
    for i in range(steps):
        x = cx - rx * (i + 0.5) / steps
        y = cy - ry * (1 - i / steps)
        sheet.shape(hook(x + pen / 2, y + 1, reach, pen, -1), hooks, edge)
    sheet.shape(g.stepped_lozenge(cx, cy, rx, ry, steps), ground, edge, 1)
    return sheet.fourfold()


def gul(width: int, height: int, dyes: tuple[int, int, int, int], edge: int = BLACK) -> Sheet:
    """An octagon quartered in two dyes, with hooks, a star in it and small crosses in the quarters."""
    first, second, third, _fourth = dyes
    sheet = Sheet(width, height)
    cx, cy = width / 2, height / 2
    rx, ry = cx - 2, cy - 2
    # The outline is stepped as three nested octagons: dark, pale, dark.
    sheet.shape(g.octagon(cx, cy, rx, ry, 0.40), third, edge, 1)
    sheet.shape(g.octagon(cx, cy, rx - 3, ry - 3, 0.40), first, edge, 1)
    other = Sheet(width, height).shape(g.octagon(cx, cy, rx - 3, ry - 3, 0.40), second)
    sheet.put(other.part(0, 0, width // 2, height // 2), 0, 0)
    sheet.put(other.part(width // 2, height // 2, width, height), width // 2, height // 2)
    return sheet


def palmette(width: int, height: int, outer: int, middle: int, core: int, edge: int, calyx: int) -> Sheet:
    """A palmette standing on its stem: a fan of lobes, a smaller fan in it, a bud, and two calyx leaves."""
    sheet = Sheet(width, height)
    cx, base = width / 2, height * 0.80

    def fan(rx: float, ry: float, lobes: int, depth: float, foot: float) -> g.Polygon:
        spread, n, out = pi * 0.78, lobes * 16, []
        for i in range(n + 1):
            a = -pi / 2 - spread + 2 * spread * i / n
            wave = abs(sin(pi * lobes * i / n)) ** 0.6
            # Broad shoulders and a slightly drawn-up tip.
            tip = 1 + 0.10 * max(0.0, cos(a + pi / 2)) ** 6
            r = (1 - depth * (1 - wave)) * tip
            out.append((cx + rx * r * cos(a), foot + ry * r * sin(a)))
        return [*out, (cx, foot + ry * 0.98)]

    w, h = width / 2 - 1.5, height - 3.0
    foot = height * 0.60
    for side in (-1, 1):
        leaf = g.ribbon(
            [
                (cx, base + h * 0.12),
                (cx + side * w * 0.5, base + h * 0.06),
                (cx + side * w * 0.92, base - h * 0.10),
            ],
            h * 0.16,
            1,
        )
        sheet.shape(leaf, calyx, edge)
    foot = height * 0.56
    sheet.shape(fan(w, h * 0.50, 11, 0.20, foot), outer, edge)
    sheet.shape(fan(w * 0.72, h * 0.37, 9, 0.16, foot + h * 0.015), middle, edge)
    sheet.shape(fan(w * 0.46, h * 0.25, 7, 0.13, foot + h * 0.03), core, edge)
    bud = g.petal(cx, foot + h * 0.20, h * 0.36, w * 0.32, -pi / 2, 0.45)
    sheet.shape(bud, outer, edge)
    for side in (-1, 1):
        sheet.shape(g.petal(cx, base + h * 0.17, h * 0.24, h * 0.10, -pi / 2 + side * 0.72), calyx, edge)
    return sheet.mirrored()


def drop(width: int, height: int, body: int, rim: int, heart: int, edge: int, lean: int = 1) -> Sheet:
    """A boteh with a rim, a flower and a sprig inside."""
    sheet = Sheet(width, height)
    cx, cy, size = width / 2, height / 2, height - 5
    sheet.shape(g.boteh(cx, cy, size), rim, edge)
    sheet.shape(g.boteh(cx - size * 0.008, cy + size * 0.022, size * 0.80), body, NONE)
    y = cy + size * 0.16
    stem = g.ribbon(
        g.curve(
            [
                (cx - size * 0.01, cy + size * 0.36),
                (cx - size * 0.06, cy),
                (cx + size * 0.06, cy - size * 0.27),
            ]
        ),
        1.3,
    )
    sheet.shape(stem, edge)
    for side in (-1, 1):
        for up, reach in ((0.30, 0.16), (-0.02, 0.13)):
            sheet.shape(
                g.petal(cx - size * 0.02, cy + size * up, size * reach, size * 0.09, -pi / 2 + side * 0.95),
                rim,
            )
    sheet.centre(flower(max(7, round(size * 0.27)), 8, heart, heart, body, edge, rim), cx - size * 0.02, y)
    sheet.shape(
        g.petal(cx - size * 0.005, cy - size * 0.08, size * 0.15, size * 0.09, -pi / 2 + 0.2), heart, edge
    )
    return sheet if lean > 0 else sheet.flipped()


def s_form(scale: int, dye: int) -> Sheet:
    rows = """
    .aaaaaaa
    .a.....a
    .a.aaa.a
    .a...a..
    .aaaaa..
    ...a....
    ..aaaaa.
    ..a...a.
    a.aaa.a.
    a.....a.
    aaaaaaa.
    """
    return Sheet.rows(rows, {"a": dye}, scale)


def cross_flower(scale: int, petals: int, heart: int, tips: int) -> Sheet:
    rows = """
    ...bbb...
    ...aba...
    ..a.a.a..
    ba.aaa.ab
    bbaacaabb
    ba.aaa.ab
    ..a.a.a..
    ...aba...
    ...bbb...
    """
    return Sheet.rows(rows, {"a": petals, "b": tips, "c": heart}, scale)


def bird_track(scale: int, dye: int, heart: int) -> Sheet:
    """A small four-armed filler with forked ends."""
    rows = """
    a...a
    .a.a.
    ..b..
    .a.a.
    a...a
    """
    return Sheet.rows(rows, {"a": dye, "b": heart}, scale)


# --- guard stripes -------------------------------------------------------------------------------------------------


def slant(depth: int, pitch: int, dyes: tuple[int, ...], outline: int = NONE) -> Border:
    """Slanting bars in turn of dyes."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, dyes[0])
        share = width / len(dyes)
        for i in range(-len(dyes), len(dyes) + 1):
            x = i * share
            bar = [(x, deep), (x + share, deep), (x + share + width / 2, 0), (x + width / 2, 0)]
            sheet.shape(bar, dyes[i % len(dyes)])
            if outline:
                sheet.shape(g.ribbon([(x, deep), (x + width / 2, 0)], 1.2), outline)
        return sheet

    return Border(depth, dyes[0], unit, pitch, lambda d: Sheet(d, d, dyes[-1]))


def wave_hooks(depth: int, pitch: int, ground: int, dye: int) -> Border:
    """The running hook (a wave that curls over), in two dyes that answer each other."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, ground)
        w, d = width, deep
        wave = [
            (0, d),
            (0, d * 0.86),
            (w * 0.30, d * 0.12),
            (w * 0.92, d * 0.12),
            (w * 0.92, d * 0.60),
            (w * 0.60, d * 0.60),
            (w * 0.60, d * 0.38),
            (w * 0.72, d * 0.38),
            (w * 0.44, d * 0.34),
            (w * 0.34, d * 0.86),
            (w, d * 0.86),
            (w, d),
        ]
        return sheet.shape(wave, dye)

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, ground).shape(g.box(d * 0.86, d * 0.86, d, d), dye)
        return sheet.shape(g.lozenge(d * 0.45, d * 0.45, d * 0.28), dye)

    return Border(depth, ground, unit, pitch, corner)


def reciprocal(depth: int, pitch: int, outer: int, inner: int, edge: int = NONE) -> Border:
    """Trefoil merlons of two dyes that fit into each other."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, outer)
        c, w, d = width / 2, width, deep
        half = [
            (0, d),
            (w * 0.06, d * 0.86),
            (w * 0.30, d * 0.80),
            (w * 0.30, d * 0.66),
            (w * 0.16, d * 0.60),
            (w * 0.14, d * 0.44),
            (w * 0.26, d * 0.36),
            (w * 0.36, d * 0.38),
            (w * 0.36, d * 0.26),
            (c, d * 0.06),
        ]
        return sheet.shape(half + g.flip(half[::-1], c), inner, edge).mirrored()

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, outer)
        return sheet.shape(
            [
                (d, d),
                (d * 0.86, d),
                (d * 0.5, d * 0.62),
                (d * 0.2, d * 0.2),
                (d * 0.62, d * 0.5),
                (d, d * 0.86),
            ],
            inner,
            edge,
        )

    return Border(depth, outer, unit, pitch, corner)


def flowerets(depth: int, pitch: int, ground: int, dyes: tuple[int, ...], edge: int, link: int) -> Border:
    """Small flowers in turn of dyes, with a slanting leaf between them."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet, c = Sheet(width, deep, ground), width / 2
        for x, way in ((0, 1), (width, -1)):
            sheet.shape(g.lozenge(x, deep / 2, 2.6, deep * 0.26), link)
            sheet.shape(g.lozenge(x, deep / 2, 1.1, deep * 0.10), ground)
            sheet.shape(g.petal(x + way * 3, deep / 2, width * 0.16, 3.0, 0 if way > 0 else pi), link)
        size = deep - 3 + deep % 2
        sheet.centre(
            flower(size, 8, dyes[index % len(dyes)], dyes[index % len(dyes)], edge, edge), c, deep / 2
        )
        return sheet.mirrored()

    def corner(d: int) -> Sheet:
        return Sheet(d, d, ground).centre(
            flower(d - 3 + d % 2, 8, dyes[-1], dyes[-1], edge, edge), d / 2, d / 2
        )

    return Border(depth, ground, unit, pitch, corner)


def s_chain(depth: int, pitch: int, ground: int, dyes: tuple[int, ...], scale: int = 1) -> Border:
    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, ground)
        sheet.centre(s_form(scale, dyes[index % len(dyes)]), width / 2, deep / 2)
        return sheet

    def corner(d: int) -> Sheet:
        return Sheet(d, d, ground).centre(small_star(d - 4 + d % 2, dyes[-1], ground), d / 2, d / 2)

    return Border(depth, ground, unit, pitch, corner)


def crosses(depth: int, pitch: int, ground: int, dyes: tuple[int, ...], heart: int) -> Border:
    """Cross-shaped flowers between small arrowheads."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet, c, m = Sheet(width, deep, ground), width / 2, deep / 2
        for x in (0, width):
            sheet.shape(
                [(x - 3.4, m - 4), (x, m - 1.2), (x + 3.4, m - 4), (x, m - 7)], dyes[(index + 1) % len(dyes)]
            )
            sheet.shape(
                [(x - 3.4, m + 4), (x, m + 1.2), (x + 3.4, m + 4), (x, m + 7)], dyes[(index + 1) % len(dyes)]
            )
        sheet.centre(cross_flower(max(1, deep // 11), dyes[index % len(dyes)], heart, heart), c, m)
        return sheet.fourfold()

    def corner(d: int) -> Sheet:
        return Sheet(d, d, ground).centre(cross_flower(max(1, d // 11), dyes[-1], heart, heart), d / 2, d / 2)

    return Border(depth, ground, unit, pitch, corner)


def meander_vine(
    depth: int, pitch: int, ground: int, stem: int, dyes: tuple[int, ...], pale: int, edge: int
) -> Border:
    """A narrow wavy vine with a bud in every bay and small leaves."""

    def line(width: float, deep: float, x0: float = 0.0) -> g.Polygon:
        return [(x0 + width * i / 40, deep * (0.5 - 0.27 * cos(tau * i / 40))) for i in range(41)]

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, ground)
        for shift in (-width, 0, width):
            sheet.shape(g.ribbon(line(width, deep, shift), max(1.4, deep / 12)), stem)
        size = max(7, round(deep * 0.46))
        size += (width - size) % 2
        a, b = dyes[index % len(dyes)], dyes[(index + 1) % len(dyes)]
        for side in (-1, 1):
            x = width / 2 + side * width * 0.27
            sheet.shape(g.petal(x, deep * 0.5, deep * 0.34, deep * 0.17, -pi / 2 + side * 0.35), stem)
            sheet.shape(g.petal(x, deep * 0.5, deep * 0.34, deep * 0.17, pi / 2 + side * -0.35), stem)
        sheet.centre(flower(size, 8, a, a, pale, edge, pale), width / 2, deep * 0.36)
        # The bay between two units holds a flower shared by both.
        for x in (0, width):
            sheet.centre(flower(size, 8, b, b, pale, edge, pale), x, deep * 0.66)
        return sheet.mirrored()

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, ground)
        arc = [
            (d + d * 0.77 * cos(a), d + d * 0.77 * sin(a)) for a in [pi + pi / 2 * i / 24 for i in range(25)]
        ]
        sheet.shape(g.ribbon(arc, max(1.4, d / 12)), stem)
        size = max(7, round(d * 0.42))
        return sheet.centre(
            flower(size + size % 2, 8, dyes[0], dyes[0], pale, edge, pale), d * 0.70, d * 0.70
        )

    return Border(depth, ground, unit, pitch, corner)


# --- main borders --------------------------------------------------------------------------------------------------


def leaf_and_cup(
    depth: int, pitch: int, ground: int, dyes: tuple[int, ...], cups: tuple[int, int], edge: int
) -> Border:
    """Slanting serrated leaves in pairs with a calyx cup between them, the leaf's dye changing along the border."""

    def cup(sheet: Sheet, x: float, up: int, heart: int) -> None:
        # Upright within a pair of leaves, upside down between two pairs.
        y = depth * (0.50 - up * 0.17)
        half = [
            (0.02, 0.30),
            (0.05, 0.10),
            (0.11, 0.02),
            (0.155, -0.12),
            (0.10, -0.16),
            (0.085, -0.26),
            (0.04, -0.20),
            (0, -0.29),
        ]

        def outline(fx: float, fy: float) -> g.Polygon:
            right = [(x + px * fx * pitch, y + up * py * fy * depth) for px, py in half]
            return right + g.flip(right[::-1], x)

        sheet.shape(outline(1, 1), cups[0], edge)
        sheet.shape(outline(0.55, 0.62), cups[1])
        sheet.shape(g.box(x - 1.2, y - 0.2 * depth, x + 1.2, y + 0.24 * depth), heart)

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, ground)
        c, leaf = width / 2, dyes[index % len(dyes)]
        line = [
            (c - width * 0.04 - width * 0.30 * t, deep * (0.93 - 0.84 * t))
            for t in [i / 24 for i in range(25)]
        ]
        sheet.shape(g.saw_leaf(line, width * 0.34, 5), leaf, edge)
        vein = g.ribbon(line[2:21], 2.2, 1.0)
        sheet.shape(vein, cups[0])
        cup(sheet, c, 1, leaf)
        return sheet.mirrored()

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, ground)
        return sheet.centre(
            flower(round(d * 0.70) // 2 * 2, 8, dyes[0], dyes[1 % len(dyes)], cups[1], edge, cups[0]),
            d * 0.46,
            d * 0.46,
        )

    def joint(d: int) -> Sheet:
        sheet = Sheet(round(pitch * 0.4) // 2 * 2, d)
        cup(sheet, sheet.width / 2, -1, cups[1])
        return sheet.mirrored()

    return Border(depth, ground, unit, pitch, corner, joint)


def palmette_vine(
    depth: int, pitch: int, ground: int, stem: int, dyes: tuple[int, ...], pale: int, edge: int
) -> Border:
    """A wavy vine with palmettes turned in and out by turns, leaves and buds on side shoots."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet = Sheet(width, deep, ground)
        a, b = dyes[index % len(dyes)], dyes[(index + 1) % len(dyes)]
        pen = max(2.0, deep / 24)

        def vine(x0: float) -> g.Polygon:
            return [(x0 + width * i / 48, deep * (0.5 - 0.33 * cos(tau * i / 48))) for i in range(49)]

        for shift in (-width, 0, width):
            sheet.shape(g.ribbon(vine(shift), pen), stem)
        c = width / 2
        for y, up, x in ((0.5, 1, c), (0.5, -1, 0), (0.5, -1, width)):
            for side in (-1, 1):
                # Two shoots embrace each palmette and end in a split leaf and a bud.
                start = (x + side * width * 0.27, deep * (0.5 + up * 0.04))
                shoot = g.bezier(
                    start,
                    (x + side * width * 0.33, deep * (y - up * 0.30)),
                    (x + side * width * 0.16, deep * (y - up * 0.42)),
                    (x + side * width * 0.13, deep * (y - up * 0.26)),
                    14,
                )
                sheet.shape(g.ribbon(shoot, pen * 0.8), stem)
                sheet.shape(
                    g.petal(*shoot[8], deep * 0.17, deep * 0.085, -up * pi / 2 - side * 1.0),
                    dyes[(index + 2) % len(dyes)],
                    edge,
                )
                sheet.shape(g.petal(*shoot[4], deep * 0.15, deep * 0.075, -up * pi / 2 + side * 0.5), stem)
                bud = flower(max(7, round(deep * 0.13)) | 1, 6, pale, pale, a, edge, pale)
                sheet.centre(bud, *shoot[-1])
        size = round(deep * 0.56)
        wide = size + (width - size) % 2
        sheet.centre(palmette(wide, size, a, pale, b, edge, stem), c, deep * 0.53)
        return sheet.mirrored()

    def joint(d: int) -> Sheet:
        size = round(d * 0.56) // 2 * 2
        flat = palmette(size, size, pale, dyes[0], dyes[1 % len(dyes)], edge, stem).upturned()
        return Sheet(size, d).centre(flat, size / 2, d * 0.47)

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, ground)
        pen = max(2.0, d / 24)
        arc = [
            (d + d * 0.83 * cos(a), d + d * 0.83 * sin(a)) for a in [pi + pi / 2 * i / 32 for i in range(33)]
        ]
        sheet.shape(g.ribbon(arc, pen), stem)
        sheet.shape(g.ribbon([(d * 0.413, d * 0.413), (d * 0.6, d * 0.6)], pen), stem)
        for side in (-1, 1):
            a = pi * 1.25 + side * 0.42
            sheet.shape(
                g.petal(d + d * 0.83 * cos(a), d + d * 0.83 * sin(a), d * 0.2, d * 0.1, a + side * 0.9),
                dyes[0],
                edge,
            )
            sheet.shape(
                g.petal(d + d * 0.80 * cos(a), d + d * 0.80 * sin(a), d * 0.2, d * 0.09, a + pi - side * 0.6),
                stem,
            )
        size = round(d * 0.46) // 2 * 2
        return sheet.centre(
            flower(size, 8, dyes[0], dyes[1 % len(dyes)], pale, edge, pale), d * 0.44, d * 0.44
        )

    return Border(depth, ground, unit, pitch, corner, joint)


def star_octagons(
    depth: int, pitch: int, ground: int, fills: tuple[tuple[int, int, int, int], ...], bar: int, edge: int
) -> Border:
    """Eight-pointed stars in a row with hooked lozenges between them."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet, c, m = Sheet(width, deep, ground), width / 2, deep / 2
        size = round(deep * 0.80)
        size += (width - size) % 2
        return sheet.centre(eight_star(size, fills[index % len(fills)], edge), c, m).fourfold()

    def joint(d: int) -> Sheet:
        wide = (pitch - round(d * 0.80) + 2) // 2 * 2
        sheet = Sheet(wide, d)
        inner = hooked_lozenge(wide, d - 6 - d % 2, 4, bar, bar, edge, max(4, wide * 0.17))
        sheet.centre(inner, wide / 2, d / 2)
        sheet.shape(g.lozenge(wide / 2, d / 2, wide * 0.20, d * 0.17), ground, edge)
        sheet.shape(g.lozenge(wide / 2, d / 2, wide * 0.08, d * 0.06), fills[0][1])
        return sheet.fourfold()

    def corner(d: int) -> Sheet:
        return Sheet(d, d, ground).centre(
            eight_star(round(d * 0.74) // 2 * 2, fills[-1], edge), d * 0.42, d * 0.42
        )

    return Border(depth, ground, unit, pitch, corner, joint)


def rosette_and_leaves(
    depth: int, pitch: int, ground: int, dyes: tuple[int, ...], leaf: tuple[int, int], pale: int, edge: int
) -> Border:
    """Large rosettes, each between two curved serrated leaves, with small flowers in the gaps."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet, c, m = Sheet(width, deep, ground), width / 2, deep / 2
        a, b = dyes[index % len(dyes)], dyes[(index + 1) % len(dyes)]
        for up in (-1, 1):
            y = m + up * deep * 0.04
            line = g.bezier(
                (c - width * 0.46, m),
                (c - width * 0.38, m + up * deep * 0.46),
                (c - width * 0.16, m + up * deep * 0.50),
                (c - width * 0.03, m + up * deep * 0.40),
                30,
            )
            sheet.shape(g.saw_leaf(line, deep * 0.20, 6), leaf[0 if up > 0 else 1], edge)
            sheet.shape(g.ribbon(line[3:26], 1.6, 1.0), pale)
            sheet.shape(g.petal(c - width * 0.30, y + up * 4, deep * 0.10, deep * 0.07, up * 0.6), pale)
        size = round(deep * 0.62)
        size += (width - size) % 2
        big = flower(size, 12, a, b, a, edge, pale)
        sheet.centre(big, c, m)
        for up in (-1, 1):
            for side in (-1, 1):
                sheet.shape(
                    g.petal(
                        c + side * size * 0.42,
                        m + up * size * 0.34,
                        deep * 0.17,
                        deep * 0.08,
                        up * (pi / 2 - side * 0.6),
                    ),
                    b,
                    edge,
                )
        return sheet.mirrored()

    def joint(d: int) -> Sheet:
        size = round(d * 0.30) // 2 * 2
        sheet, x, m = Sheet(size + 8, d), (size + 8) / 2, d / 2
        for up in (-1, 1):
            for side in (-0.7, 0, 0.7):
                sheet.shape(
                    g.petal(x, m + up * size * 0.3, d * 0.30, d * 0.12, up * pi / 2 + side),
                    dyes[0 if side else 1],
                    edge,
                )
        sheet.centre(flower(size, 8, dyes[2 % len(dyes)], dyes[2 % len(dyes)], pale, edge, pale), x, m)
        return sheet.fourfold()

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, ground)
        for a in (pi * 0.25, pi * 1.25, pi * 0.75, pi * 1.75):
            sheet.shape(
                g.petal(d / 2 + d * 0.2 * cos(a), d / 2 + d * 0.2 * sin(a), d * 0.34, d * 0.16, a),
                leaf[0],
                edge,
            )
        return sheet.centre(
            flower(round(d * 0.58) // 2 * 2, 12, dyes[0], dyes[1 % len(dyes)], dyes[0], edge, pale),
            d / 2,
            d / 2,
        )

    return Border(depth, ground, unit, pitch, corner, joint)


def cartouches(
    depth: int, pitch: int, ground: int, fills: tuple[int, ...], pale: int, stem: int, edge: int
) -> Border:
    """Long lobed cartouches and small rosettes by turns; a sprig with three flowers in each cartouche."""

    @cached
    def unit(width: int, deep: int, index: int) -> Sheet:
        sheet, c, m = Sheet(width, deep, ground), width / 2, deep / 2
        fill = fills[index % len(fills)]
        rx, ry = width * 0.385, deep * 0.40
        half = g.curve(
            [
                (c - rx, m),
                (c - rx * 0.93, m - ry * 0.30),
                (c - rx * 0.74, m - ry * 0.46),
                (c - rx * 0.66, m - ry * 0.94),
                (c - rx * 0.3, m - ry),
                (c, m - ry),
            ],
            8,
        )
        top = half + g.flip(half[::-1], c)
        whole = top + [(x, 2 * m - y) for x, y in top[::-1]]
        sheet.shape(whole, fill, pale, 2)
        sheet.shape(g.ribbon([(c - rx * 0.8, m), (c + rx * 0.8, m)], 2), stem)
        for t in (-0.52, 0.52):
            for up in (-1, 1):
                sheet.shape(
                    g.petal(
                        c + rx * t * 0.6, m, ry * 0.8, ry * 0.3, up * pi / 2 + (0.5 if t * up < 0 else -0.5)
                    ),
                    stem,
                )
            sheet.centre(
                flower(max(9, round(ry * 0.7)) // 2 * 2, 8, pale, pale, edge, edge, fill), c + rx * t, m
            )
        size = round(ry * 1.3)
        size += (width - size) % 2
        sheet.centre(flower(size, 8, pale, ground, edge, edge, fill), c, m)
        size = round(deep * 0.5) // 2 * 2
        for x in (0, width):
            sheet.centre(
                flower(
                    size,
                    8,
                    fills[(index + 1) % len(fills)],
                    fills[(index + 1) % len(fills)],
                    edge,
                    edge,
                    pale,
                ),
                x,
                m,
            )
            for up in (-1, 1):
                for way in (-1, 1):
                    sheet.shape(
                        g.petal(
                            x, m + up * deep * 0.24, deep * 0.24, deep * 0.11, up * pi / 2 - up * way * 0.75
                        ),
                        stem,
                        edge,
                    )
        return sheet.fourfold()

    def corner(d: int) -> Sheet:
        sheet = Sheet(d, d, ground)
        sheet.shape(g.lobed(d / 2, d / 2, d * 0.42, 8, 0.14), fills[-1], pale, 2)
        return sheet.centre(
            flower(round(d * 0.56) // 2 * 2, 8, pale, ground, edge, edge, fills[0]), d / 2, d / 2
        )

    return Border(depth, ground, unit, pitch, corner)
