"""Metalwork and drawing: an engraved plate, a sheet of ornament studies."""

from math import cos, pi, sin, tau
from random import Random

from PIL import Image, ImageChops

from . import geometry as g
from . import girih
from . import strips as s
from .canvas import Canvas, clouds, glow, grain, paper, relief, shade, slope, soften, veil


def plate_engraved(size: int) -> Image.Image:
    area = (size, size)
    c = (500.0, 500.0)
    # Light on turned metal: it runs along the turning marks, so it lies in fans from the middle.
    fans = Canvas(480, 480, "#000000", samples=1)
    for i in range(720):
        a = tau * i / 720
        t = 0.50 + 0.30 * cos(2 * (a - 0.9)) + 0.13 * cos(5 * a + 1.3) + 0.07 * cos(9 * a + 0.4)
        v = max(0.0, min(1.0, t))
        low, high = (104, 52, 32), (240, 178, 124)
        paint = tuple(round(low[k] + (high[k] - low[k]) * v) for k in range(3))
        fans.shape(
            [
                c,
                (500 + 800 * cos(a - 0.006), 500 + 800 * sin(a - 0.006)),
                (500 + 800 * cos(a + 0.012), 500 + 800 * sin(a + 0.012)),
            ],
            paint,
        )
    metal = soften(fans.done().resize(area, Image.Resampling.BICUBIC), 8)
    random = Random("turning")
    marks = Canvas(size, size, 200, "L", 1)
    for i in range(420):
        marks.line(g.ring(*c, 470 - i * 1.1, 200), random.randint(186, 214), 1.1)
    metal = shade(metal, marks.done(), 0.8)
    metal = shade(metal, clouds(area, "patina", 172, 224, 7))
    metal = shade(metal, grain(area, "metal", 190, 210, 1), 0.7)
    # Tinned zones are paler and cooler.
    tin = Canvas(size, size, 0, "L", 1)
    for outer, inner in ((398, 286), (150, 0)):
        tin.shape(g.disc(*c, outer), 150)
        if inner:
            tin.shape(g.disc(*c, inner), 0)
    grey = metal.convert("L").point([min(255, round(40 + v * 0.95)) for v in range(256)])
    silver = Image.merge(
        "RGB", [grey.point([min(255, round(v * k)) for v in range(256)]) for k in (1.0, 0.97, 0.91)]
    )
    metal = Image.composite(
        silver, metal, tin.done().point([round(v * 1.35) if v < 189 else 255 for v in range(256)])
    )

    cut = Canvas(size, size, 0, "L", 2)
    strong, fine = 255, 190
    for r, wide in (
        (452, 3),
        (444, 1.2),
        (402, 1.2),
        (396, 3.2),
        (290, 3.2),
        (284, 1.2),
        (236, 1.2),
        (230, 3),
        (152, 3),
        (146, 1.2),
    ):
        cut.line(g.ring(*c, r), strong, wide)
    s.around(
        cut,
        s.guilloche(1.25),
        c,
        441,
        405,
        {s.UNDER: 235, s.MAIN: 0, s.SECOND: 0, s.LINE: 150, s.HEART: 200},
        60,
    )
    # The broad ring: leaf scrolls on a ground of fine hatching.
    for i in range(720):
        a = tau * i / 720
        cut.line(
            [(500 + 294 * cos(a), 500 + 294 * sin(a)), (500 + 392 * cos(a), 500 + 392 * sin(a))], 128, 0.7
        )
    # Each leaf and stem clears the hatching under it, then gets its outline; later ones lie over earlier ones.
    scroll, turns = s.vine(1.9, seams=False), 14
    for points, role in scroll.parts:
        if role == s.UNDER:
            continue
        points = s.fine(points, 0.05)
        for n in range(turns):
            around = [(-pi / 2 + tau / turns * (n + u / scroll.width), 390 - 94 * v) for u, v in points]
            cut.shape(g.polar(*c, around), 70 if role == s.HEART else 0, strong, 1.5)
    s.around(cut, s.petals(0.55), c, 281, 239, {s.UNDER: 240, s.MAIN: 0, s.HEART: 150, s.SECOND: 210}, 60)
    # The star of twelve points: straps that cross, doubled, with hatched ground.
    for i in range(360):
        a = tau * i / 360
        cut.line(
            [(500 + 155 * cos(a), 500 + 155 * sin(a)), (500 + 227 * cos(a), 500 + 227 * sin(a))], 105, 0.7
        )
    first, second = (g.star(500, 500, 227, 171, 12, turn) for turn in (0, pi / 12))
    for star in (first, second):
        cut.shape(star, 0)
    for k in range(24):
        a = tau * k / 24
        cut.line(
            [(500 + 168 * cos(a), 500 + 168 * sin(a)), (500 + 184 * cos(a), 500 + 184 * sin(a))], fine, 1.0
        )
    for star in (first, second):
        loop = [*star, star[0], star[1]]
        cut.line(loop, strong, 8.5)
        cut.line(loop, 0, 5.2)
        cut.line(loop, fine, 1.1)
    # Where the first crosses the second again, it lies above: its even sides are laid once more.
    for k in range(0, 24, 2):
        side = [first[k], first[(k + 1) % 24]]
        mid = [
            (side[0][0] + (side[1][0] - side[0][0]) * t, side[0][1] + (side[1][1] - side[0][1]) * t)
            for t in (0.15, 0.85)
        ]
        for paint, wide in ((strong, 8.5), (0, 5.2), (fine, 1.1)):
            cut.line(mid, paint, wide)
    for k in range(12):
        a = tau * (k + 0.5) / 12
        cut.shape(
            g.petal(500 + 156 * cos(a - pi / 12), 500 + 156 * sin(a - pi / 12), 30, 11, a - pi / 12, 0.5), 150
        )
    cut.shape(g.disc(*c, 148), 0)
    cut.line(g.ring(*c, 152), strong, 3)
    cut.line(g.ring(*c, 146), strong, 1.2)
    s.around(
        cut,
        s.palmettes(1.1),
        c,
        143,
        84,
        {s.UNDER: 235, s.MAIN: 0, s.SECOND: 60, s.LINE: 235, s.HEART: 235},
        10,
    )
    for r, wide in ((82, 2.4), (77, 1.2)):
        cut.line(g.ring(*c, r), strong, wide)
    for i in range(12):
        a = tau * i / 12
        cut.shape(g.petal(500 + 18 * cos(a), 500 + 18 * sin(a), 56, 24, a, 0.55), 0, strong, 1.8)
        cut.line([(500 + 28 * cos(a), 500 + 28 * sin(a)), (500 + 60 * cos(a), 500 + 60 * sin(a))], fine, 1.1)
        b = a + pi / 12
        cut.shape(g.disc(500 + 67 * cos(b), 500 + 67 * sin(b), 4), 0, strong, 1.5)
    cut.shape(g.disc(*c, 18), 0, strong, 2.2)
    cut.shape(g.rosette(*c, 2, 14, 6), 170)
    engraving = cut.done()

    # Furrows: dark within, a lit edge on the side away from the light.
    depth = engraving.point([255 - v for v in range(256)])
    plate = shade(metal, relief(depth, max(1, round(size / 1100)), 0.35), 0.9)
    plate = veil(plate, "#2A130B", engraving.point([round(v * 0.80) for v in range(256)]))
    profile = Image.radial_gradient("L")
    values = []
    for v in range(256):
        r = v / 255 * 500
        lip = max(0.0, 1 - abs(r - 462) / 10)
        well = 1 / (1 + 2.718 ** (-(r - 288) / 5))
        values.append(round(80 + 70 * well + 90 * lip))
    shape = soften(profile.point(values).resize(area, Image.Resampling.BICUBIC), 3)
    plate = shade(plate, relief(shape, max(2, size // 240), 1.6), 1.0)
    for x, y, r, force in ((330, 300, 330, 90), (690, 720, 260, 54)):
        plate = veil(plate, "#FFE9CF", glow(area, x, y, r, 1.7).point([v * force // 255 for v in range(256)]))

    ground = slope(area, [(0, "#34414A"), (1, "#232C33")])
    ground = shade(ground, clouds(area, "slate", 192, 208, 4, 1))
    ground = shade(ground, grain(area, "slate2", 194, 206, 2))
    shadow = soften(Canvas(size, size, 0, "L", 1).shape(g.disc(514, 526, 468), 215).done(), 17)
    ground = veil(ground, "#0B0E10", shadow)
    ground.paste(plate, (0, 0), Canvas(size, size, 0, "L", 2).shape(g.disc(*c, 470), 255).done())
    return ground


def drawing_ornament(height: int) -> Image.Image:
    width = round(height * 3 / 4)
    area = (width, height)
    sheet = paper(area, "studies", "#EADDC2")
    canvas = Canvas(width, height, "#FFFFFF")
    brown, blue, red, _soft = "#4A2C1C", "#27476F", "#9A3B30", "#C9B79A"
    random = Random("hand")

    def hand(points: g.Polygon, amount: float = 0.5) -> g.Polygon:
        """A line as a hand draws it: it strays slowly, never far."""
        out, dx, dy = [], 0.0, 0.0
        for x, y in points:
            dx = dx * 0.86 + random.uniform(-amount, amount) * 0.35
            dy = dy * 0.86 + random.uniform(-amount, amount) * 0.35
            out.append((x + dx, y + dy))
        return out

    def closed(points: g.Polygon, paint: str, wide: float, fill: str | None = None) -> None:
        if fill:
            canvas.shape(points, fill)
        line = s.fine(points, 6)
        drawn = hand(line)
        canvas.line([*drawn, drawn[0]], paint, wide)

    cx, cy, R = 375.0, 330.0, 252.0
    # Construction in pale red chalk: circles, axes, a square net.
    for r in (R, R * 0.80, R * 0.56, R * 0.30, R * 1.12):
        canvas.line(hand(g.ring(cx, cy, r), 0.35), "#D2A18A", 0.7)
    for i in range(12):
        a = tau * i / 24
        canvas.line(
            [
                (cx - R * 1.17 * cos(a), cy - R * 1.17 * sin(a)),
                (cx + R * 1.17 * cos(a), cy + R * 1.17 * sin(a)),
            ],
            "#D9AE98",
            0.5,
        )
    for k in (1, 0.7071):
        for t in (0, pi / 4):
            corners = g.regular(cx, cy, R * k, 4, t)
            canvas.line([*corners, corners[0]], "#D9AE98", 0.5)
    # The star rosette: washes, then pen.
    washes = ("#9FB2BF", "#D9C08A", "#C48A74")
    star = girih.star_in(cx, cy, 12, R, 1.16, 0)
    kites, within = girih.rays(star, cx, cy, 0.52)
    closed(within, brown, 1.6, "#F1E8D4")
    for i in range(12):
        a = tau * i / 12
        closed(kites[i], brown, 1.6, washes[0] if i % 2 else washes[2])
        b = a + pi / 12
        closed(
            g.petal(cx + R * 0.32 * cos(b), cy + R * 0.32 * sin(b), R * 0.36, R * 0.13, b, 0.55),
            blue,
            1.4,
            washes[1],
        )
        canvas.line(
            hand(
                [
                    (cx + R * (0.36 + 0.024 * k) * cos(b), cy + R * (0.36 + 0.024 * k) * sin(b))
                    for k in range(11)
                ],
                0.3,
            ),
            blue,
            0.9,
        )
        closed(
            g.petal(cx + R * 0.30 * cos(a), cy + R * 0.30 * sin(a), R * 0.23, R * 0.10, a, 0.5),
            brown,
            1.2,
            washes[0],
        )
        (tx, ty), (sx, sy), (fx, fy), _ = kites[i]
        for k in range(1, 15):
            # Hatching on the shaded half of each kite, from its middle line to its side.
            t = k / 15
            ax, ay = tx + (fx - tx) * t, ty + (fy - ty) * t
            bend = ((tx - sx) * (tx - fx) + (ty - sy) * (ty - fy)) / ((tx - fx) ** 2 + (ty - fy) ** 2)
            bx, by = (
                (tx + (sx - tx) * t / bend, ty + (sy - ty) * t / bend)
                if t < bend
                else (sx + (fx - sx) * (t - bend) / (1 - bend), sy + (fy - sy) * (t - bend) / (1 - bend))
            )
            canvas.line([(ax, ay), (ax + (bx - ax) * 0.9, ay + (by - ay) * 0.9)], brown, 0.6)
    canvas.line(hand(g.ring(cx, cy, R * 0.30), 0.4), brown, 1.8)
    canvas.shape(g.disc(cx, cy, R * 0.295), "#F1E8D4")
    for i, p in enumerate(g.rosette(cx, cy, 8, R * 0.27, 12, 0, 0.94)):
        closed(p, brown, 1.3, washes[2] if i % 2 else washes[1])
    closed(g.disc(cx, cy, R * 0.10), brown, 1.6, washes[0])
    closed(g.disc(cx, cy, R * 0.04), brown, 1.3, red)
    canvas.line(hand(g.ring(cx, cy, R * 1.12), 0.4), brown, 1.3)
    for i in range(48):
        a = tau * i / 48
        x, y = cx + R * 1.06 * cos(a), cy + R * 1.06 * sin(a)
        if i % 4:
            canvas.dots([(x, y)], 2.0, blue)
        else:
            closed(g.turn(g.lozenge(x, y, 4, 7.5), a + pi / 2, x, y), red, 1.1)

    # A vine border, inked on the left, left as outline towards the right.
    strip, x0, y0, wide, tall, count = s.vine(2.0), 60.0, 664.0, 630.0, 92.0, 3
    for y in (y0 - 7, y0 - 2, y0 + tall + 2, y0 + tall + 7):
        canvas.line(hand([(x0 + 6.3 * k, y) for k in range(101)], 0.35), brown, 1.2)
    for n in range(count):
        for points, role in strip.parts:
            placed = [(x0 + wide * (n + u / strip.width) / count, y0 + tall * v) for u, v in points]
            middle = sum(x for x, _ in placed) / len(placed)
            if role == s.UNDER:
                continue
            full = middle < x0 + wide * 0.62
            if role == s.LINE:
                canvas.shape(placed, "#7A5940" if full else "#FFFFFF", brown, 0.8)
            else:
                canvas.shape(
                    placed,
                    {s.MAIN: washes[2], s.SECOND: washes[0], s.HEART: washes[1]}[role] if full else "#FFFFFF",
                    blue if role == s.SECOND else brown,
                    1.1,
                )
    # Three botehs, from outline to finished drawing.
    for k, x in enumerate((165.0, 375.0, 585.0)):
        y, size = 878.0, 150.0
        outer = g.boteh(x, y, size)
        closed(outer, brown, 1.9, (None, "#E2D2AC", washes[2])[k])
        closed(
            g.boteh(x - 1, y + 4, size * 0.82), blue if k else "#D2A18A", 1.2, (None, "#F1E8D4", "#F1E8D4")[k]
        )
        if k:
            for i in range(0, len(outer), 4):
                px, py = outer[i]
                closed(
                    g.disc(px + (px - x) * 0.075, py + (py - y) * 0.075, 3.2),
                    brown,
                    1.0,
                    washes[1] if k == 2 else None,
                )
            stem = g.curve([(x - 2, y + 56), (x - 12, y + 10), (x + 2, y - 30), (x + 18, y - 50)], 8)
            canvas.line(hand(stem, 0.3), brown, 1.3)
            for i in range(4, len(stem) - 2, 4):
                for side in (-1, 1):
                    a = g.heading(stem, i) + side * 0.85
                    closed(
                        g.petal(*stem[i], 20 - i * 0.4, 8, a, 0.5), blue, 1.0, washes[0] if k == 2 else None
                    )
            for p in g.rosette(x - 5, y + 26, 3, 21, 8, 0.2):
                closed(p, brown, 1.1, washes[2] if k == 2 else "#FFFFFF")
            closed(g.disc(x - 5, y + 26, 5), brown, 1.1, washes[1])
        else:
            canvas.line([(x, y - 88), (x, y + 88)], "#D2A18A", 0.6)
            canvas.line([(x - 72, y + 18), (x + 72, y + 18)], "#D2A18A", 0.6)
            canvas.line(hand(g.ring(x, y + 22, 52), 0.3), "#D2A18A", 0.7)
    drawing = canvas.done()
    drawing = shade(drawing, clouds(area, "ink", 184, 218, 8))
    drawing = shade(drawing, grain(area, "tooth", 191, 209, max(1, height // 1300)))
    out = ImageChops.multiply(sheet, drawing)
    # The sheet was folded once.
    fold = Canvas(width, height, 200, "L", 1)
    fold.line([(0, 618), (375, 620), (750, 617)], 188, 2.4)
    fold.line([(0, 620), (375, 622), (750, 619)], 212, 1.6)
    return shade(out, soften(fold.done(), 1.2))
