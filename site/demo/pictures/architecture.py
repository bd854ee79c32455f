"""Architecture: a lattice window with coloured glass, and the measured drawing of an arcade."""

import itertools
from math import cos, pi, sin, tau

from PIL import Image, ImageChops, ImageDraw

from . import geometry as g
from . import girih
from . import strips as s
from .canvas import Canvas, clouds, glow, grain, paper, shade, slope, soften, veil


def lattice(canvas: Canvas, stars, width: float, dark: str, wood: str, light: str) -> None:
    """The bars along the sides of all stars: a dark edge, the wood, and a thin lit arris."""
    for paint, thick, dx in (
        (dark, width * 1.5, 0.0),
        (wood, width, 0.0),
        (light, width * 0.22, -width * 0.24),
    ):
        for star in stars:
            points = g.move(star, dx, dx)
            canvas.line([*points, points[0], points[1]], paint, thick)


def window_lattice(height: int) -> Image.Image:
    width = round(height * 2 / 3)
    size = (width, height)
    red, blue, amber, violet, clear, sky = (
        "#B3202C",
        "#1F4FA8",
        "#E8A52C",
        "#6C3F8E",
        "#F6E6B6",
        "#4FB0C6",
    )
    canvas = Canvas(width, height, "#1D479B")
    w, h = canvas.width, canvas.height
    tiles = list(girih.twelves(0, 0, w, h - 60, 50.0))
    stars = []
    # What no star covers lies around the corners of the tiling; left-hand and right-hand corners differ in colour.
    for sides, x, y, _star, apothem in tiles:
        if sides == 12:
            reach, between = (apothem + 25.0, apothem + 50.0 * 0.8660), apothem / cos(pi / 12) + 25.0
            for k in range(12):
                a, b = tau * k / 12, tau * (k + 1) / 12
                near, far = reach[k % 2], reach[(k + 1) % 2]
                cell = [
                    (x, y),
                    (x + near * cos(a), y + near * sin(a)),
                    (x + between * cos((a + b) / 2), y + between * sin((a + b) / 2)),
                    (x + far * cos(b), y + far * sin(b)),
                ]
                canvas.shape(cell, "#1B4A9E" if k % 2 else "#17706B")
    for sides, x, y, star, apothem in tiles:
        if sides == 12:
            kites, within = girih.rays(star, x, y, 0.50)
            for k, kite in enumerate(kites):
                canvas.shape(kite, amber if k % 2 else red)
            canvas.shape(within, blue)
            heart = girih.star_in(x, y, 12, apothem * 0.40, 1.05, 0)
            canvas.shape(heart, clear)
            rose = girih.star_in(x, y, 6, apothem * 0.24, 0.9, 0)
            canvas.shape(rose, red)
            stars += [star, within, heart, rose]
        elif sides == 6:
            kites, within = girih.rays(star, x, y, 0.52)
            for kite in kites:
                canvas.shape(kite, amber)
            canvas.shape(within, violet)
            stars += [star, within]
        else:
            canvas.shape(star, sky)
            stars.append(star)
    glass = canvas.done()
    # Light comes from behind and a little above; the glass is uneven and streaky.
    glass = shade(glass, clouds(size, "glass", 165, 235, 7), 1.0)
    glass = shade(glass, grain(size, "streak", 190, 210, max(2, height // 500)), 0.9)
    sun = glow(size, 333, 430, 520, 1.3)
    glass = ImageChops.screen(
        glass, Image.merge("RGB", [sun.point([v * k // 255 for v in range(256)]) for k in (70, 56, 26)])
    )
    bars = Canvas(width, height, "#000000")
    bars.image = glass.resize((width * 2, height * 2), Image.Resampling.BILINEAR)
    bars.draw = ImageDraw.Draw(bars.image)
    lattice(bars, stars, 4.6, "#1B110B", "#4A2E1A", "#8A6236")
    lit = bars.done()
    # The light spills over the bars.
    spill = soften(lit, 9)
    lit = ImageChops.screen(lit, spill.point([round(v * 0.42) for v in range(256)] * 3))

    # The wall around the opening: plaster in shadow, a carved wooden frame, a sill.
    wall = slope(size, [(0, "#4B4038"), (0.55, "#5B4E44"), (1, "#3A312A")])
    wall = shade(wall, clouds(size, "plaster", 176, 222, 6))
    wall = shade(wall, grain(size, "plaster2", 188, 212, max(1, height // 900)))
    x0, x1, spring, rise, sill = 92.0, w - 92.0, 372.0, 268.0, 884.0

    def opening(d: float) -> g.Polygon:
        arch = g.pointed_arch(x0 - d, x1 + d, spring, rise + d * 1.12, 40, 0.66)
        return [(x0 - d, sill + d), *arch, (x1 + d, sill + d)]

    work = Canvas(width, height, "#000000")
    work.image = wall.resize((width * 2, height * 2), Image.Resampling.BILINEAR)
    work.draw = ImageDraw.Draw(work.image)
    work.shape(opening(48), "#2A1B11")
    work.shape(opening(44), "#6B4626")
    work.shape(opening(40), "#3A2415")
    work.shape(opening(38), "#54351D")
    work.shape(opening(9), "#2A1B11")
    work.shape(opening(7), "#7C5430")
    work.shape(opening(2.5), "#20140C")
    # Carving along the frame: a plait up the jambs and over the arch, laid along the middle line of the moulding.
    path = [*opening(38)[:-1], opening(38)[-1]]
    inner = opening(10)
    outer_line, inner_line = evenly(path, 600), evenly(inner, 600)
    count = 46
    strip = s.guilloche(1.25)

    def mapping(u: float, v: float) -> g.Point:
        i = min(599.0, max(0.0, u / count * 599))
        k = min(598, int(i))
        f = i - k
        ox, oy = (outer_line[k][j] + (outer_line[k + 1][j] - outer_line[k][j]) * f for j in (0, 1))
        ix, iy = (inner_line[k][j] + (inner_line[k + 1][j] - inner_line[k][j]) * f for j in (0, 1))
        v = 0.10 + 0.80 * v
        return ox + (ix - ox) * v, oy + (iy - oy) * v

    s.lay(
        work,
        strip,
        mapping,
        count,
        {s.UNDER: "#2F1D10", s.MAIN: "#8D6035", s.SECOND: "#7A5029", s.LINE: "#B88A52", s.HEART: "#C89A58"},
    )
    # Spandrels: two rosettes in relief on the plaster.
    for x in (74, w - 74):
        for r, paint in ((46, "#362C25"), (42.5, "#6A5B4E")):
            work.shape(g.disc(x, 78, r), paint)
        work.shape(girih.star_in(x, 78, 12, 40, 1.12, 0), "#40352D")
        work.shape(girih.star_in(x, 78, 12, 36.5, 1.12, 0), "#786757")
        work.shape(g.rosette(x, 78, 3, 17, 12, 0), "#453A31")
        work.shape(g.disc(x, 78, 5), "#8A7764")
    # The sill.
    work.shape(g.box(36, sill + 46, w - 36, sill + 80), "#2A1B11")
    work.shape(g.box(38, sill + 47, w - 38, sill + 76), "#6A4526")
    s.straight(
        work,
        s.merlons(),
        (44, sill + 51),
        (w - 44, sill + 51),
        20,
        {s.MAIN: "#8D6035", s.HEART: "#54351D"},
        count=36,
    )
    out = work.done()
    mask = Canvas(width, height, 0, "L", 2).shape(opening(0), 255).done()
    out.paste(lit, (0, 0), mask)
    # Coloured light on the frame and the sill below.
    halo = soften(Canvas(width, height, 0, "L", 1).shape(opening(0), 255).done(), 34)
    tint = soften(lit, 30)
    halo = ImageChops.subtract(halo, mask).point([round(v * 0.55) for v in range(256)])
    out = Image.composite(ImageChops.screen(out, tint), out, halo)
    # The arch's depth throws a shadow at the top and left of the glass.
    depth = ImageChops.subtract(mask, ImageChops.offset(mask, width // 75, height // 90))
    out = veil(out, "#100A06", soften(depth, 3).point([round(v * 0.62) for v in range(256)]))
    return out


def evenly(points: g.Polygon, n: int) -> g.Polygon:
    """n points at even distances along an open line."""
    lengths = [0.0]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        lengths.append(lengths[-1] + ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
    out, k = [], 0
    for i in range(n):
        want = lengths[-1] * i / (n - 1)
        while k < len(lengths) - 2 and lengths[k + 1] < want:
            k += 1
        span = (lengths[k + 1] - lengths[k]) or 1.0
        t = min(1.0, (want - lengths[k]) / span)
        (ax, ay), (bx, by) = points[k], points[k + 1]
        out.append((ax + (bx - ax) * t, ay + (by - ay) * t))
    return out


def arcade_elevation(width: int) -> Image.Image:
    height = round(width * 2 / 3)
    size = (width, height)
    sheet = paper(size, "arcade", "#EFE5CF")
    h = 1000 * 2 / 3
    ink, _wash, warm, _blue = "#3B2A20", "#B79C77", "#D9BE92", "#7E98A8"
    canvas = Canvas(width, height, "#FFFFFF")
    left, right, ground, spring, top, bays = 92.0, 908.0, 560.0, 322.0, 158.0, 5
    bay = (right - left) / bays
    # Washes first: wall, depth of the arches, sky seen through, the frieze and the plinth.
    canvas.shape(g.box(left - 26, top - 44, right + 26, ground), "#F4E9D2")
    canvas.shape(g.box(left - 26, ground, right + 26, ground + 18), "#E3D5B9")
    canvas.shape(g.box(left - 46, ground + 18, right + 46, ground + 36), "#D8C8A9")
    rise = 138.0
    for i in range(bays):
        x0, x1 = left + bay * i + 19, left + bay * (i + 1) - 19
        arch = g.pointed_arch(x0, x1, spring, rise, 30, 0.64)
        canvas.shape([(x0, ground), *arch, (x1, ground)], "#9DB0B6")
        deep = [(x + 13, y + 9) for x, y in arch]
        canvas.shape([(x0 + 13, ground), *deep, (x1 + 13, ground)], "#C6D2D0")
        canvas.shape([(x1, ground), (x1, spring), (x1 + 16, spring), (x1 + 16, ground)], "#F4E9D2")
        # In the back wall a niche with a star lattice, small and pale with distance.
        nx0, nx1, ny = (x0 + x1) / 2 - 24, (x0 + x1) / 2 + 38, spring + 46
        niche = g.pointed_arch(nx0, nx1, ny, 54, 20, 0.62)
        canvas.shape([(nx0, ground - 62), *niche, (nx1, ground - 62)], "#A3B1B1", "#6C7C80", 0.8)
        inner = g.pointed_arch(nx0 + 7, nx1 - 7, ny, 45, 20, 0.62)
        canvas.shape([(nx0 + 7, ground - 62), *inner, (nx1 - 7, ground - 62)], "#7F9399", "#6C7C80", 0.7)
        for kx in range(2):
            for ky in range(5):
                sx, sy = (nx0 + nx1) / 2 - 12 + kx * 24, ny + 6 + ky * 24
                canvas.shape(girih.star_in(sx, sy, 8, 12, 1.1, 0), "#B3C0BE", "#6C7C80", 0.6)
    for i in range(bays):
        x0, x1 = left + bay * i + 19, left + bay * (i + 1) - 19
        arch = g.pointed_arch(x0, x1, spring, rise, 30, 0.64)
        cx = (x0 + x1) / 2
        outer = g.pointed_arch(x0 - 9, x1 + 9, spring, rise + 13, 30, 0.64)
        canvas.shape([*outer, *arch[::-1]], "#E0C796", ink, 1.0)
        for k in range(2, len(arch) - 1, 3):
            canvas.line([arch[k], outer[k]], ink, 0.6)
        canvas.line([(x0, ground), (x0, spring)], ink, 1.0)
        canvas.line([(x1, ground), (x1, spring)], ink, 1.0)
        # Balustrade of small stars.
        s.straight(
            canvas,
            s.stars(1.25),
            (x0, ground - 62),
            (x1, ground - 62),
            48,
            {s.UNDER: ink, s.MAIN: warm, s.SECOND: "#A98557", s.HEART: "#D9BE92"},
            count=2,
        )
        for y, thick in ((ground - 64, 2.2), (ground - 12, 2.2)):
            canvas.line([(x0, y), (x1, y)], ink, thick)
    # Spandrels: over each column a rosette, and under it leaves on a stem that narrows to the capital.
    for i in range(bays + 1):
        x, y = left + bay * i, spring - rise + 26
        canvas.line([(x, y), (x, spring - 14)], ink, 0.9)
        for k in range(5):
            ly = y + 28 + k * 15
            for side in (-1, 1):
                reach = 17.5 - k * 2.6
                canvas.shape(
                    g.petal(x, ly, reach, 6.5 - k * 0.6, -pi / 2 + side * 0.95, 0.5), "#9AA374", ink, 0.55
                )
        for side in (-1, 1):
            if left - 26 < x + side * 40 < right + 26:
                canvas.line(
                    g.spiral(x + side * 29, y - 14, 9, 2, pi if side > 0 else 0, side * 0.9, 20), ink, 0.9
                )
                canvas.shape(
                    g.petal(x + side * 20, y - 10, 17, 6, -pi / 2 + side * 1.25, 0.5), "#9AA374", ink, 0.55
                )
        canvas.shape(girih.star_in(x, y, 8, 21, 1.1, 0), "#C98F63", ink, 0.9)
        canvas.shape(g.rosette(x, y, 1, 9.5, 8, 0), "#F4E9D2", ink, 0.5)
        canvas.dots([(x, y)], 2.2, ink)
    # Columns between the bays: base, shaft, a capital of three tiers.
    for i in range(bays + 1):
        x = left + bay * i
        canvas.shape(g.box(x - 12, spring + 34, x + 12, ground - 26), "#EAD6AE", ink, 1.0)
        canvas.shape(g.box(x + 3, spring + 34, x + 12, ground - 26), "#CDB184")
        canvas.line([(x + 12, spring + 34), (x + 12, ground - 26)], ink, 1.0)
        for k in range(9):
            y = spring + 44 + k * 19.5
            canvas.line([(x - 12, y + 10), (x, y), (x + 12, y + 10)], ink, 0.55)
        for y0, y1, half in (
            (spring + 26, spring + 34, 16),
            (spring + 12, spring + 26, 14),
            (spring + 2, spring + 12, 19),
            (spring - 8, spring + 2, 22),
        ):
            canvas.shape(g.box(x - half, y0, x + half, y1), "#E3C68F", ink, 1.0)
        for k in range(-1, 2):
            canvas.shape(g.petal(x + k * 9.2, spring + 26, 13, 8, -pi / 2, 0.5), "#B98F54", ink, 0.6)
        for y0, y1, half in (
            (ground - 26, ground - 18, 15),
            (ground - 18, ground - 8, 18),
            (ground - 8, ground, 22),
        ):
            canvas.shape(g.box(x - half, y0, x + half, y1), "#E3C68F", ink, 1.0)
    # Frieze, cornice and cresting.
    base = top - 2
    canvas.shape(g.box(left - 26, base - 4, right + 26, base), "#CDB184", ink, 0.9)
    canvas.shape(g.box(left - 26, base - 50, right + 26, base - 4), "#36506A", ink, 1.0)
    s.straight(
        canvas,
        s.stars(1.4),
        (left - 24, base - 48),
        (right + 24, base - 48),
        42,
        {s.UNDER: "#1F3145", s.MAIN: "#E6D3A8", s.SECOND: "#B5523F", s.HEART: "#36506A"},
        count=15,
    )
    canvas.shape(g.box(left - 32, base - 60, right + 32, base - 50), "#E3C68F", ink, 1.0)
    canvas.shape(g.box(left - 38, base - 68, right + 38, base - 60), "#CDB184", ink, 1.0)
    s.straight(
        canvas,
        s.merlons(0.62),
        (left - 36, base - 96),
        (right + 36, base - 96),
        28,
        {s.MAIN: "#D9BE92", s.HEART: ink},
        count=48,
    )
    # Ground line and the draughtsman's construction: axes, the rise of an arch as circles, scale without figures.
    canvas.line([(40, ground + 36), (960, ground + 36)], ink, 1.8)
    canvas.line([(left - 26, ground), (right + 26, ground)], ink, 1.2)
    canvas.line([(left - 46, ground + 18), (right + 46, ground + 18)], ink, 1.0)
    thin = "#A8643F"
    for i in range(bays):
        cx = left + bay * (i + 0.5)
        for k in range(24):
            y = top - 108 + k * 22
            canvas.line([(cx, y), (cx, y + (12 if k % 2 else 4))], thin, 0.45)
    for x in (left + bay * 2.5 - 62, left + bay * 2.5 + 62):
        canvas.line(g.ring(x, spring, 123, 120), thin, 0.45)
    canvas.line([(56, spring), (944, spring)], thin, 0.45)
    for k in range(11):
        x = 300 + k * 40
        canvas.line([(x, 622), (x, 634)], ink, 0.9)
        if k < 10 and k % 2 == 0:
            canvas.shape(g.box(x, 625, x + 40, 631), ink)
    canvas.line([(300, 625), (700, 625)], ink, 0.9)
    canvas.line([(300, 631), (700, 631)], ink, 0.9)
    canvas.shape(g.box(22, 22, 978, h - 22), None, ink, 1.2)
    canvas.shape(g.box(28, 28, 972, h - 28), None, ink, 0.5)
    drawing = canvas.done()
    # Watercolour: pigment settles unevenly, and white paper is the paper itself.
    drawing = shade(drawing, clouds(size, "wash", 186, 216, 7))
    drawing = shade(drawing, grain(size, "pigment", 192, 208, max(1, width // 1000)))
    return ImageChops.multiply(sheet, drawing)
