"""Wide compositions that stand where a news photograph would: flat, quiet, without words, flags or persons."""

from math import cos, sin, tau

from PIL import Image, ImageChops, ImageDraw

from . import carpets, girih
from . import geometry as g
from . import ornaments as o
from . import strips as s
from .architecture import evenly
from .borders import frame, stripe
from .canvas import Canvas, clouds, glow, grain, shade, slope, soften, veil
from .knots import Sheet, unfold, weave
from .palettes import BLACK, DEEP, INDIGO, IVORY, MADDER, SAFFRON, SKY, TEAL, WALNUT, WARM

PAPER, INK, RED, BLUE, GOLD, CREAM, PINK, LIGHT, GREEN, NIGHT = (
    "#FBF8F2",
    "#1B1A17",
    "#8C1D2C",
    "#1E3A5F",
    "#D9A441",
    "#F0E6CF",
    "#C4705C",
    "#83AABF",
    "#6F7A45",
    "#14233F",
)


def _landscape(width: int) -> tuple[int, int]:
    return width, round(width * 2 / 3)


def _over(picture: Image.Image, samples: int = 2) -> Canvas:
    """A canvas that goes on drawing on a finished picture."""
    canvas = Canvas(*picture.size, "#000000", samples=samples)
    canvas.image = picture.resize(
        (picture.width * samples, picture.height * samples), Image.Resampling.BILINEAR
    )
    canvas.draw = ImageDraw.Draw(canvas.image)
    return canvas


def _printed(picture: Image.Image, seed: str) -> Image.Image:
    """The faint unevenness of a print, so that flat colour is not dead."""
    picture = shade(picture, clouds(picture.size, seed, 195, 205, 4, 1))
    return shade(picture, grain(picture.size, seed + "p", 196, 204, max(1, picture.width // 1400)))


def lattice_dusk(width: int) -> Image.Image:
    size = _landscape(width)
    h = 2000 / 3
    sky = slope(
        size,
        [
            (0, "#101F3C"),
            (0.30, "#2A3D66"),
            (0.52, "#8A5A72"),
            (0.66, "#D98A5B"),
            (0.76, "#F2C078"),
            (1, "#F2C078"),
        ],
    )
    for radius, power, force in ((420, 1.5, 120), (190, 1.2, 170)):
        light = glow(size, 500, 470, radius, power).point([v * force // 255 for v in range(256)])
        sky = veil(sky, "#FFD99A", light)
    view = _over(sky)
    view.shape(g.disc(500, 470, 46), "#FFF0CC")
    for base, swing, paint in (
        (500, 22, "#B5705A"),
        (530, 18, "#86505A"),
        (562, 14, "#553A52"),
        (596, 10, "#2E2A45"),
    ):
        line = [
            (x, base + swing * sin(x / 97 + base) + swing * 0.5 * sin(x / 41 + base * 2))
            for x in range(0, 1001, 8)
        ]
        view.shape([*line, (1000, h), (0, h)], paint)
    for k in range(7):
        y = 604 + k * 9
        view.line([(500 - 120 + k * 12, y), (500 + 120 - k * 12, y)], "#D98A5B", 1.6)
    # The screen: stars of eight on either side of an open arch.
    stars = [star for _, _, _, star, _ in girih.eights(0, 0, 1000, h, 1000 / 12, 1.12)]
    wide = 6.0
    bars = Canvas(*size, 0, "L", 2)
    for star in stars:
        bars.line([*star, star[0], star[1]], 255, wide)
    half = 216.0

    def arch(d: float) -> g.Polygon:
        line = g.pointed_arch(500 - half - d, 500 + half + d, 330, 262 + d * 1.15, 40, 0.62)
        return [(500 - half - d, h + 4), *line, (500 + half + d, h + 4)]

    bars.shape(arch(0), 0)
    mask = bars.done()
    out = view.done()
    shadow = ImageChops.offset(mask, -max(1, width // 400), -max(1, width // 400))
    lit = ImageChops.subtract(shadow, mask)
    lit.paste(0, (0, 0), Canvas(*size, 0, "L", 1).shape(arch(6), 255).done())
    glowing = soften(out, 6)
    out = veil(out, "#241A1C", mask)
    out = veil(out, "#C98A56", lit.point([round(v * 0.55) for v in range(256)]))
    out = ImageChops.screen(out, glowing.point([round(v * 0.10) for v in range(256)] * 3))
    work = _over(out)
    ring = Canvas(*size, 0, "L", 2).shape(arch(40), 255).shape(arch(0), 0).done()
    base = work.done()
    base = veil(base, "#2A1C1B", ring)
    work = _over(base)
    path_out, path_in = arch(33)[1:-1], arch(7)[1:-1]
    a, b = (
        evenly([arch(33)[0], *path_out, arch(33)[-1]], 500),
        evenly([arch(7)[0], *path_in, arch(7)[-1]], 500),
    )
    count = 34

    def along(u: float, v: float) -> g.Point:
        i = min(498.999, max(0.0, u / count * 499))
        k, f = int(i), i - int(i)
        ax, ay = a[k][0] + (a[k + 1][0] - a[k][0]) * f, a[k][1] + (a[k + 1][1] - a[k][1]) * f
        bx, by = b[k][0] + (b[k + 1][0] - b[k][0]) * f, b[k][1] + (b[k + 1][1] - b[k][1]) * f
        return ax + (bx - ax) * v, ay + (by - ay) * v

    s.lay(
        work,
        s.stars(1.5),
        along,
        count,
        {s.UNDER: "#150E10", s.MAIN: "#B9824F", s.SECOND: "#7C4636", s.HEART: "#E3B574"},
    )
    for d, paint in ((38, "#7C5138"), (2, "#C98A56")):
        work.line(arch(d), paint, 2.2)
    # The arch frames clear sky: edges of the frame catch the last light.
    work.shape(g.box(0, h - 12, 500 - half - 40, h), "#1A1214")
    work.shape(g.box(500 + half + 40, h - 12, 1000, h), "#1A1214")
    return _printed(work.done(), "dusk")


def gallery_wall(width: int) -> Image.Image:
    size = _landscape(width)
    h = 2000 / 3
    c = Canvas(*size, "#E9E2D4")
    x0, x1, y0, y1 = 190.0, 810.0, 96.0, 476.0
    c.shape([(0, 0), (1000, 0), (x1, y0), (x0, y0)], "#DCD4C4")
    c.shape([(0, 0), (x0, y0), (x0, y1), (0, h)], "#D9D0BF")
    c.shape([(1000, 0), (x1, y0), (x1, y1), (1000, h)], "#E3DBCB")
    c.shape([(0, h), (0, y1), (1000, y1), (1000, h)], "#A98660")
    # Boards run towards the vanishing point (500, 250); their joints shorten with distance.
    van = (500.0, 250.0)
    for i in range(-24, 25):
        bottom = (500 + i * 62.0, h + 40)
        t = (y1 - van[1]) / (bottom[1] - van[1])
        top = (van[0] + (bottom[0] - van[0]) * t, y1)
        c.line([top, bottom], "#8F6E4B", 1.1)
        for k, y in enumerate((486, 504, 530, 566, 612, 660)):
            if (i + k) % 3 == 0:
                ta, tb = ((y - van[1]) / (bottom[1] - van[1]) for _ in (0, 1))
                nxt = 500 + (i + 1) * 62.0
                c.line(
                    [(van[0] + (bottom[0] - van[0]) * ta, y), (van[0] + (nxt - van[0]) * tb, y)],
                    "#8F6E4B",
                    1.1,
                )
    near = van[1] + 500 * (y1 - van[1]) / (van[0] - x0)
    left, right = [(0, 0), (x0, y0), (x0, y1), (0, near)], [(1000, 0), (x1, y0), (x1, y1), (1000, near)]
    c.shape(left, "#D9D0BF").shape(right, "#E3DBCB")
    # Skirting, cornice, a rail of light in the ceiling.
    c.shape(g.box(x0, y1 - 12, x1, y1), "#CFC5B2")
    c.shape([(0, near - 19), (x0, y1 - 12), (x0, y1), (0, near)], "#C2B8A4")
    c.shape([(1000, near - 19), (x1, y1 - 12), (x1, y1), (1000, near)], "#CDC3B0")
    c.shape([(300, 0), (700, 0), (624, 78), (376, 78)], "#F6F1E6")
    c.shape([(322, 0), (678, 0), (608, 70), (392, 70)], "#FFFDF7")
    for line in ([(x0, y0), (x1, y0)], [(x0, y0), (x0, y1)], [(x1, y0), (x1, y1)]):
        c.line(line, "#C9BFAD", 1.4)
    room = c.done()
    # Pools of light on the wall above each carpet, shadows under the frames.
    scale = width / 1000
    room = shade(room, clouds(size, "room", 196, 204, 4, 1))
    pools = Image.new("L", size, 0)
    for cx in (318, 500, 682):
        pools = ImageChops.lighter(pools, glow(size, cx, 205, 150, 1.1))
    room = veil(room, "#FFFBEF", pools.point([round(v * 0.62) for v in range(256)]))
    gleam = Canvas(*size, 0, "L", 1).shape([(400, 480), (600, 480), (690, h), (310, h)], 64).done()
    room = veil(room, "#FFF3DC", soften(gleam, 24))
    hung = (("boteh_rows", 318, 132), ("round_medallion", 500, 148), ("niche", 682, 132))
    pad, cy = 9.0, 282.0
    frames = [
        (cx - wide / 2 - pad, cy - wide * 0.75 - pad, cx + wide / 2 + pad, cy + wide * 0.75 + pad)
        for _, cx, wide in hung
    ]
    cast = Canvas(*size, 0, "L", 1)
    for ax, ay, bx, by in frames:
        cast.shape(g.box(ax + 4, ay + 9, bx + 5, by + 12), 150)
    room = veil(room, "#4A4034", soften(cast.done(), 5))

    def wall(x: float, slant: float) -> g.Point:
        """A point of a side wall: lines that run into the depth meet in the vanishing point."""
        return x, van[1] + abs(van[0] - x) * slant

    edge = _over(room)
    for ax, ay, bx, by in frames:
        for d, paint in ((0, "#5A3D26"), (1.5, "#7B5636"), (3.6, "#F4EEE0")):
            edge.shape(g.box(ax + d, ay + d, bx - d, by - d), paint)
    for far, close in ((158, 44), (842, 956)):
        for d, paint in ((0, "#4B321F"), (1, "#6A4A2E")):
            sign = 1 if far > close else -1
            edge.shape(
                [
                    wall(close + sign * d * 2, -0.247 + d * 0.004),
                    wall(far - sign * d * 1.4, -0.247 + d * 0.004),
                    wall(far - sign * d * 1.4, 0.582 - d * 0.004),
                    wall(close + sign * d * 2, 0.582 - d * 0.004),
                ],
                paint,
            )
    room = edge.done()
    for name, cx, wide in hung:
        sheet, lots = getattr(carpets, name)()
        pw, px = round(wide * scale), round(wide * 1.5 * scale)
        # Woven at one pixel a knot at least, then reduced: no knot can shimmer against the pixels.
        woven = weave(sheet, name, max(sheet.height, px), lots)
        room.paste(
            woven.resize((pw, px), Image.Resampling.LANCZOS),
            (round((cx - wide / 2) * scale), round((cy - wide * 0.75) * scale)),
        )
    # One carpet on each side wall, drawn into the depth.
    for name, far, close in (("star_lattice", 152, 52), ("serrated_leaves", 848, 948)):
        sheet, lots = getattr(carpets, name)()
        woven = weave(sheet, name, max(400, round(380 * scale)), lots)
        lines = [wall(close, -0.225), wall(far, -0.225), wall(far, 0.56), wall(close, 0.56)]
        if close > far:
            lines = [lines[1], lines[0], lines[3], lines[2]]
        room = _hang(room, woven, [(x * scale, y * scale) for x, y in lines])
    room = _over(room)
    # The bench and its shadow.
    room.shape([(372, 552), (628, 552), (644, 566), (356, 566)], "#8C1D2C")
    room.shape([(356, 566), (644, 566), (644, 580), (356, 580)], "#6E1522")
    for x in (370, 618):
        room.shape(g.box(x, 580, x + 12, 612), "#3B2A1E")
    out = room.done()
    fall = Canvas(*size, 0, "L", 1).shape(g.disc(500, 612, 160, 12), 130).done()
    out = veil(
        out,
        "#3B2A1E",
        ImageChops.subtract(
            soften(fall, 7), Canvas(*size, 0, "L", 1).shape(g.box(356, 540, 644, 581), 255).done()
        ),
    )
    return _printed(out, "gallery")


def _hang(room: Image.Image, picture: Image.Image, quad: list[g.Point]) -> Image.Image:
    """The picture drawn into a four-cornered place (clockwise from the upper left) in true perspective."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    left, top = int(min(xs)), int(min(ys))
    w, h = int(max(xs)) - left + 1, int(max(ys)) - top + 1
    target = [(x - left, y - top) for x, y in quad]
    source = [(0, 0), (picture.width, 0), (picture.width, picture.height), (0, picture.height)]
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(8):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    found = [rows[i][8] / rows[i][i] for i in range(8)]
    warped = picture.transform((w, h), Image.Transform.PERSPECTIVE, found, Image.Resampling.BICUBIC)
    mask = Image.new("L", (w * 3, h * 3), 0)
    ImageDraw.Draw(mask).polygon([(x * 3, y * 3) for x, y in target], fill=255)
    room.paste(warped, (left, top), mask.reduce(3))
    return room


def two_bands(width: int) -> Image.Image:
    size = _landscape(width)
    h = 2000 / 3
    canvas = Canvas(*size, PAPER)
    # A quiet ground: a net of tiny stars in a tone barely darker than the paper.
    for j in range(0, 18):
        for i in range(0, 27):
            x, y = i * 40 + (20 if j % 2 else 0) - 20, j * 40 - 6
            canvas.shape(g.two_squares(x, y, 5), "#F1EADB")
    cy, swing, wide = h / 2, 118.0, 88.0

    def way(t: float, sign: int) -> g.Point:
        return -20 + 1040 * t, cy + sign * swing * cos(tau * 1.5 * (t - 0.5))

    # Both bands are measured along their own length, so that the ornament keeps its proportions on the slopes.
    middle = {sign: evenly([way(k / 900, sign) for k in range(901)], 1201) for sign in (1, -1)}

    def side(t: float, sign: int, off: float) -> g.Point:
        place = min(1199.0, max(1.0, t * 1200))
        i, f = int(place), place - int(place)
        (x, y), (x2, y2), before = middle[sign][i], middle[sign][i + 1], middle[sign][i - 1]
        dx, dy = x2 - before[0], y2 - before[1]
        d = (dx * dx + dy * dy) ** 0.5
        return x + (x2 - x) * f - dy / d * off, y + (y2 - y) * f + dx / d * off

    sets = {
        1: (
            "#8C1D2C",
            "#5E101D",
            {s.UNDER: "#5E101D", s.MAIN: GOLD, s.SECOND: CREAM, s.HEART: "#8C1D2C"},
            s.stars(1.45),
            18,
        ),
        -1: (
            "#1E3A5F",
            "#10233E",
            {s.UNDER: "#10233E", s.LINE: CREAM, s.MAIN: GOLD, s.SECOND: LIGHT, s.HEART: CREAM},
            s.vine(2.1),
            12,
        ),
    }

    def belt(sign: int, a: float, b: float, t0: float = 0.0, t1: float = 1.0) -> g.Polygon:
        ts = [t0 + (t1 - t0) * k / 260 for k in range(261)]
        return [side(t, sign, a) for t in ts] + [side(t, sign, b) for t in reversed(ts)]

    def strand(on: Canvas, sign: int) -> None:
        ground, dark, paints, strip, count = sets[sign]
        on.shape(belt(sign, -wide / 2 - 5, wide / 2 + 5), PAPER)
        on.shape(belt(sign, -wide / 2, wide / 2), dark)
        on.shape(belt(sign, -wide / 2 + 3, wide / 2 - 3), ground)
        for a in (-wide / 2 + 9, wide / 2 - 9):
            on.shape(belt(sign, a - 1.6, a + 1.6), GOLD)
        inner = wide - 30
        s.lay(on, strip, lambda u, v: side(u / count, sign, (v - 0.5) * inner), count, paints)

    strand(canvas, 1)
    strand(canvas, -1)
    below = canvas.done()
    strand(canvas, 1)
    # The crossings: where the wave meets the middle line. The first band lies above at every second of them.
    over = Canvas(*size, 0, "L", 2)
    for t in (0.5 - 0.5 / 3 - 1 / 3, 0.5 + 0.5 / 3):
        over.shape(belt(1, -wide / 2 - 5, wide / 2 + 5, t - 0.10, t + 0.10), 255)
    canvas = _over(Image.composite(canvas.done(), below, over.done()))
    for x in (500 - 1040 / 3, 500, 500 + 1040 / 3):
        canvas.shape(
            g.two_squares(x, cy, 40), GOLD if x == 500 else CREAM, "#B9862C" if x == 500 else GOLD, 2
        )
        canvas.shape(g.rosette(x, cy, 3, 26, 8), RED if x == 500 else BLUE)
        canvas.shape(g.disc(x, cy, 7), CREAM)
    for y in (26, h - 26):
        for k in (-1, 1):
            canvas.line([(0, y + k * 12), (1000, y + k * 12)], "#D9C8A2", 1.4)
        s.straight(canvas, s.hooks(1.3), (0, y - 8), (1000, y - 8), 16, {s.MAIN: "#D9C8A2"}, count=48)
    return _printed(canvas.done(), "bands")


def steps(width: int) -> Image.Image:
    size = _landscape(width)
    h = 2000 / 3
    wall = slope(size, [(0, "#14233F"), (0.5, "#1E3A5F"), (1, "#2A4A72")])
    light = glow(size, 500, 210, 520, 1.4)
    wall = veil(wall, "#6D86A8", light.point([v * 110 // 255 for v in range(256)]))
    c = _over(wall)
    # A faint field of stars on the wall.
    for _, _x, y, star, _ in girih.eights(0, 0, 1000, 420, 1000 / 14, 1.12):
        if y < 440:
            c.line([*star, star[0], star[1]], "#34547E", 1.0)
    # The arch, nested frames, then light.
    base = 312.0
    for d, paint in (
        (56, "#10213C"),
        (53, GOLD),
        (50, "#8C1D2C"),
        (22, GOLD),
        (19, "#10213C"),
        (14, "#F6DFA8"),
    ):
        line = g.pointed_arch(500 - 92 - d, 500 + 92 + d, 196, 128 + d * 1.1, 40, 0.62)
        c.shape([(500 - 92 - d, base), *line, (500 + 92 + d, base)], paint)
    outer = g.pointed_arch(500 - 92 - 46, 500 + 92 + 46, 196, 128 + 46 * 1.1, 40, 0.62)
    inner = g.pointed_arch(500 - 92 - 26, 500 + 92 + 26, 196, 128 + 26 * 1.1, 40, 0.62)
    a = evenly([(500 - 138, base), *outer, (500 + 138, base)], 400)
    b = evenly([(500 - 118, base), *inner, (500 + 118, base)], 400)
    count = 32

    def along(u: float, v: float) -> g.Point:
        i = min(398.999, max(0.0, u / count * 399))
        k, f = int(i), i - int(i)
        ax, ay = a[k][0] + (a[k + 1][0] - a[k][0]) * f, a[k][1] + (a[k + 1][1] - a[k][1]) * f
        bx, by = b[k][0] + (b[k + 1][0] - b[k][0]) * f, b[k][1] + (b[k + 1][1] - b[k][1]) * f
        return ax + (bx - ax) * v, ay + (by - ay) * v

    s.lay(
        c, s.stars(1.4), along, count, {s.UNDER: "#5E101D", s.MAIN: GOLD, s.SECOND: CREAM, s.HEART: "#8C1D2C"}
    )
    mid = c.done()
    shine = (
        Canvas(*size, 0, "L", 2)
        .shape([(408, base), *g.pointed_arch(408, 592, 196, 128, 40, 0.62), (592, base)], 255)
        .done()
    )
    day = slope(size, [(0, "#FFF6DC"), (0.28, "#FFE9B8"), (0.5, "#F2C878"), (1, "#F2C878")])
    mid.paste(day, (0, 0), shine)
    c = _over(mid)
    # Seven steps, each nearer one wider, taller, with its own ornament on the riser.
    tops = [312.0]
    for k in range(7):
        tops.append(tops[-1] + 13 + k * 4.6 + 20 + k * 5.0)
    stretch = (h - base) / (tops[-1] - base)
    y = base
    kinds = [
        (s.beads(1.4), {s.MAIN: GOLD, s.UNDER: "#7A2530", s.HEART: CREAM}, "#A93A3A"),
        (s.merlons(0.8), {s.MAIN: CREAM, s.HEART: BLUE}, "#2E5482"),
        (s.key(), {s.MAIN: "#7A2530"}, "#D9A441"),
        (s.hooks(1.2), {s.MAIN: CREAM}, "#37685F"),
        (s.petals(0.7), {s.UNDER: "#5E101D", s.MAIN: GOLD, s.HEART: RED, s.SECOND: CREAM}, "#8C1D2C"),
        (s.stars(1.5), {s.UNDER: NIGHT, s.MAIN: CREAM, s.SECOND: GOLD, s.HEART: BLUE}, "#1E3A5F"),
        (
            s.vine(2.2),
            {s.LINE: "#5E3A1C", s.UNDER: "#F0E6CF", s.MAIN: RED, s.SECOND: "#2E5482", s.HEART: GOLD},
            "#EAD9B0",
        ),
    ]
    for k, (strip, paints, ground) in enumerate(kinds):
        tread, riser = (13 + k * 4.6) * stretch, (20 + k * 5.0) * stretch
        half0, half1 = 150 + k * 62, 150 + (k + 0.62) * 62
        # The tread is lit from the arch; the riser faces us.
        c.shape(
            [
                (500 - half0 + 22, y),
                (500 + half0 - 22, y),
                (500 + half1, y + tread),
                (500 - half1, y + tread),
            ],
            "#F3E6C8" if k < 3 else "#E6D6B4",
        )
        c.line([(500 - half1, y + tread), (500 + half1, y + tread)], "#FFF7E2", 1.4)
        y += tread
        c.shape(g.box(500 - half1, y, 500 + half1, y + riser), ground)
        c.shape(g.box(500 - half1, y, 500 + half1, y + riser * 0.09), "#C9B288")
        c.shape(g.box(500 - half1, y + riser * 0.94, 500 + half1, y + riser), "#10213C")
        n = max(4, round(2 * half1 / (strip.width * riser * 0.70)))
        n += n % 2
        s.straight(
            c,
            strip,
            (500 - half1, y + riser * 0.16),
            (500 + half1, y + riser * 0.16),
            riser * 0.70,
            paints,
            count=n,
        )
        y += riser
    out = c.done()
    beam = Canvas(*size, 0, "L", 1).shape([(430, base - 10), (570, base - 10), (760, h), (240, h)], 48).done()
    out = veil(out, "#FFE7B0", soften(beam, 40))
    halo = glow(size, 500, 215, 230, 1.5)
    out = ImageChops.screen(
        out, Image.merge("RGB", [halo.point([v * k // 255 for v in range(256)]) for k in (74, 56, 26)])
    )
    return _printed(out, "steps")


def waves_olive(width: int) -> Image.Image:
    size = _landscape(width)
    h = 2000 / 3
    sky = slope(size, [(0, "#F3E7CC"), (0.45, "#F6EBD3"), (0.62, "#EAD3AE"), (1, "#EAD3AE")])
    sky = veil(sky, "#FFFDF2", glow(size, 500, 300, 380, 1.2).point([v * 150 // 255 for v in range(256)]))
    c = _over(sky)
    for r, paint in ((118, "#F4D9A0"), (104, "#F7E2B4"), (90, "#E9B65E")):
        c.shape(g.disc(500, 300, r), paint)
    for k in range(48):
        a = tau * k / 48
        c.shape(g.petal(500 + 126 * cos(a), 300 + 126 * sin(a), 15 if k % 2 else 24, 5, a, 0.4), "#E9C680")
    # Waves: rows of curling crests, nearer rows larger and deeper in colour, every second row shifted and reversed.
    rows = [
        ("#A9C4C9", 372, 40, 22),
        ("#7FA8B8", 404, 48, 18),
        ("#5688A3", 444, 58, 15),
        ("#386A90", 492, 70, 12),
        ("#264F79", 548, 84, 10),
        ("#1B3A60", 612, 98, 8),
    ]
    crest = s.hooks(1.7)
    for k, (paint, y, tall, count) in enumerate(rows):
        step = 1100 / count
        flip_ = k % 2

        def mapping(u: float, v: float, y=y, tall=tall, step=step, flip_=flip_) -> g.Point:
            x = -50 + u * step
            return (1000 - x if flip_ else x), y - tall * 0.55 + tall * v

        s.lay(c, crest, mapping, count, {s.MAIN: paint})
        c.shape(g.box(0, y + tall * 0.42, 1000, h + 2), paint)
        light = ("#C9DCDD", "#A9C7D0", "#86AFC4", "#6B98B8", "#4F7CA6", "#3B648F")[k]
        for i in range(count):
            # A lighter line follows each crest, a bead of foam sits in its curl.
            line = [
                mapping(i + u / 1.7, v)
                for u, v in g.curve(
                    [(0.06, 0.92), (0.30, 0.66), (0.52, 0.36), (0.86, 0.20), (1.28, 0.25), (1.45, 0.42)], 8
                )
            ]
            c.line(line, light, max(1.0, tall / 26))
            c.dots([mapping(i + 1.22 / 1.7, 0.50)], tall * 0.045, CREAM)
        for i in range(count * 2):
            x, yy = mapping(i / 2 + 0.25, 1.12)
            c.shape(g.petal(x - tall * 0.16, yy, tall * 0.32, tall * 0.06, 0, 0.5), light)
    # The branch: two boughs from the sides that meet above the sun.
    for way in (-1, 1):

        def paint(points: g.Polygon, tone: str, way=way) -> None:
            c.shape(points if way > 0 else g.flip(points, 500), tone)

        def at(x: float, y: float) -> g.Point:
            return 500 + x, y

        bough = g.curve([at(520, 214), at(430, 128), at(320, 82), at(200, 66), at(90, 74), at(16, 96)], 14)
        paint(g.ribbon(bough, 11, 2.4), "#6B4A33")
        twigs = []
        for i in range(6, len(bough) - 3, 9):
            a = g.heading(bough, i)
            turn = 0.75 * (1 if (i // 9) % 2 else -1)
            reach = 64 if turn > 0 else 52
            x, y = bough[i]
            end = (x + reach * cos(a + turn), y + reach * sin(a + turn))
            twig = g.bezier(
                (x, y),
                (x + reach * 0.4 * cos(a + turn * 0.4), y + reach * 0.4 * sin(a + turn * 0.4)),
                (x + reach * 0.75 * cos(a + turn * 0.8), y + reach * 0.75 * sin(a + turn * 0.8)),
                end,
                12,
            )
            twigs.append(twig)
        for line, every in [(bough, 4), *((t, 2) for t in twigs)]:
            if line is not bough:
                paint(g.ribbon(line, 4, 1.2), "#6B4A33")
            for _n, i in enumerate(range(3 if line is bough else 2, len(line), every)):
                for turn in (0.62, -0.62):
                    a = g.heading(line, i) + turn
                    length = 40 if line is bough else 34
                    paint(g.petal(*line[i], length, 10.5, a, 0.5), "#5D7148" if turn > 0 else "#7E8D58")
                    paint(g.petal(*line[i], length, 4.2, a + 0.10, 0.5), "#8FA06C" if turn > 0 else "#A3AF78")
        for t, (dx, dy) in zip(
            twigs, ((6, 16), (-4, 18), (8, 15), (-6, 16), (4, 17), (0, 16), (5, 15), (3, 16)), strict=False
        ):
            x, y = t[7]
            paint(g.ribbon([(x, y), (x + dx * 0.6, y + dy * 0.6)], 1.6), "#6B4A33")
            paint(g.turn(g.disc(x + dx, y + dy + 6, 7.6, 10.5), 0.2, x + dx, y + dy + 6), "#3E4A2E")
            paint(g.disc(x + dx - 0.6, y + dy + 5.2, 6.2, 9), "#5A6A3C")
            paint(g.disc(x + dx - 2.4, y + dy + 2.4, 1.9, 3), "#B9C28E")
    return _printed(c.done(), "olive")


def anniversary_rings(width: int) -> Image.Image:
    size = _landscape(width)
    h = 2000 / 3
    c = Canvas(*size, "#6E1522")
    centre = (500.0, h / 2)
    rings = [
        (640, "#5E101D", None, {}, 0),
        (
            596,
            "#7A1826",
            s.arcade(0.72),
            {s.MAIN: "#A63A3C", s.UNDER: "#7A1826", s.SECOND: "#C98A50", s.HEART: "#7A1826"},
            96,
        ),
        (
            536,
            "#14233F",
            s.stars(1.5),
            {s.UNDER: "#0B1528", s.MAIN: GOLD, s.SECOND: PINK, s.HEART: "#14233F"},
            40,
        ),
        (
            468,
            "#E9DCC0",
            s.vine(2.1),
            {s.LINE: "#6B4A33", s.UNDER: "#E9DCC0", s.MAIN: RED, s.SECOND: "#2E5482", s.HEART: GOLD},
            20,
        ),
        (
            392,
            "#8C1D2C",
            s.botehs(0.9),
            {s.UNDER: "#5E101D", s.MAIN: GOLD, s.SECOND: CREAM, s.HEART: RED},
            44,
        ),
        (
            332,
            "#1E3A5F",
            s.palmettes(1.15),
            {s.LINE: LIGHT, s.UNDER: "#14233F", s.MAIN: CREAM, s.SECOND: GOLD, s.HEART: PINK},
            30,
        ),
        (270, "#D9A441", s.key(), {s.MAIN: "#6E1522"}, 44),
        (
            236,
            "#37685F",
            s.petals(0.6),
            {s.UNDER: "#1F4540", s.MAIN: CREAM, s.HEART: "#37685F", s.SECOND: GOLD},
            44,
        ),
        (
            190,
            "#EAD9B0",
            s.guilloche(1.3),
            {s.UNDER: "#5E101D", s.MAIN: RED, s.SECOND: BLUE, s.LINE: CREAM, s.HEART: GOLD},
            24,
        ),
        (148, "#14233F", s.hooks(1.2), {s.MAIN: "#C9A45A"}, 26),
        (118, "#8C1D2C", None, {}, 0),
    ]
    for k, (r, ground, strip, paints, count) in enumerate(rings):
        nxt = rings[k + 1][0] if k + 1 < len(rings) else 0
        for grow, paint in ((3.4, "#3A0B13"), (2.0, GOLD), (-0.6, ground)):
            c.shape(g.disc(*centre, r + grow), paint)
        if strip:
            pad = (r - nxt) * 0.13
            s.around(c, strip, centre, r - pad, nxt + pad + 3, paints, count)
    cx, cy = centre
    for i in range(24):
        a = tau * i / 24
        c.shape(
            g.petal(cx + 52 * cos(a), cy + 52 * sin(a), 60 if i % 2 else 52, 15, a, 0.55),
            "#E7BE67" if i % 2 else "#C98A3A",
        )
    c.shape(g.disc(cx, cy, 62), "#6E1522")
    for i, p in enumerate(g.rosette(cx, cy, 6, 58, 12, 0, 0.95)):
        c.shape(p, "#F0CD7E" if i % 2 else "#DDA845")
    c.shape(g.disc(cx, cy, 25), "#8C1D2C")
    c.shape(g.rosette(cx, cy, 2, 21, 8, 0, 0.95), "#F6E3B2")
    c.shape(g.disc(cx, cy, 6), GOLD)
    out = c.done()
    light = glow(size, 500, 333, 620, 0.8).point([182 + v * 34 // 255 for v in range(256)])
    out = shade(out, light)
    out = ImageChops.screen(
        out,
        Image.merge(
            "RGB",
            [glow(size, 500, 333, 260, 1.4).point([v * k // 255 for v in range(256)]) for k in (52, 38, 14)],
        ),
    )
    return _printed(out, "rings")


def social(width: int) -> Image.Image:
    """1200 × 630: a carpet of its own, two pixels to the knot."""
    columns, rows = 600, 315
    quarter = Sheet((columns + 1) // 2, (rows + 1) // 2, MADDER)
    inset = frame(
        quarter,
        [
            stripe(2, BLACK),
            o.slant(6, 18, (IVORY, INDIGO, SAFFRON, MADDER)),
            stripe(2, BLACK),
            o.leaf_and_cup(40, 42, IVORY, (MADDER, INDIGO, TEAL, SAFFRON), (WALNUT, SAFFRON), BLACK),
            stripe(2, BLACK),
            o.reciprocal(9, 12, IVORY, DEEP),
        ],
    )
    whole = unfold(quarter, columns, rows)
    field = Sheet(columns - 2 * inset, rows - 2 * inset, MADDER)
    cx, cy = field.width / 2, field.height / 2
    middle = o.hooked_lozenge(254, 192, 8, INDIGO, IVORY, BLACK, 12)
    middle.shape(g.stepped_lozenge(127, 96, 96, 70, 8), IVORY, BLACK)
    middle.shape(g.stepped_lozenge(127, 96, 92, 66, 8), DEEP)
    for x in (-62, 62):
        middle.centre(o.hooked_lozenge(34, 34, 3, SAFFRON, IVORY, BLACK, 6), 127 + x, 96)
    middle.centre(o.eight_star(88, (IVORY, SAFFRON, MADDER, INDIGO)), 127, 96)
    side = o.hooked_lozenge(112, 132, 6, IVORY, SAFFRON, BLACK, 10)
    side.shape(g.stepped_lozenge(56, 66, 37, 46, 6), TEAL, BLACK)
    side.centre(o.flower(44, 8, SAFFRON, IVORY, MADDER, BLACK), 56, 66)
    for x in (cx - 172, cx + 172):
        field.centre(side.fourfold(), x, cy)
    field.centre(middle.fourfold(), cx, cy)
    field = field.fourfold()
    motifs = [
        o.flower(23, 8, SAFFRON, IVORY, INDIGO, BLACK),
        o.small_star(15, IVORY, INDIGO, BLACK),
        o.s_form(1, SAFFRON).outlined(BLACK),
        o.cross_flower(1, IVORY, INDIGO, SAFFRON),
        o.small_star(7, SKY, IVORY),
        o.bird_track(1, SAFFRON, IVORY),
    ]
    carpets.scatter(field, MADDER, motifs, "social", 160, 3)
    whole.put(field.fourfold(), inset, inset)
    return weave(whole, "social", width, WARM)
