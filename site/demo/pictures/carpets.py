"""The carpets. Each function draws one carpet knot by knot and gives back its sheet and its lots of dye.

The sheets are kept: draw on a copy.
"""

from functools import cache
from math import cos, hypot, pi, sin, tau
from random import Random

from . import geometry as g
from . import ornaments as o
from .borders import Border, frame, stripe
from .knots import Sheet, unfold
from .palettes import (
    AGED,
    BLACK,
    BRIGHT,
    COOL,
    DEEP,
    INDIGO,
    IVORY,
    MADDER,
    NONE,
    OLIVE,
    ROSE,
    SAFFRON,
    SKY,
    TEAL,
    WALNUT,
    WARM,
)

Woven = tuple[Sheet, dict[int, tuple[str, str]]]


def framed(width: int, height: int, borders: list[Border], ground: int) -> tuple[Sheet, Sheet, int]:
    """A carpet with its borders, an empty sheet for its field, and the inset at which the field lies."""
    quarter = Sheet((width + 1) // 2, (height + 1) // 2, ground)
    inset = frame(quarter, borders)
    return unfold(quarter, width, height), Sheet(width - 2 * inset, height - 2 * inset, ground), inset


def clear_of(field: Sheet, x: float, y: float, size: int, ground: int) -> bool:
    """Whether a square of the field around a point shows nothing but its ground."""
    half = size / 2
    box = (round(x - half), round(y - half), round(x + half), round(y + half))
    if box[0] < 0 or box[1] < 0 or box[2] > field.width or box[3] > field.height:
        return False
    return field.image.crop(box).getextrema() == (ground, ground)


def scatter(field: Sheet, ground: int, motifs: list[Sheet], seed: str, tries: int, gap: int = 3) -> None:
    """Fill the upper left quarter's empty ground with small motifs, largest first, never touching anything."""
    random = Random(seed)
    width, height = field.width // 2, field.height // 2
    for motif in motifs:
        size = max(motif.width, motif.height) + 2 * gap
        for _ in range(tries):
            x = random.randint(size // 2, width - size // 2)
            y = random.randint(size // 2, height - size // 2)
            if clear_of(field, x, y, size, ground):
                field.centre(motif, x, y)


@cache
def three_medallions() -> Woven:
    width, height = 534, 800
    borders = [
        stripe(4, WALNUT),
        o.slant(8, 24, (MADDER, IVORY, INDIGO, SAFFRON)),
        stripe(2, BLACK),
        o.flowerets(19, 27, INDIGO, (SAFFRON, MADDER, IVORY), BLACK, ROSE),
        stripe(2, IVORY),
        stripe(2, BLACK),
        o.leaf_and_cup(52, 54, IVORY, (MADDER, INDIGO, OLIVE, SAFFRON), (WALNUT, SAFFRON), BLACK),
        stripe(2, BLACK),
        stripe(2, IVORY),
        o.flowerets(19, 27, INDIGO, (SAFFRON, IVORY, MADDER), BLACK, ROSE),
        stripe(2, BLACK),
        o.reciprocal(11, 14, IVORY, MADDER, NONE),
    ]
    whole, field, inset = framed(width, height, borders, MADDER)
    cx, cy = field.width / 2, field.height / 2
    step = 187

    def medallion(
        w: int, h: int, ground: int, hooks: int, inner: int, star: tuple[int, int, int, int]
    ) -> Sheet:
        sheet = o.hooked_lozenge(w, h, 8, ground, hooks, BLACK, 13)
        sheet.shape(g.stepped_lozenge(w / 2, h / 2, w * 0.385, h * 0.385, 8), IVORY, BLACK)
        sheet.shape(g.stepped_lozenge(w / 2, h / 2, w * 0.365, h * 0.365, 8), inner, BLACK)
        for side in (-1, 1):
            sheet.centre(
                o.hooked_lozenge(44, 40, 4, IVORY, SAFFRON, BLACK, 7), w / 2 + side * w * 0.245, h / 2
            )
            sheet.centre(o.flower(15, 8, ground, ground, SAFFRON, BLACK), w / 2 + side * w * 0.245, h / 2)
        sheet.centre(o.hooked_lozenge(128, 122, 6, ground, IVORY, BLACK, 9), w / 2, h / 2)
        sheet.centre(o.eight_star(78, star), w / 2, h / 2)
        return sheet.fourfold()

    middle = medallion(298, 196, INDIGO, IVORY, MADDER, (IVORY, SAFFRON, MADDER, INDIGO))
    outer = medallion(298, 196, IVORY, INDIGO, TEAL, (SAFFRON, IVORY, INDIGO, MADDER))
    # Hooked half lozenges grow from the sides between the medallions.
    side = o.hooked_lozenge(168, 124, 6, DEEP, SAFFRON, BLACK, 10)
    side.shape(g.stepped_lozenge(84, 62, 50, 36, 5), IVORY, BLACK)
    side.shape(g.stepped_lozenge(84, 62, 45, 31, 5), OLIVE, BLACK)
    side.centre(o.flower(40, 8, SAFFRON, MADDER, INDIGO, BLACK), 84, 62)
    for y in (cy - step / 2, cy - step * 1.53):
        field.centre(side.fourfold(), 0, y)
    field.centre(middle, cx, cy)
    field.centre(outer, cx, cy - step)
    field = field.fourfold()
    # Pole between the medallions, and at the ends.
    motifs = [
        o.flower(23, 8, SAFFRON, IVORY, INDIGO, BLACK),
        o.small_star(19, IVORY, INDIGO, BLACK),
        o.s_form(1, SAFFRON).outlined(BLACK),
        o.cross_flower(1, IVORY, INDIGO, SAFFRON),
        o.small_star(13, SKY, MADDER, BLACK),
        o.bird_track(1, SAFFRON, IVORY),
        o.small_star(9, SKY, IVORY),
    ]
    scatter(field, MADDER, motifs, "three", 260)
    whole.put(field.fourfold(), inset, inset)
    return whole, WARM


@cache
def round_medallion() -> Woven:
    width, height = 534, 800
    borders = [
        stripe(4, BLACK),
        stripe(3, MADDER),
        o.meander_vine(18, 40, SAFFRON, WALNUT, (MADDER, INDIGO), IVORY, BLACK),
        stripe(2, BLACK),
        stripe(2, IVORY),
        o.palmette_vine(60, 92, INDIGO, SKY, (MADDER, SAFFRON, ROSE), IVORY, BLACK),
        stripe(2, IVORY),
        stripe(2, BLACK),
        o.meander_vine(18, 40, SAFFRON, WALNUT, (INDIGO, MADDER), IVORY, BLACK),
        stripe(2, BLACK),
        stripe(3, IVORY),
    ]
    whole, field, inset = framed(width, height, borders, MADDER)
    cx, cy = field.width / 2, field.height / 2
    radius = 112.0

    # Vines: pairs of spirals that start from the middle line, drawn in the upper left quarter and mirrored.
    def spray(
        x: float, y: float, r: float, a0: float, turns: float, dyes: tuple[int, ...], stem: int
    ) -> None:
        line = g.spiral(x, y, r, r * 0.16, a0, turns, 80)
        field.shape(g.ribbon(line, 2.2, 1.5), stem)
        for n, i in enumerate(range(3, 74, 5)):
            a = g.heading(line, i)
            out = 1 if n % 2 else -1
            field.shape(
                g.petal(*line[i], (10 - i * 0.05) * min(1.0, r / 30), 5.0, a + out * 0.95),
                OLIVE if n % 3 else SKY,
                NONE,
            )
        for n, i in enumerate((16, 38, 58) if r > 26 else (26,)):
            field.centre(
                o.flower(15 - 2 * n, 8, dyes[n % len(dyes)], dyes[n % len(dyes)], BLACK, BLACK, IVORY),
                *line[i],
            )
        field.centre(o.flower(21 if r > 26 else 15, 8, dyes[0], dyes[1], MADDER, BLACK, IVORY), *line[-1])

    stem = SAFFRON
    spray(cx - 92, cy - 146, 44, pi * 0.42, 1.45, (IVORY, SKY, SAFFRON), stem)
    spray(cx - 122, cy - 72, 26, pi * 1.3, -1.3, (SAFFRON, IVORY, SKY), stem)
    spray(cx - 42, cy - 246, 25, pi * 1.1, 1.3, (SKY, IVORY, SAFFRON), stem)
    for path in (
        [(cx, cy - 170), (cx - 34, cy - 196), (cx - 76, cy - 190), (cx - 92, cy - 190)],
        [(cx - 136, cy - 146), (cx - 150, cy - 120), (cx - 140, cy - 96)],
        [(cx - 128, cy - 48), (cx - 138, cy - 26), (cx - 134, cy)],
        [(cx - 64, cy - 252), (cx - 60, cy - 224), (cx - 74, cy - 200), (cx - 92, cy - 190)],
    ):
        line = g.curve(path, 10)
        field.shape(g.ribbon(line, 2.0), stem)
        for n, i in enumerate(range(5, len(line) - 2, 8)):
            field.shape(g.petal(*line[i], 11, 5.4, g.heading(line, i) + (0.9 if n % 2 else -0.9)), stem)
    # A stem with palmettes on the middle line, towards a pendant.
    field.shape(g.ribbon([(cx, cy - radius), (cx, 20)], 3), stem)
    field.centre(o.palmette(64, 74, IVORY, INDIGO, SAFFRON, BLACK, TEAL), cx, cy - 244)
    field = field.fourfold()
    # Quarter medallions in the corners.
    corner = Sheet(210, 210)
    for r, dye, edge in (
        (100, BLACK, NONE),
        (98, IVORY, NONE),
        (94, BLACK, NONE),
        (92, INDIGO, NONE),
        (64, BLACK, NONE),
        (63, SAFFRON, NONE),
        (58, MADDER, NONE),
        (30, IVORY, BLACK),
        (26, INDIGO, NONE),
    ):
        corner.shape(g.lobed(105, 105, r, 16, 0.10, pi / 16, 0.6), dye, edge)
    for i in range(16):
        a = tau * i / 16
        corner.shape(
            g.petal(105 + 66 * cos(a), 105 + 66 * sin(a), 24, 12, a), IVORY if i % 2 else ROSE, BLACK
        )
        b = a + pi / 16
        corner.shape(g.petal(105 + 34 * cos(b), 105 + 34 * sin(b), 22, 10, b), SAFFRON, BLACK)
        corner.centre(o.flower(9, 6, IVORY, IVORY, MADDER, NONE, IVORY), 105 + 80 * cos(b), 105 + 80 * sin(b))
    corner.centre(o.flower(48, 16, SAFFRON, ROSE, MADDER, BLACK, IVORY), 105, 105)
    field.centre(corner.eightfold(), 0, 0)

    # The medallion with its two pendants.
    pendant = Sheet(80, 110)
    for grow, dye in ((0, BLACK), (-2, IVORY), (-5, BLACK), (-6, INDIGO)):
        half = g.curve(
            [
                (40, 4 - grow),
                (48, 24 - grow * 0.6),
                (66 + grow, 40),
                (64 + grow, 66),
                (46, 82 + grow),
                (40, 104 + grow),
            ],
            8,
        )
        pendant.shape(half + g.flip(half[::-1], 40), dye)
    pendant.centre(o.palmette(40, 50, SAFFRON, MADDER, IVORY, BLACK, SKY), 40, 52)
    field.centre(pendant.mirrored(), cx, cy - radius - 42)
    field = field.fourfold()
    size = 2 * round(radius) + 16
    disc, c = Sheet(size, size), size / 2
    for r, dye in ((radius, BLACK), (radius - 2, IVORY), (radius - 6, BLACK), (radius - 7, INDIGO)):
        disc.shape(g.lobed(c, c, r, 16, 0.11, pi / 16, 0.6), dye)
    for i in range(16):
        a = tau * i / 16 + pi / 16
        # Split leaves along the rim, a flower in each lobe.
        for side in (-1, 1):
            line = g.bezier(
                (c + 62 * cos(a), c + 62 * sin(a)),
                (c + 76 * cos(a + side * 0.04), c + 76 * sin(a + side * 0.04)),
                (c + 86 * cos(a + side * 0.10), c + 86 * sin(a + side * 0.10)),
                (c + 88 * cos(a + side * 0.19), c + 88 * sin(a + side * 0.19)),
                10,
            )
            disc.shape(g.ribbon(line, 2.0, 1.2), SKY)
            disc.shape(g.petal(*line[6], 12, 6, a + side * 0.9), SKY)
        disc.centre(
            o.flower(17, 8, IVORY if i % 2 else ROSE, IVORY if i % 2 else ROSE, MADDER, BLACK, SAFFRON),
            c + 90 * cos(a),
            c + 90 * sin(a),
        )
    for r, dye in ((70, BLACK), (69, SAFFRON), (65, BLACK), (64, MADDER)):
        disc.shape(g.lobed(c, c, r, 16, 0.13, 0, 0.5), dye)
    for i in range(16):
        a = tau * i / 16
        disc.shape(g.petal(c + 34 * cos(a), c + 34 * sin(a), 28, 13, a), IVORY if i % 2 else SKY, BLACK)
        disc.shape(g.petal(c + 38 * cos(a), c + 38 * sin(a), 14, 5, a), INDIGO)
    for r, dye in ((38, BLACK), (37, IVORY), (34, DEEP)):
        disc.shape(g.lobed(c, c, r, 16, 0.10, pi / 16), dye)
    disc.centre(o.flower(58, 16, SAFFRON, ROSE, MADDER, BLACK, IVORY), c, c)
    field.centre(disc.eightfold(), cx, cy)
    motifs = [
        o.flower(17, 8, IVORY, SKY, MADDER, BLACK),
        o.flower(11, 8, SAFFRON, SAFFRON, IVORY, BLACK),
        o.flower(9, 6, SKY, SKY, IVORY, BLACK),
        o.small_star(7, ROSE, IVORY),
    ]
    scatter(field, MADDER, motifs, "round", 160, 1)
    whole.put(field.fourfold(), inset, inset)
    return whole, COOL


@cache
def serrated_leaves() -> Woven:
    width, height = 534, 800
    borders = [
        stripe(4, WALNUT),
        o.slant(7, 18, (IVORY, MADDER, IVORY, DEEP)),
        stripe(2, BLACK),
        o.s_chain(17, 18, MADDER, (IVORY, SAFFRON, SKY)),
        stripe(2, BLACK),
        o.rosette_and_leaves(58, 76, IVORY, (MADDER, INDIGO, SAFFRON), (OLIVE, TEAL), IVORY, BLACK),
        stripe(2, BLACK),
        o.s_chain(17, 18, MADDER, (SKY, IVORY, SAFFRON)),
        stripe(2, BLACK),
        o.slant(6, 18, (SAFFRON, DEEP)),
        stripe(2, BLACK),
    ]
    whole, field, inset = framed(width, height, borders, WALNUT)
    _cx, _cy = field.width / 2, field.height / 2
    # Lozenges of leaves: nodes on a staggered net; a leaf lies along each side of each lozenge.
    dx, dy = field.width / 4, field.height / 8
    leaf_dyes = (IVORY, MADDER, SAFFRON, TEAL)

    def leaf(x0: float, y0: float, x1: float, y1: float, dye: int, vein: int) -> None:
        bend = 9.0
        length = hypot(x1 - x0, y1 - y0)
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        sx, sy = x0 + (x1 - x0) * 0.10, y0 + (y1 - y0) * 0.10
        ex, ey = x0 + (x1 - x0) * 0.90, y0 + (y1 - y0) * 0.90
        line = g.bezier(
            (sx, sy),
            (sx + (ex - sx) * 0.3 + nx * bend, sy + (ey - sy) * 0.3 + ny * bend),
            (sx + (ex - sx) * 0.7 - nx * bend, sy + (ey - sy) * 0.7 - ny * bend),
            (ex, ey),
            40,
        )
        field.shape(g.saw_leaf(line, 26, 8), dye, BLACK)
        field.shape(g.ribbon(line[2:36], 3.0, 1.2), vein)
        for i in (8, 14, 20, 26):
            a = g.heading(line, i)
            for side in (-1, 1):
                field.shape(g.petal(*line[i], 8, 2.6, a + side * 0.7), vein)

    for row in range(-1, 9):
        for col in range(-1, 5):
            if (row + col) % 2:
                continue
            x, y = col * dx, row * dy
            k = abs(row - 4) % 4
            leaf(x, y, x + dx, y + dy, leaf_dyes[k], DEEP if leaf_dyes[k] in (IVORY, SAFFRON) else IVORY)
            leaf(
                x,
                y,
                x - dx,
                y + dy,
                leaf_dyes[(k + 1) % 4],
                DEEP if leaf_dyes[(k + 1) % 4] in (IVORY, SAFFRON) else IVORY,
            )
    field = field.fourfold()
    rows = [
        o.palmette(58, 62, MADDER, IVORY, INDIGO, BLACK, SAFFRON),
        o.palmette(58, 62, SAFFRON, MADDER, IVORY, BLACK, SKY),
        o.palmette(58, 62, INDIGO, IVORY, MADDER, BLACK, SAFFRON),
        o.palmette(58, 62, IVORY, INDIGO, SAFFRON, BLACK, ROSE),
    ]
    node = o.flower(25, 8, SAFFRON, IVORY, MADDER, BLACK)
    for row in range(0, 9):
        for col in range(0, 5):
            x, y = col * dx, row * dy
            if (row + col) % 2 == 0:
                field.centre(node, x, y)
            elif row != 4:
                # Palmettes look towards the middle, as leaves on water.
                motif = rows[(min(row, 8 - row) + min(col, 4 - col)) % 4]
                field.centre(motif if row < 4 else motif.upturned(), x, y)
            else:
                field.centre(o.flower(52, 12, MADDER, IVORY, INDIGO, BLACK, SAFFRON), x, y)
    field = field.fourfold()
    motifs = [
        o.flower(11, 8, ROSE, ROSE, IVORY, BLACK),
        o.small_star(11, SKY, IVORY, BLACK),
        o.cross_flower(1, IVORY, MADDER, SAFFRON),
        o.small_star(7, SAFFRON, MADDER),
        o.bird_track(1, ROSE, IVORY),
    ]
    scatter(field, WALNUT, motifs, "leaves", 200, 2)
    whole.put(field.fourfold(), inset, inset)
    return whole, AGED


@cache
def star_lattice() -> Woven:
    width, height = 480, 720
    borders = [
        stripe(4, BLACK),
        o.slant(7, 21, (MADDER, IVORY, TEAL)),
        stripe(2, BLACK),
        o.crosses(17, 25, IVORY, (MADDER, INDIGO, TEAL), SAFFRON),
        stripe(2, BLACK),
        o.star_octagons(
            46,
            62,
            MADDER,
            ((IVORY, SAFFRON, INDIGO, MADDER), (SAFFRON, IVORY, TEAL, MADDER), (IVORY, SKY, DEEP, MADDER)),
            IVORY,
            BLACK,
        ),
        stripe(2, BLACK),
        o.crosses(17, 25, IVORY, (INDIGO, MADDER, TEAL), SAFFRON),
        stripe(2, BLACK),
        o.reciprocal(10, 12, IVORY, DEEP),
    ]
    whole, field, inset = framed(width, height, borders, DEEP)
    columns, rows = 3, 6
    dx, dy = field.width / columns, field.height / rows
    bar = 3.4
    # Toothed bars cross; each lozenge between them is a little garden of its own.
    nodes = [
        ((col + half) * dx, (row + half) * dy)
        for row in range(-1, rows + 1)
        for col in range(-1, columns + 1)
        for half in (0, 0.5)
    ]
    bars = [[node, (node[0] + way * dx / 2, node[1] + dy / 2)] for node in nodes for way in (-1, 1)]
    field.shape([g.ribbon(line, bar + 3) for line in bars], BLACK)
    field.shape([g.ribbon(line, bar) for line in bars], IVORY)
    for (x0, y0), (x1, y1) in bars:
        for t in (0.28, 0.5, 0.72):
            field.shape(g.lozenge(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, 4.4, 4.4), SAFFRON, BLACK)
    field = field.fourfold()
    stars = [
        (IVORY, SAFFRON, MADDER, TEAL),
        (SAFFRON, IVORY, INDIGO, MADDER),
        (ROSE, IVORY, MADDER, INDIGO),
        (SKY, IVORY, INDIGO, MADDER),
    ]
    grounds = (MADDER, DEEP, TEAL, INDIGO, WALNUT)
    kinds = [o.eight_star(44, dyes) for dyes in stars]
    flowers = [
        o.flower(34, 8, a, b, c, BLACK)
        for a, b, c in ((MADDER, SAFFRON, INDIGO), (IVORY, ROSE, MADDER), (SAFFRON, SKY, MADDER))
    ]
    leaf = Sheet(84, 84)
    for i in range(4):
        a = pi / 2 * i
        leaf.shape(g.petal(42 + 21 * cos(a), 42 + 21 * sin(a), 10, 7, a), SAFFRON, BLACK)
    for i in range(4):
        a = pi / 2 * i + pi / 4
        leaf.centre(o.small_star(7, IVORY, SAFFRON), 42 + 19.8 * cos(a), 42 + 19.8 * sin(a))
    leaf = leaf.fourfold()
    for row in range(0, rows * 2 + 1):
        for col in range(0, columns * 2 + 1):
            if (row + col) % 2 == 0:
                continue
            x, y = col * dx / 2, row * dy / 2
            step = (row + col) // 2
            ground = grounds[step % len(grounds)]
            field.shape(
                g.lozenge(x, y, dx / 2 - 7.5, dy / 2 - 7.5),
                ground,
                IVORY if ground in (DEEP, INDIGO) else BLACK,
            )
            field.centre(leaf if ground != MADDER else leaf.dyed({SAFFRON: IVORY}), x, y)
            if col % 2:
                field.centre(kinds[step % len(kinds)], x, y)
            else:
                field.centre(flowers[step % len(flowers)], x, y)
    for row in range(0, rows + 1):
        for col in range(0, columns + 1):
            for fx, fy in ((0, 0), (0.5, 0.5)):
                x, y = (col + fx) * dx, (row + fy) * dy
                field.centre(o.flower(17, 8, MADDER, MADDER, SAFFRON, BLACK), x, y)
    whole.put(field, inset, inset)
    return whole, BRIGHT


@cache
def boteh_rows() -> Woven:
    width, height = 480, 720
    borders = [
        stripe(4, MADDER),
        o.slant(6, 18, (IVORY, DEEP, SAFFRON, MADDER)),
        stripe(2, BLACK),
        o.flowerets(17, 24, MADDER, (IVORY, SAFFRON), BLACK, SKY),
        stripe(2, BLACK),
        o.slant(5, 15, (IVORY, INDIGO)),
        stripe(2, BLACK),
        o.cartouches(46, 96, IVORY, (MADDER, INDIGO, OLIVE), SAFFRON, TEAL, BLACK),
        stripe(2, BLACK),
        o.slant(5, 15, (IVORY, INDIGO)),
        stripe(2, BLACK),
        o.flowerets(17, 24, MADDER, (SAFFRON, IVORY), BLACK, SKY),
        stripe(2, BLACK),
        o.slant(6, 18, (SAFFRON, DEEP, IVORY, MADDER)),
        stripe(2, BLACK),
    ]
    whole, field, inset = framed(width, height, borders, DEEP)
    columns, rows = 6, 11
    dx, dy = field.width / columns, field.height / rows
    dyes = [
        (MADDER, IVORY, SAFFRON),
        (IVORY, SAFFRON, MADDER),
        (SAFFRON, MADDER, INDIGO),
        (SKY, IVORY, MADDER),
        (OLIVE, SAFFRON, IVORY),
    ]
    motifs = [
        [o.drop(42, 47, body, rim, heart, BLACK, lean) for body, rim, heart in dyes] for lean in (1, -1)
    ]
    small = [
        o.flower(11, 8, dye, dye, IVORY, BLACK, IVORY if dye != IVORY else MADDER)
        for dye in (ROSE, IVORY, SAFFRON)
    ]
    for row in range(rows):
        lean = row % 2
        for col in range(-1, columns + 1):
            x, y = (col + 0.5 + (0.5 if row % 2 else 0)) * dx, (row + 0.5) * dy
            # The dye moves on by one in every row, so that diagonals of one colour run over the field.
            step = col - (row // 2) if row % 2 == 0 else col - (row // 2) + 3
            field.centre(motifs[lean][step % len(dyes)], x, y)
            side = 1 if lean else -1
            field.centre(small[(row + col) % 3], x + dx / 2 * side, y - dy * 0.06 + 2)
            field.centre(o.bird_track(1, SKY, IVORY), x + dx / 2, y + dy * 0.34)
    whole.put(field, inset, inset)
    return whole, {**WARM, DEEP: ("#16243C", "#21385A")}


@cache
def octagons() -> Woven:
    width, height = 480, 720
    borders = [
        stripe(5, WALNUT),
        o.crosses(16, 24, WALNUT, (IVORY, ROSE, SAFFRON), MADDER),
        stripe(2, IVORY),
        stripe(2, BLACK),
        o.star_octagons(
            46,
            62,
            IVORY,
            ((MADDER, ROSE, IVORY, WALNUT), (INDIGO, SKY, IVORY, MADDER), (WALNUT, SAFFRON, IVORY, MADDER)),
            WALNUT,
            BLACK,
        ),
        stripe(2, BLACK),
        stripe(2, IVORY),
        o.wave_hooks(13, 18, WALNUT, ROSE),
        stripe(2, BLACK),
        o.reciprocal(9, 12, IVORY, MADDER),
    ]
    whole, field, inset = framed(width, height, borders, MADDER)
    columns, rows = 4, 9
    dx, dy = field.width / columns, field.height / rows

    def large(first: int, second: int, star: tuple[int, int, int, int]) -> Sheet:
        w, h = 66, 54
        sheet = o.gul(w, h, (first, second, IVORY, MADDER))
        cx, cy = w / 2, h / 2
        for sx, sy in ((-1, -1), (1, 1), (-1, 1), (1, -1)):
            dye = first if sx == sy else IVORY
            sheet.shape(g.ribbon([(cx + sx * 12, cy + sy * 16), (cx + sx * 25, cy + sy * 10)], 2), dye)
            sheet.shape(g.lozenge(cx + sx * 14, cy + sy * 18.5, 3, 2.5), dye)
            sheet.shape(g.lozenge(cx + sx * 20, cy + sy * 13.5, 3.4, 3.4), dye)
        sheet.centre(o.eight_star(30, star), cx, cy)
        return sheet

    def small() -> Sheet:
        sheet = Sheet(46, 38)
        sheet.shape(g.lozenge(23, 19, 21, 17), BLACK)
        sheet.shape(g.lozenge(23, 19, 19.5, 15.5), IVORY)
        sheet.shape(g.lozenge(23, 19, 16.5, 12.5), DEEP)
        for side in (-1, 1):
            for up in (-1, 1):
                sheet.shape(o.hook(23 + side * 10, 19 + up * 11, 7, 2, side, -up), SAFFRON)
        sheet.centre(o.flower(17, 8, ROSE, ROSE, IVORY, BLACK), 23, 19)
        return sheet.fourfold()

    kinds = [
        large(INDIGO, ROSE, (IVORY, SAFFRON, MADDER, DEEP)),
        large(WALNUT, SAFFRON, (IVORY, ROSE, MADDER, INDIGO)),
        large(TEAL, ROSE, (IVORY, SAFFRON, INDIGO, MADDER)),
    ]
    between = small()
    for row in range(rows + 1):
        for col in range(columns + 1):
            field.centre(between, col * dx, row * dy)
            field.centre(o.small_star(9, SAFFRON, MADDER, BLACK), (col + 0.5) * dx, row * dy)
            for side in (-1, 1):
                field.centre(o.small_star(7, IVORY, MADDER), (col + 0.5) * dx + side * 10, row * dy)
    for row in range(rows):
        for col in range(columns):
            field.centre(kinds[(row + 2 * col) % 3], (col + 0.5) * dx, (row + 0.5) * dy)
        for col in range(columns + 1):
            for up in (-1, 1):
                field.centre(o.small_star(7, SKY, IVORY), col * dx, (row + 0.5) * dy + up * 6)
    whole.put(field, inset, inset)
    return whole, AGED


@cache
def niche() -> Woven:
    width, height = 420, 630
    borders = [
        stripe(4, WALNUT),
        o.slant(6, 18, (IVORY, MADDER, SAFFRON)),
        stripe(2, BLACK),
        o.meander_vine(18, 38, MADDER, IVORY, (SKY, SAFFRON), IVORY, BLACK),
        stripe(2, BLACK),
        o.rosette_and_leaves(46, 78, SAFFRON, (MADDER, INDIGO, IVORY), (TEAL, OLIVE), IVORY, BLACK),
        stripe(2, BLACK),
        o.meander_vine(18, 38, MADDER, IVORY, (SAFFRON, SKY), IVORY, BLACK),
        stripe(2, BLACK),
        o.reciprocal(9, 12, IVORY, DEEP),
    ]
    whole, field, inset = framed(width, height, borders, OLIVE)
    w, h = field.width, field.height
    cx = w / 2
    # Spandrels first, then the niche over them.
    for x, y, r, turns in ((33, 40, 27, 1.3), (17, 92, 15, -1.2), (80, 15, 12, 1.2)):
        line = g.spiral(x, y, r, r * 0.18, pi * 0.6, turns, 60)
        field.shape(g.ribbon(line, 2.2), IVORY)
        for n, i in enumerate(range(4, 56, 6)):
            field.shape(g.petal(*line[i], 9, 4.6, g.heading(line, i) + (0.9 if n % 2 else -0.9)), IVORY)
        if r > 20:
            field.centre(o.flower(11, 8, MADDER, MADDER, IVORY, BLACK), *line[22])
        field.centre(o.flower(17 if r > 20 else 13, 8, SAFFRON, MADDER, IVORY, BLACK), *line[-1])
    for grow, dye in ((0, BLACK), (2, IVORY), (6, BLACK), (7, SAFFRON), (11, BLACK), (12, DEEP)):
        left, right, spring, rise = 8 + grow, w - 8 - grow, 176, 160 - grow * 1.4
        arch = g.pointed_arch(left, right, spring, rise)
        column = [(left, h - 6 - grow * 0.5), (left, spring)]
        field.shape(column + arch + [(right, spring), (right, h - 6 - grow * 0.5)], dye)
    # Notches along the arch, as small lobes.
    arch = g.pointed_arch(20, w - 20, 176, 143)
    for i in range(2, len(arch) // 2, 5):
        field.shape(g.disc(*arch[i], 4.2), SAFFRON, BLACK)

    # The tree: trunk, symmetrical boughs that curl, flowers and leaves; it stands in a vase.
    base, top = h - 78, 82
    field.shape(g.ribbon([(cx, base + 6), (cx, top + 20)], 6, 3), SAFFRON, BLACK)
    boughs = [
        (base - 30, 60, 26, 0),
        (base - 74, 66, 30, 1),
        (base - 120, 62, 28, 2),
        (base - 164, 54, 26, 0),
        (base - 204, 42, 22, 1),
        (base - 238, 28, 18, 2),
    ]
    blooms = [(MADDER, IVORY, SAFFRON), (IVORY, ROSE, MADDER), (SKY, IVORY, MADDER)]
    for y, reach, rise, kind in boughs:
        line = g.bezier(
            (cx, y),
            (cx - reach * 0.4, y - rise * 0.1),
            (cx - reach * 1.02, y + rise * 0.2),
            (cx - reach, y - rise),
            24,
        )
        field.shape(g.ribbon(line, 3.2, 1.6), SAFFRON, BLACK)
        for n, i in enumerate((4, 7, 10, 13, 16, 19, 22)):
            a = g.heading(line, i)
            side = 1 if n % 2 else -1
            field.shape(g.petal(*line[i], 13, 6.4, a + side * 0.9), (TEAL, OLIVE)[n % 2], BLACK)
        a, b, c = blooms[kind]
        field.centre(o.flower(27, 8, a, b, c, BLACK, IVORY if b != IVORY else c), *line[-1])
        mid = line[11]
        field.centre(o.flower(13, 8, b, b, a, BLACK, a), mid[0], mid[1] + 12)
        field.centre(o.flower(15, 8, c, c, a, BLACK, a), cx - reach * 0.42, y - rise * 0.85)
    field.centre(o.palmette(46, 54, MADDER, IVORY, SAFFRON, BLACK, TEAL), cx, top + 10)
    vase = [(cx - 12, base + 2), (cx - 15, base - 4), (cx - 20, base - 6)]
    foot = [
        (cx - 9, base + 8),
        (cx - 22, base + 22),
        (cx - 24, base + 38),
        (cx - 12, base + 54),
        (cx - 18, base + 62),
    ]
    half = vase[::-1] + foot
    field.shape(half + g.flip(half[::-1], cx), MADDER, IVORY, 2)
    field.shape(g.ribbon([(cx - 24, base + 31), (cx + 24, base + 31)], 9), IVORY, BLACK)
    for x in (-16, -6, 6, 16):
        field.shape(g.lozenge(cx + x, base + 31, 4, 3.4), INDIGO)
    for side in (-1, 1):
        line = g.bezier(
            (cx + side * 16, base + 58),
            (cx + side * 50, base + 60),
            (cx + side * 62, base + 50),
            (cx + side * 66, base + 24),
            20,
        )
        field.shape(g.ribbon(line, 2.6, 1.4), SAFFRON)
        for n, i in enumerate((6, 10, 14)):
            field.shape(g.petal(*line[i], 12, 6, g.heading(line, i) + (0.9 if n % 2 else -0.9)), TEAL, BLACK)
        field.centre(o.flower(21, 8, ROSE, ROSE, MADDER, BLACK, IVORY), *line[-1])
    field = field.mirrored()
    scatter_half(
        field,
        DEEP,
        [
            o.flower(13, 8, ROSE, ROSE, IVORY, BLACK),
            o.flower(9, 6, SAFFRON, SAFFRON, MADDER, NONE, MADDER),
            o.bird_track(1, SKY, IVORY),
        ],
        "niche",
        140,
    )
    scatter_half(
        field,
        OLIVE,
        [o.flower(9, 6, IVORY, IVORY, MADDER, NONE, MADDER), o.small_star(7, SAFFRON, MADDER)],
        "spandrel",
        90,
    )
    whole.put(field.mirrored(), inset, inset)
    return whole, {**WARM, SAFFRON: ("#BE8B3A", "#CCA256")}


def scatter_half(field: Sheet, ground: int, motifs: list[Sheet], seed: str, tries: int, gap: int = 3) -> None:
    """As `scatter`, for a field that has no mirror image below."""
    random = Random(seed)
    for motif in motifs:
        size = max(motif.width, motif.height) + 2 * gap
        for _ in range(tries):
            x, y = random.randint(0, field.width // 2 - size // 2), random.randint(0, field.height)
            if clear_of(field, x, y, size, ground):
                field.centre(motif, x, y)


@cache
def runner_stars() -> Woven:
    """Drawn upright, then laid on its side."""
    width, height = 400, 1000
    borders = [
        stripe(4, BLACK),
        o.slant(7, 21, (SAFFRON, TEAL, IVORY, MADDER)),
        stripe(2, BLACK),
        o.flowerets(17, 25, TEAL, (IVORY, SAFFRON, MADDER), BLACK, ROSE),
        stripe(2, BLACK),
        o.leaf_and_cup(40, 42, IVORY, (MADDER, TEAL, INDIGO, SAFFRON), (WALNUT, SAFFRON), BLACK),
        stripe(2, BLACK),
        o.wave_hooks(13, 17, SAFFRON, DEEP),
        stripe(2, BLACK),
    ]
    whole, field, inset = framed(width, height, borders, INDIGO)
    cx = field.width / 2
    count = 5
    step = field.height / count
    stars = [
        (IVORY, SAFFRON, MADDER, TEAL),
        (SAFFRON, IVORY, DEEP, MADDER),
        (IVORY, ROSE, MADDER, DEEP),
    ]
    grounds = [MADDER, TEAL, SAFFRON]
    for i in range(count):
        y, kind = (i + 0.5) * step, (0, 1, 2, 1, 0)[i]
        panel = Sheet(216, 158)
        for grow, dye in ((0, BLACK), (2, IVORY), (6, BLACK), (7, grounds[kind])):
            panel.shape(g.octagon(108, 79, 104 - grow, 76 - grow, 0.42), dye)
        for sx in (-1, 1):
            for sy in (-1, 1):
                for n in range(3):
                    panel.shape(
                        o.hook(108 + sx * (56 + n * 12), 79 + sy * (46 - n * 14), 11, 3, sx, -sy),
                        IVORY if kind != 2 else MADDER,
                        BLACK,
                    )
            panel.centre(
                o.hooked_lozenge(40, 44, 4, DEEP, SAFFRON if kind != 2 else IVORY, BLACK, 7),
                108 + sx * 76,
                79,
            )
            panel.centre(o.flower(15, 8, IVORY, IVORY, MADDER, BLACK), 108 + sx * 76, 79)
        panel.centre(o.eight_star(118, stars[kind]), 108, 79)
        field.centre(panel.fourfold(), cx, y)
    link = o.hooked_lozenge(70, 60, 5, MADDER, IVORY, BLACK, 8)
    link.centre(o.flower(23, 8, SAFFRON, IVORY, INDIGO, BLACK), 35, 30)
    for i in range(count + 1):
        for side in (0, 1):
            field.centre(link.fourfold(), side * field.width, i * step)
    field = field.fourfold()
    motifs = [
        o.flower(23, 8, SAFFRON, IVORY, MADDER, BLACK),
        o.small_star(15, IVORY, MADDER, BLACK),
        o.s_form(1, SAFFRON).outlined(BLACK),
        o.cross_flower(1, IVORY, MADDER, SAFFRON),
        o.small_star(9, ROSE, IVORY),
        o.bird_track(1, SAFFRON, IVORY),
    ]
    scatter(field, INDIGO, motifs, "runner", 200, 2)
    for ground, first, second in ((MADDER, IVORY, SKY), (TEAL, SAFFRON, IVORY), (SAFFRON, MADDER, DEEP)):
        fillers = [
            o.cross_flower(1, first, second, second),
            o.small_star(11, second, ground, BLACK),
            o.small_star(7, first, ground),
            o.bird_track(1, second, first),
        ]
        scatter(field, ground, fillers, "panel", 160, 3)
    whole.put(field.fourfold(), inset, inset)
    return whole.turned(), BRIGHT
