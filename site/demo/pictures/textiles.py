"""Textiles: an embroidered repeat of flowers, a silk with stripes, an embroidered panel."""

from math import atan2, cos, pi, sin, tau
from random import Random

from PIL import Image, ImageChops

from . import geometry as g
from .canvas import Canvas, clouds, grain, shade, slope
from .stitches import Needle, cloth

MADDER, INDIGO, SAFFRON, IVORY, ROSE, OLIVE, SKY, TEAL, DEEP = (
    "#98283A",
    "#24456E",
    "#D9A441",
    "#F0E6CF",
    "#CF7C6C",
    "#7B7F45",
    "#83AABF",
    "#38706C",
    "#18263F",
)


def _bloom(
    n: Needle,
    cx: float,
    cy: float,
    r: float,
    petals: int,
    outer: str,
    inner: str,
    heart: str,
    rotation: float = 0.0,
) -> None:
    """A flower whose stitches radiate from its heart."""
    for i in range(petals):
        a = rotation + tau * i / petals
        width = tau * r / petals * 0.92
        n.shape(g.round_petal(cx, cy, r * 0.12, r, width, a), outer, a)
        n.shape(g.round_petal(cx, cy, r * 0.12, r * 0.66, width * 0.60, a), inner, a)
    n.shape(g.disc(cx, cy, r * 0.24), heart, 0.6)


def _sprig(n: Needle, x: float, y: float, size: float, lean: int, dyes: tuple[str, str, str]) -> None:
    a, b, c = dyes
    k = size / 100

    def at(px: float, py: float) -> g.Point:
        return x + lean * px * k, y + py * k

    stem = g.curve([at(-10, 70), at(6, 40), at(4, 8), at(-4, -20)], 8)
    n.line(stem, OLIVE, 3.4 * k)
    for px, py, ang, big in ((3, 46, -0.5, 1.0), (6, 44, -2.4, 0.9), (4, 18, -0.7, 0.8), (3, 22, -2.6, 0.95)):
        base = at(px, py)
        tip = ang if lean > 0 else pi - ang
        n.shape(g.petal(*base, 40 * k * big, 17 * k * big, tip, 0.5), TEAL if big > 0.9 else OLIVE, tip + 0.5)
        n.line([base, (base[0] + cos(tip) * 30 * k * big, base[1] + sin(tip) * 30 * k * big)], IVORY, 1.5 * k)
    for px, py, r in ((34, -2, 11), (-34, 2, 11), (26, 58, 8)):
        start = at(4, 26 if py < 20 else 56)
        end = at(px, py)
        n.line(
            g.bezier(
                start,
                (start[0] + (end[0] - start[0]) * 0.3, end[1] + 14 * k),
                (end[0], end[1] + 12 * k),
                end,
                10,
            ),
            OLIVE,
            2.4 * k,
        )
        up = -pi / 2 + (px / 90) * lean
        for side in (-0.62, 0, 0.62):
            n.shape(g.petal(*end, r * 1.9 * k, r * 0.85 * k, up + side, 0.55), b if side else c, up + side)
        n.shape(g.petal(end[0], end[1] + 3 * k, r * 0.9 * k, r * 0.8 * k, up, 0.4), OLIVE, up)
    cx, cy = at(-5, -40)
    _bloom(n, cx, cy, 31 * k, 8, a, b, c, 0.2)
    n.shape(g.disc(cx, cy, 4.4 * k), IVORY, 0)


def embroidery_flower_repeat(height: int) -> Image.Image:
    width = round(height * 4 / 5)
    n = Needle(width, height, "#5A1524")
    w, h = n.width, n.height
    edge = 66
    # An edging of leaves on a wavy stem between two lines of chain stitch.
    for d, paint, thick in ((14, SAFFRON, 4), (22, IVORY, 2.2), (edge - 8, IVORY, 2.2), (edge, SAFFRON, 4)):
        frame = [(d, d), (w - d, d), (w - d, h - d), (d, h - d), (d, d)]
        n.line(frame, paint, thick)
    mid = (22 + edge - 8) / 2
    for (x0, y0), (x1, y1), count in (
        ((mid, mid), (w - mid, mid), 10),
        ((w - mid, mid), (w - mid, h - mid), 13),
        ((w - mid, h - mid), (mid, h - mid), 10),
        ((mid, h - mid), (mid, mid), 13),
    ):
        length = abs(x1 - x0) + abs(y1 - y0)
        ux, uy = (x1 - x0) / length, (y1 - y0) / length

        def at(t: float, v: float, x0=x0, y0=y0, ux=ux, uy=uy) -> g.Point:
            return x0 + ux * t - uy * v, y0 + uy * t + ux * v

        step = length / count
        line = [at(t * length / 240, 7.5 * sin(tau * t / 240 * count)) for t in range(241)]
        n.line(line, OLIVE, 2.4)
        for i in range(count * 2):
            t = (i + 0.5) * step / 2
            side = 1 if i % 2 == 0 else -1
            base = at(t, side * 7.5)
            heading = atan2(uy, ux)
            n.shape(
                g.petal(*at(t - 1, side * 6), 18, 8, heading - side * 0.75, 0.5), TEAL, heading - side * 0.3
            )
            n.shape(g.petal(*base, 13, 7, heading + pi + side * 0.9, 0.5), OLIVE, heading + side * 0.3)
            if 0 < i < count * 2 - 1:
                spot = at(t, -side * 7)
                _bloom(n, *spot, 8.4, 6, (SAFFRON, SKY)[i % 2], IVORY, MADDER)
    for x, y in ((mid, mid), (w - mid, mid), (w - mid, h - mid), (mid, h - mid)):
        n.shape(g.box(x - 21, y - 21, x + 21, y + 21), "#5A1524", 0)
        n.angles.shape(g.box(x - 21, y - 21, x + 21, y + 21), 0)
        _bloom(n, x, y, 18, 8, ROSE, IVORY, SAFFRON)
    columns, rows = 4, 6
    dx, dy = (w - 2 * edge - 8) / columns, (h - 2 * edge - 12) / rows
    sets = [(ROSE, IVORY, SAFFRON), (SKY, IVORY, SAFFRON), (SAFFRON, IVORY, MADDER), (IVORY, ROSE, SAFFRON)]
    for row in range(rows):
        odd = row % 2
        for column in range(columns - odd):
            x = edge + 4 + (column + 0.5 + odd * 0.5) * dx
            y = edge + 7 + (row + 0.5) * dy
            _sprig(n, x, y, min(dx, dy) * 0.70, -1 if odd else 1, sets[(column + 2 * row + odd) % 4])
        # Small flowers with two leaves fill the gaps of the staggered rows.
        for column in range(0 if odd else 1, columns + odd):
            x, y = edge + 4 + column * dx, edge + 9 + (row + 0.5) * dy
            if odd:
                x = edge + 4 + (0.36 if column == 0 else columns - 0.36) * dx
                if column not in (0, columns):
                    continue
            for side in (-1, 1):
                a = pi / 2 - side * 0.75
                n.shape(g.petal(x + side * 2, y + 9, 24, 10, a, 0.5), (TEAL, OLIVE)[side > 0], a + 0.4)
            n.line([(x, y + 6), (x, y + 34)], OLIVE, 2.2)
            _bloom(
                n, x, y, 12, 6, *((SAFFRON, IVORY, MADDER), (SKY, IVORY, SAFFRON))[(row // 2 + column) % 2]
            )
    ground = cloth((width, height), "#641A2A", "broadcloth", 2.0)
    return n.work(ground, "sprigs", 8.0, 1.5)


def embroidery_panel(size: int) -> Image.Image:
    n = Needle(size, size, DEEP)
    c = 500.0
    for d, paint, thick in (
        (26, SAFFRON, 6),
        (36, MADDER, 5),
        (44, IVORY, 2.4),
        (128, IVORY, 2.4),
        (136, MADDER, 5),
        (146, SAFFRON, 6),
    ):
        n.line([(d, d), (1000 - d, d), (1000 - d, 1000 - d), (d, 1000 - d), (d, d)], paint, thick)

    # The border vine on one side, then turned three times.
    mid = 86.0
    span = 1000 - 2 * mid
    count = 8
    for quarter in range(4):
        turn = pi / 2 * quarter

        def at(t: float, v: float, turn=turn) -> g.Point:
            return g.turn([(mid + t, mid + v)], turn, c, c)[0]

        line = [at(span * i / 240, -17 * cos(tau * i / 240 * count)) for i in range(241)]
        n.line(line, OLIVE, 3.6)
        for i in range(1, count * 2):
            t, side = span * i / (count * 2), (1 if i % 2 else -1)
            x, y = at(t, -side * 7)
            dyes = ((MADDER, ROSE, SAFFRON), (SKY, IVORY, MADDER), (SAFFRON, IVORY, MADDER))[i % 3]
            for along in (-1, 1):
                ang = turn + (0 if along > 0 else pi) + along * side * 0.62
                lx, ly = at(t + along * 14, side * 13)
                n.shape(g.petal(lx, ly, 27, 12, ang, 0.5), TEAL if along > 0 else OLIVE, ang + 0.4)
            _bloom(n, x, y, 19, 8, *dyes)
    for x in (mid, 1000 - mid):
        for y in (mid, 1000 - mid):
            n.angles.shape(g.box(x - 38, y - 38, x + 38, y + 38), 0)
            n.shape(g.two_squares(x, y, 36), MADDER, 0.5)
            _bloom(n, x, y, 25, 8, SAFFRON, IVORY, MADDER, pi / 8)

    # Middle: a star of sixteen leaves, rings of petals around it.
    def ring_of(
        count_: int,
        r0: float,
        length: float,
        width: float,
        dyes: tuple[str, ...],
        shift: float = 0.0,
        tip: float = 0.55,
    ) -> None:
        for i in range(count_):
            a = tau * (i + shift) / count_
            n.shape(
                g.petal(c + r0 * cos(a), c + r0 * sin(a), length, width, a, tip), dyes[i % len(dyes)], a + 0.3
            )

    for r, paint, thick in ((236, SAFFRON, 6), (226, IVORY, 2.4)):
        n.line(g.ring(c, c, r, 180), paint, thick)
    ring_of(32, 240, 46, 30, (MADDER, SKY), 0.5, 0.5)
    ring_of(32, 240, 22, 14, (IVORY,), 0.5, 0.5)
    for i in range(32):
        a = tau * i / 32
        n.shape(g.disc(c + 282 * cos(a), c + 282 * sin(a), 5.4), SAFFRON, a)
    n.shape(g.two_squares(c, c, 218), MADDER, 0.8)
    n.line([*g.two_squares(c, c, 218), g.two_squares(c, c, 218)[0]], SAFFRON, 5)
    ring_of(16, 96, 92, 37, (IVORY, SKY), 0)
    ring_of(16, 104, 62, 17, (INDIGO, TEAL), 0)
    for i in range(8):
        a = -pi / 2 + tau * i / 8
        _bloom(n, c + 194 * cos(a), c + 194 * sin(a), 15, 6, SAFFRON, IVORY, DEEP, a)
    n.shape(g.disc(c, c, 100), DEEP, 0.2)
    n.line(g.ring(c, c, 100, 120), SAFFRON, 5)
    _bloom(n, c, c, 92, 16, SAFFRON, ROSE, MADDER)
    _bloom(n, c, c, 46, 8, IVORY, SKY, MADDER, pi / 8)
    n.line(g.ring(c, c, 11, 24), SAFFRON, 4)

    # Corner sprays: a branch bowing to either side of each diagonal.
    for quarter in range(4):
        turn = pi / 2 * quarter

        def q(x: float, y: float, turn=turn) -> g.Point:
            return g.turn([(x, y)], turn, c, c)[0]

        for swap in (False, True):

            def p(x: float, y: float, swap=swap, q=q) -> g.Point:
                return q(y, x) if swap else q(x, y)

            line = g.curve([p(178, 178), p(230, 184), p(284, 196), p(344, 184), p(398, 200)], 8)
            n.line(line, OLIVE, 3.4)
            for k, i in enumerate((5, 10, 15, 20, 25, 29)):
                for side in (-1, 1):
                    a = g.heading(line, i) + side * 0.8
                    n.shape(
                        g.petal(*line[i], 27 - k, 11, a, 0.5), (TEAL, OLIVE)[(k + (side > 0)) % 2], a + 0.4
                    )
            _bloom(n, *line[-1], 21, 8, ROSE, IVORY, SAFFRON)
            _bloom(n, *p(296, 228), 15, 8, SKY, IVORY, MADDER)
            n.line(g.bezier(line[14], p(290, 205), p(298, 212), p(296, 226), 8), OLIVE, 2.4)
            _bloom(n, *line[16], 13, 6, SAFFRON, IVORY, MADDER)
        diagonal = [q(178, 178), q(252, 252)]
        n.line(diagonal, OLIVE, 4)
        for t in (0.25, 0.45, 0.65):
            x, y = (
                diagonal[0][0] + (diagonal[1][0] - diagonal[0][0]) * t,
                diagonal[0][1] + (diagonal[1][1] - diagonal[0][1]) * t,
            )
            for side in (-1, 1):
                a = turn + pi / 4 + side * 0.85
                n.shape(g.petal(x, y, 32, 13, a, 0.5), TEAL, a + 0.4)
        _bloom(n, *q(262, 262), 36, 12, MADDER, ROSE, SAFFRON)
        _bloom(n, *q(184, 184), 17, 8, SAFFRON, IVORY, MADDER)
    return n.work(cloth((size, size), "#1B2B47", "indigo", 2.0), "panel", 8.5, 1.6)


def silk_stripes(height: int) -> Image.Image:
    width = round(height * 3 / 4)
    size = (width, height)
    canvas = Canvas(width, height, "#EADFC5", samples=1)
    w, h = canvas.width, canvas.height
    madder, indigo, saffron, green, ivory = "#8F2435", "#23406A", "#C99238", "#4A6B50", "#EADFC5"
    plan = [
        ("plain", 12, madder),
        ("plain", 5, saffron),
        ("plain", 12, madder),
        ("ikat", 92, ivory, madder, indigo, saffron),
        ("plain", 12, indigo),
        ("plain", 4, ivory),
        ("plain", 22, saffron),
        ("plain", 4, ivory),
        ("plain", 12, indigo),
        ("ikat", 92, madder, ivory, saffron, green),
        ("plain", 12, green),
        ("plain", 4, saffron),
        ("plain", 12, green),
    ]
    total = sum(item[1] for item in plan)
    half = [*plan, ("ikat", w - 2 * total, ivory, indigo, madder, saffron)]
    # The plan runs from the selvedge to the broad middle stripe, then back.
    bands = half + plan[::-1]
    x = 0.0
    for item in bands:
        wide = item[1]
        if item[0] == "plain":
            canvas.shape(g.box(x, 0, x + wide, h), item[2])
        else:
            _, _, ground, first, second, third = item
            canvas.shape(g.box(x, 0, x + wide, h), ground)
            mid, step = x + wide / 2, 125.0
            for k in range(-1, 9):
                y = (k + 0.5) * step
                r = wide * 0.46
                canvas.shape(g.stepped_lozenge(mid, y, r, step * 0.46, 9), first)
                canvas.shape(g.stepped_lozenge(mid, y, r * 0.74, step * 0.34, 7), ground)
                canvas.shape(g.stepped_lozenge(mid, y, r * 0.60, step * 0.27, 6), second)
                canvas.shape(g.stepped_lozenge(mid, y, r * 0.30, step * 0.14, 4), third)
                for side in (-1, 1):
                    canvas.shape(
                        g.stepped_lozenge(
                            mid + side * wide * 0.40, y + step / 2, wide * 0.09, step * 0.20, 4
                        ),
                        second,
                    )
                    canvas.shape(
                        g.stepped_lozenge(
                            mid + side * wide * 0.40, y + step / 2, wide * 0.045, step * 0.10, 3
                        ),
                        third,
                    )
                canvas.shape(g.stepped_lozenge(mid, y + step / 2, wide * 0.10, step * 0.13, 4), third)
        x += wide
    picture = canvas.done()
    # The threads were dyed before they were stretched: each slips a little, so edges feather along the warp.
    random = Random("slip")
    thread = max(1, round(width / 760))
    out = picture.copy()
    slip, aim = 0.0, 0.0
    scale = height / 1000
    for x0 in range(0, width, thread):
        if random.random() < 0.22:
            aim = random.uniform(-7.5, 7.5)
        slip += (aim - slip) * 0.35
        shift = round((slip + random.uniform(-3.0, 3.0)) * scale)
        column = picture.crop((x0, 0, min(width, x0 + thread), height))
        out.paste(ImageChops.offset(column, 0, shift), (x0, 0))
    # Warp threads catch the light one by one; the weft shows as a fine rib; the silk hangs in soft folds.
    warp = Image.frombytes("L", (width // thread + 1, 1), random.randbytes(width // thread + 1))
    warp = warp.point([180 + v * 40 // 255 for v in range(256)]).resize(size, Image.Resampling.NEAREST)
    out = shade(out, warp, 0.8)
    rib = max(2, round(height / 900))
    strip = Image.new("L", (1, height))
    strip.putdata([204 if (y // rib) % 2 else 190 for y in range(height)])
    out = shade(out, strip.resize(size, Image.Resampling.NEAREST), 0.9)
    out = shade(out, grain(size, "silk", 188, 212, 1), 0.8)
    folds = Image.new("L", (240, 1))
    folds.putdata(
        [
            round(200 + 20 * sin(tau * k / 240 * 2.5 + 0.6) + 8 * sin(tau * k / 240 * 6 + 1.9))
            for k in range(240)
        ]
    )
    out = shade(out, folds.resize(size, Image.Resampling.BICUBIC), 0.9)
    out = shade(out, clouds(size, "sheen", 190, 210, 4))
    return shade(out, slope(size, [(0, "#D2D2D2"), (0.6, "#C8C8C8"), (1, "#B6B6B6")]).convert("L"))
