"""Glazed ware: a dish seen from above, a footed bowl seen from the side, a panel of tiles."""

import itertools
from math import cos, pi, sin, sqrt, tau
from random import Random

from PIL import Image, ImageChops

from . import geometry as g
from . import strips as s
from .canvas import Canvas, clouds, glow, grain, relief, shade, slope, soften, veil

COBALT, BLUE, TURQUOISE, MANGANESE, WHITE, GREEN, OCHRE, RED = (
    "#1D3F86",
    "#3A66AE",
    "#2E9AA0",
    "#4B2A3C",
    "#F3EFE4",
    "#5A8A55",
    "#D39A34",
    "#A83A2E",
)


def _table(size: tuple[int, int], top: str, bottom: str, seed: str) -> Image.Image:
    ground = slope(size, [(0, top), (1, bottom)])
    return shade(ground, clouds(size, seed, 196, 204, 4, 1))


def _glaze(picture: Image.Image, seed: str) -> Image.Image:
    """The colour pools and thins under the glaze; pinholes and faint crackle catch the light."""
    picture = shade(picture, clouds(picture.size, seed, 176, 222, 9))
    return shade(picture, grain(picture.size, seed + "g", 192, 208, max(1, max(picture.size) // 900)))


def dish_rings(size: int) -> Image.Image:
    canvas = Canvas(size, size, WHITE)
    c = (500, 500)
    rim = 462
    line = "#17336F"
    canvas.shape(g.disc(*c, rim), "#5E3A2C")
    canvas.shape(g.disc(*c, rim - 5), WHITE)
    for r, w, paint in (
        (454, 2.2, line),
        (420, 2.6, line),
        (414, 1.2, TURQUOISE),
        (318, 1.2, TURQUOISE),
        (312, 2.8, line),
        (284, 2.4, line),
        (176, 2.4, line),
        (168, 1.2, TURQUOISE),
    ):
        canvas.line(g.ring(*c, r), paint, w)
    s.around(
        canvas,
        s.petals(0.62),
        c,
        453,
        421,
        {s.UNDER: line, s.MAIN: "#7EA3D6", s.HEART: WHITE, s.SECOND: TURQUOISE},
        72,
    )
    s.around(
        canvas,
        s.vine(2.0),
        c,
        412,
        320,
        {s.LINE: line, s.UNDER: line, s.MAIN: TURQUOISE, s.SECOND: BLUE, s.HEART: WHITE},
        13,
    )
    s.around(canvas, s.key(), c, 310, 287, {s.MAIN: MANGANESE}, 64)
    # The well: sixteen lobed fields with a boteh in each, cobalt and white by turns.
    for i in range(16):
        a = -pi / 2 + tau * i / 16
        dark = i % 2 == 0
        field = [
            (a + (t - 0.5) * tau / 16 * 0.94, 180 + (102 * (1 - (2 * abs(t - 0.5)) ** 2.2 * 0.42)))
            for t in [k / 20 for k in range(21)]
        ]
        inner = [(a + tau / 16 * 0.47, 179), (a - tau / 16 * 0.47, 179)]
        canvas.shape(g.polar(*c, field + inner), COBALT if dark else WHITE, line, 2.2)
        x, y = 500 + 226 * cos(a), 500 + 226 * sin(a)
        for size_, paint in (
            (64, WHITE if dark else line),
            (55, TURQUOISE if dark else "#8DB0DC"),
            (32, WHITE),
        ):
            canvas.shape(g.turn(g.boteh(x, y, size_, 1), a + pi / 2, x, y), paint)
        canvas.shape(g.rosette(x - 4 * cos(a), y - 4 * sin(a), 1, 8, 6), COBALT)
        b = a + tau / 32
        canvas.shape(
            g.turn(
                g.lozenge(500 + 268 * cos(b), 500 + 268 * sin(b), 7, 11),
                b + pi / 2,
                500 + 268 * cos(b),
                500 + 268 * sin(b),
            ),
            MANGANESE,
        )
    s.around(canvas, s.beads(1.0), c, 166, 150, {s.UNDER: line, s.MAIN: TURQUOISE, s.HEART: WHITE}, 60)
    canvas.line(g.ring(*c, 147), line, 2.4)
    # The heart: a twelve-pointed star of leaves around a rosette.
    canvas.shape(g.disc(*c, 143), "#E9EEF2")
    for i in range(24):
        a = tau * i / 24
        if i % 2:
            canvas.shape(g.petal(500 + 40 * cos(a), 500 + 40 * sin(a), 98, 30, a), BLUE, line, 2)
        canvas.dots([(500 + 132 * cos(a), 500 + 132 * sin(a))], 4.2, MANGANESE)
    for i in range(12):
        a = tau * i / 12
        canvas.shape(g.petal(500 + 34 * cos(a), 500 + 34 * sin(a), 92, 38, a, 0.5), TURQUOISE, line, 2)
        canvas.line(
            [(500 + 56 * cos(a), 500 + 56 * sin(a)), (500 + 108 * cos(a), 500 + 108 * sin(a))], line, 1.8
        )
    canvas.shape(g.disc(*c, 52), WHITE, line, 2.4)
    canvas.shape(g.rosette(*c, 6, 46, 12, 0, 0.95), MANGANESE)
    canvas.shape(g.disc(*c, 20), WHITE, line, 2.4)
    canvas.shape(g.rosette(*c, 2, 16, 8, 0, 0.9), COBALT)
    dish = _glaze(canvas.done(), "dish")

    # A profile: the lip rises, the rim is flat, the wall falls to the well.
    profile = Image.radial_gradient("L")
    values = []
    for v in range(256):
        r = v / 255 * 500 * 1.0
        edge = max(0.0, 1 - abs(r - 458) / 9)
        wall = 1 / (1 + 2.718 ** (-(r - 300) / 12))
        values.append(round(90 + 110 * wall + 45 * edge))
    height = soften(profile.point(values).resize((size, size), Image.Resampling.BICUBIC), 4)
    dish = shade(dish, relief(height, max(2, size // 130), 2.2), 1.0)
    shine = glow((size, size), 350, 300, 260, 1.8).point([v * 105 // 255 for v in range(256)])
    dish = veil(dish, "#FFFFFF", ImageChops.multiply(shine, clouds((size, size), "shine", 120, 255, 7)))
    window = Canvas(size, size, 0, "L", 1)
    for x in (296, 336):
        window.shape([(x, 262), (x + 30, 252), (x + 26, 322), (x - 6, 330)], 150)
    dish = veil(dish, "#FFFFFF", soften(window.done(), 5))

    mask = Canvas(size, size, 0, "L", 2).shape(g.disc(*c, rim), 255).done()
    ground = _table((size, size), "#D9D3C6", "#BFB7A7", "table")
    shadow = soften(Canvas(size, size, 0, "L", 1).shape(g.disc(512, 522, rim - 2), 165).done(), 16)
    ground = veil(ground, "#3A3128", shadow)
    ground.paste(dish, (0, 0), mask)
    return ground


def bowl_vines(width: int) -> Image.Image:
    height = round(width * 3 / 4)
    size = (width, height)
    ground = slope(size, [(0, "#CFC9BC"), (0.62, "#DDD7CA"), (0.66, "#C6BDAC"), (1, "#AFA593")])
    ground = shade(ground, clouds(size, "wall", 196, 204, 4, 1))
    cx, lip, rx, squash = 500.0, 226.0, 352.0, 0.245
    foot_y, foot_r = 648.0, 136.0

    def radius(t: float) -> float:
        """The wall's radius from the lip (0) to where it meets the foot (1)."""
        return foot_r * 0.90 + (rx - foot_r * 0.90) * sqrt(max(0.0, 1 - t**2.1)) ** 0.92

    def y_at(t: float) -> float:
        return lip + (foot_y - 54 - lip) * t

    shadow = Canvas(*size, 0, "L", 1)
    shadow.shape(g.disc(cx + 34, foot_y + 10, 300, 52), 120).shape(g.disc(cx + 8, foot_y + 4, 168, 32), 210)
    ground = veil(ground, "#2E2620", soften(shadow.done(), 17))

    body = Canvas(*size, WHITE)
    side = [(cx + radius(k / 40), y_at(k / 40)) for k in range(41)]
    foot = [(cx + foot_r * 0.86, y_at(1)), (cx + foot_r * 0.84, y_at(1) + 16), (cx + foot_r, foot_y - 4)]
    base = [
        (cx + foot_r * cos(a), foot_y - 4 + foot_r * 0.20 * sin(a)) for a in [pi * k / 24 for k in range(25)]
    ]
    right = side + foot
    outline = right + base + g.flip(right[::-1], cx)

    def wall(u: float, t: float) -> g.Point:
        """u is the angle from the middle of what is seen, t the share of the way down."""
        r = radius(t)
        return cx + r * sin(u), y_at(t) + r * squash * cos(u) * (1 - 0.55 * t)

    def girdle(
        strip: s.Strip, t0: float, t1: float, count: int, paints: s.Paints, swap: bool = False
    ) -> None:
        step = tau / count

        def mapping(u: float, v: float) -> g.Point:
            return wall((u - count / 4) * step, t0 + (t1 - t0) * v)

        s.lay(body, strip, mapping, count // 2, paints, swap)

    def belt(t: float, paint: str, thick: float) -> None:
        body.line([wall(pi * (k / 60 - 0.5), t) for k in range(61)], paint, thick)

    def band(t0: float, t1: float, paint: str) -> None:
        a = [wall(pi * (k / 60 - 0.5), t0) for k in range(61)]
        b = [wall(pi * (k / 60 - 0.5), t1) for k in range(61)]
        body.shape(a + b[::-1], paint)

    line = "#17336F"
    band(0.0, 0.05, TURQUOISE)
    girdle(s.beads(1.0), 0.055, 0.105, 56, {s.UNDER: line, s.MAIN: OCHRE, s.HEART: WHITE})
    belt(0.05, line, 3)
    belt(0.11, line, 3)
    belt(0.122, TURQUOISE, 1.6)
    girdle(
        s.vine(2.1),
        0.135,
        0.475,
        14,
        {s.LINE: line, s.UNDER: line, s.MAIN: TURQUOISE, s.SECOND: "#5E86C4", s.HEART: OCHRE},
    )
    belt(0.488, TURQUOISE, 1.6)
    belt(0.50, line, 3)
    band(0.50, 0.575, COBALT)
    girdle(s.key(), 0.508, 0.568, 52, {s.MAIN: "#DFE6EC"})
    belt(0.575, line, 3)
    girdle(
        s.petals(0.42),
        0.98,
        0.59,
        36,
        {s.UNDER: line, s.MAIN: "#86A8DA", s.HEART: WHITE, s.SECOND: TURQUOISE},
        False,
    )
    body.line(
        [
            (cx - foot_r * 0.86, y_at(1)),
            *[
                (cx + foot_r * 0.86 * cos(a), y_at(1) + 26 * sin(a))
                for a in [pi - pi * k / 20 for k in range(21)]
            ],
        ],
        line,
        3,
    )
    stand = [
        (cx - foot_r * 0.86, y_at(1)),
        *[(cx - foot_r * 0.86 * cos(a), y_at(1) + 26 * sin(a)) for a in [pi * k / 20 for k in range(21)]],
    ]
    body.shape([*stand, (cx + foot_r, foot_y - 4), *base, (cx - foot_r, foot_y - 4)], TURQUOISE)
    outside = _glaze(body.done(), "bowl")
    # Light from the left: a bright flank, a turned-away right side.
    across = slope(
        size,
        [
            (0, "#6E6E6E"),
            (0.16, "#9A9A9A"),
            (0.33, "#DADADA"),
            (0.46, "#CDCDCD"),
            (0.70, "#9A9A9A"),
            (0.84, "#6B6B6B"),
            (1, "#666666"),
        ],
        True,
    ).convert("L")
    outside = shade(outside, across, 0.95)
    down = slope(
        size, [(0, "#C8C8C8"), (0.45, "#C8C8C8"), (0.80, "#A2A2A2"), (0.90, "#7C7C7C"), (1, "#7C7C7C")]
    ).convert("L")
    outside = shade(outside, down, 0.8)
    mask = Canvas(*size, 0, "L", 2).shape(outline, 255).done()
    ground.paste(outside, (0, 0), mask)

    # The inside, seen through the mouth: of the far wall so much as the near lip leaves free.
    inner = Canvas(*size, "#2C969D")

    def far(u: float, t: float) -> g.Point:
        r = radius(t) - 7
        return cx + r * sin(u), y_at(t) - r * squash * cos(u)

    def far_girdle(strip: s.Strip, t0: float, t1: float, count: int, paints: s.Paints) -> None:
        step = tau / count
        s.lay(inner, strip, lambda u, v: far((u - count / 4) * step, t0 + (t1 - t0) * v), count // 2, paints)

    def far_belt(t: float, paint: str, thick: float) -> None:
        inner.line([far(pi * (k / 60 - 0.5), t) for k in range(61)], paint, thick)

    deep_line = "#134A63"
    far_girdle(
        s.arcade(0.8),
        0.005,
        0.095,
        56,
        {s.MAIN: "#1C5F77", s.UNDER: "#43AEB0", s.SECOND: deep_line, s.HEART: "#D2E8E1"},
    )
    far_belt(0.10, deep_line, 3)
    far_belt(0.113, "#D2E8E1", 1.4)
    far_girdle(
        s.vine(2.1),
        0.125,
        0.345,
        16,
        {s.LINE: deep_line, s.MAIN: "#164F6C", s.SECOND: "#1B6D80", s.HEART: "#D8EBE4"},
    )
    far_belt(0.36, "#D2E8E1", 1.4)
    far_belt(0.373, deep_line, 3)
    far_girdle(s.petals(0.6), 0.385, 0.54, 36, {s.UNDER: deep_line, s.MAIN: "#2A8C98", s.HEART: "#1B6D80"})
    inside = _glaze(inner.done(), "inside")
    depth = slope(
        size,
        [
            (0, "#7A7A7A"),
            (0.185, "#7A7A7A"),
            (0.26, "#B4B4B4"),
            (0.33, "#D0D0D0"),
            (0.42, "#9C9C9C"),
            (1, "#9C9C9C"),
        ],
    ).convert("L")
    inside = shade(inside, depth, 1.0)
    inside = shade(
        inside,
        slope(size, [(0, "#828282"), (0.3, "#9A9A9A"), (0.72, "#DCDCDC"), (1, "#B8B8B8")], True).convert("L"),
        0.9,
    )
    lit = Canvas(*size, 0, "L", 1).shape(g.disc(cx + 172, lip - 6, 70, 17), 120).done()
    inside = veil(inside, "#F4FFFB", soften(lit, 9))
    mouth_mask = Canvas(*size, 0, "L", 2).shape(g.disc(cx, lip, rx - 7, (rx - 7) * squash), 255).done()
    rim = Canvas(*size, "#E9E4D6").done()
    rim = shade(rim, across, 0.6)
    rim_mask = Canvas(*size, 0, "L", 2).shape(g.disc(cx, lip, rx + 1, (rx + 1) * squash), 255).done()
    ground.paste(rim, (0, 0), rim_mask)
    ground.paste(inside, (0, 0), mouth_mask)
    shine = Canvas(*size, 0, "L", 1)
    shine.shape([wall(-0.62, 0.10), wall(-0.46, 0.10), wall(-0.47, 0.46), wall(-0.58, 0.44)], 190)
    shine.shape([wall(-0.42, 0.10), wall(-0.36, 0.10), wall(-0.38, 0.42), wall(-0.43, 0.42)], 120)
    return veil(ground, "#FFFFFF", soften(shine.done(), 5))


def tiles_interlaced_stars(height: int) -> Image.Image:
    width = round(height * 3 / 4)
    size = (width, height)
    canvas = Canvas(width, height, COBALT)
    edge = 62.5
    field_w, _field_h = canvas.width - 2 * edge, canvas.height - 2 * edge
    tile = field_w / 5
    white, dark = "#F1ECDD", "#132C63"

    # Straps: around every crossing of the net lies an eight-pointed star; its sides run on to the next star.
    nodes = [(edge + c * tile, edge + r * tile) for r in range(0, 8) for c in range(0, 6)]
    centres = [(edge + (c + 0.5) * tile, edge + (r + 0.5) * tile) for r in range(-1, 8) for c in range(-1, 6)]
    R = tile * 0.5
    for x, y in centres:
        canvas.shape(g.regular(x, y, R * 0.56, 8, pi / 8), TURQUOISE)
    for n, (x, y) in enumerate(nodes):
        canvas.shape(g.two_squares(x, y, R * 0.62), OCHRE if n % 2 else RED)
    straps = []
    for x, y in centres:
        for i in range(8):
            a = tau * i / 8
            straps.append(
                [
                    (x + R * 0.80 * cos(a), y + R * 0.80 * sin(a)),
                    (x + R * 0.80 * cos(a + 3 * tau / 8), y + R * 0.80 * sin(a + 3 * tau / 8)),
                ]
            )
        for i in range(4):
            a = tau * i / 4
            straps.append(
                [(x + R * 0.80 * cos(a), y + R * 0.80 * sin(a)), (x + R * 1.2 * cos(a), y + R * 1.2 * sin(a))]
            )
    for x, y in nodes:
        for i in range(4):
            a, b = tau * i / 4, tau * i / 4 + tau / 4
            straps.append(
                [
                    (x + R * 0.68 * cos(a), y + R * 0.68 * sin(a)),
                    (x + R * 0.68 * cos(b), y + R * 0.68 * sin(b)),
                ]
            )
            a, b = a + tau / 8, b + tau / 8
            straps.append(
                [
                    (x + R * 0.68 * cos(a), y + R * 0.68 * sin(a)),
                    (x + R * 0.68 * cos(b), y + R * 0.68 * sin(b)),
                ]
            )
    for paint, thick in ((dark, 8.8), (white, 5.6)):
        for strap in straps:
            canvas.line(strap, paint, thick)
            canvas.dots(strap, thick / 2, paint)
    for x, y in centres:
        canvas.shape(g.rosette(x, y, 3, R * 0.27, 8, pi / 8, 0.95), WHITE, dark, 1.6)
        canvas.shape(g.disc(x, y, R * 0.09), OCHRE, dark, 1.6)
    for x, y in nodes:
        canvas.shape(g.disc(x, y, R * 0.30), WHITE, dark, 1.8)
        canvas.shape(g.rosette(x, y, 1, R * 0.25, 6, 0, 0.95), BLUE)
        canvas.shape(g.disc(x, y, R * 0.07), OCHRE)

    # A frame of border tiles with palmettes, mitred in squares.
    w, h = canvas.width, canvas.height
    for rect in (
        g.box(0, 0, w, edge),
        g.box(0, h - edge, w, h),
        g.box(0, 0, edge, h),
        g.box(w - edge, 0, w, h),
    ):
        canvas.shape(rect, TURQUOISE)
    paints = {s.LINE: white, s.MAIN: white, s.SECOND: OCHRE, s.HEART: RED, s.UNDER: dark}
    inset, band = 11, edge - 22
    for start, end, n in (
        ((edge, inset), (w - edge, inset), 10),
        ((w - inset, edge), (w - inset, h - edge), 14),
        ((w - edge, h - inset), (edge, h - inset), 10),
        ((inset, h - edge), (inset, edge), 14),
    ):
        s.straight(canvas, s.palmettes(1.45), start, end, band, paints, count=n)
    for x in (edge / 2, w - edge / 2):
        for y in (edge / 2, h - edge / 2):
            canvas.shape(g.two_squares(x, y, 24), white, dark, 2)
            canvas.shape(g.rosette(x, y, 2, 15, 8), RED)
            canvas.shape(g.disc(x, y, 4), OCHRE)
    for d in (5, edge - 5):
        canvas.shape(g.box(d, d, w - d, h - d), None, dark, 4.5)
        canvas.shape(g.box(d, d, w - d, h - d), None, white, 2.2)
    picture = _glaze(canvas.done(), "tiles")

    # Each tile was fired for itself: a tone of its own, rounded arrises, dark joints.
    random = Random("tiles")
    xs = [0, edge, *[edge + tile * i for i in range(1, 5)], w - edge, w]
    ys = [0, edge, *[edge + tile * i for i in range(1, 7)], h - edge, h]
    tone = Canvas(width, height, 200, "L", 1)
    height_map = Canvas(width, height, 60, "L", 1)
    joints = Canvas(width, height, 0, "L", 2)
    for y0, y1 in itertools.pairwise(ys):
        for x0, x1 in itertools.pairwise(xs):
            tone.shape(g.box(x0, y0, x1, y1), random.randint(184, 214))
            height_map.shape(g.box(x0 + 2, y0 + 2, x1 - 2, y1 - 2), 190)
    for x in xs[1:-1]:
        joints.line([(x, 0), (x, h)], 255, 1.5)
    for y in ys[1:-1]:
        joints.line([(0, y), (w, y)], 255, 1.5)
    picture = shade(picture, tone.done(), 1.0)
    picture = shade(picture, relief(soften(height_map.done(), 1.6), max(1, height // 900), 0.5), 0.9)
    picture = veil(picture, "#5B5348", joints.done().point([v * 200 // 255 for v in range(256)]))
    return shade(picture, slope(size, [(0, "#D6D6D6"), (0.5, "#C8C8C8"), (1, "#B4B4B4")]).convert("L"))
