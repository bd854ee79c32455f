"""Plane geometry of the ornament: functions that return closed polygons (lists of points) in float coordinates.

Everything else draws these polygons, either on a knot grid (`knots`) or smoothly (`canvas`), so one vocabulary of
stars, petals, hooks and leaves serves carpets, glazes, stitches and engraving alike. Angles are in radians, y grows
downwards, angle 0 points right.
"""

from math import atan2, ceil, cos, hypot, log2, pi, sin, tau

Point = tuple[float, float]
Polygon = list[Point]


def move(points: Polygon, dx: float, dy: float) -> Polygon:
    return [(x + dx, y + dy) for x, y in points]


def turn(points: Polygon, angle: float, cx: float = 0.0, cy: float = 0.0) -> Polygon:
    c, s = cos(angle), sin(angle)
    return [(cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c) for x, y in points]


def scale(points: Polygon, fx: float, fy: float | None = None) -> Polygon:
    fy = fx if fy is None else fy
    return [(x * fx, y * fy) for x, y in points]


def flip(points: Polygon, cx: float = 0.0) -> Polygon:
    """The mirror image in the vertical line x = cx."""
    return [(2 * cx - x, y) for x, y in points]


def regular(cx: float, cy: float, r: float, sides: int, rotation: float = 0.0) -> Polygon:
    return [
        (cx + r * cos(rotation + tau * i / sides), cy + r * sin(rotation + tau * i / sides))
        for i in range(sides)
    ]


def disc(cx: float, cy: float, r: float, ry: float | None = None) -> Polygon:
    ry = r if ry is None else ry
    n = max(12, min(720, ceil(3 * max(r, ry) ** 0.7)))
    return [(cx + r * cos(tau * i / n), cy + ry * sin(tau * i / n)) for i in range(n)]


def box(x0: float, y0: float, x1: float, y1: float) -> Polygon:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def lozenge(cx: float, cy: float, rx: float, ry: float | None = None) -> Polygon:
    ry = rx if ry is None else ry
    return [(cx, cy - ry), (cx + rx, cy), (cx, cy + ry), (cx - rx, cy)]


def octagon(cx: float, cy: float, rx: float, ry: float | None = None, cut: float = 0.42) -> Polygon:
    """An octagon with half-axes rx and ry; `cut` is the share of each half-side that the corners take."""
    ry = rx if ry is None else ry
    a, b = rx * (1 - cut), ry * (1 - cut)
    return [
        (cx - a, cy - ry),
        (cx + a, cy - ry),
        (cx + rx, cy - b),
        (cx + rx, cy + b),
        (cx + a, cy + ry),
        (cx - a, cy + ry),
        (cx - rx, cy + b),
        (cx - rx, cy - b),
    ]


def star(cx: float, cy: float, outer: float, inner: float, points: int, rotation: float = -pi / 2) -> Polygon:
    out = []
    for i in range(points * 2):
        r = outer if i % 2 == 0 else inner
        a = rotation + pi * i / points
        out.append((cx + r * cos(a), cy + r * sin(a)))
    return out


def two_squares(cx: float, cy: float, r: float) -> Polygon:
    """The eight-pointed star made by a square and the same square turned by 45 degrees."""
    return star(cx, cy, r, r * 0.7654, 8)


def stepped_lozenge(cx: float, cy: float, rx: float, ry: float, steps: int) -> Polygon:
    """A lozenge whose sides are a staircase of `steps` treads, as weavers draw it."""
    quarter = []
    for i in range(steps):
        x0, y0 = rx * i / steps, ry * (1 - i / steps)
        quarter += [(x0, y0), (rx * (i + 1) / steps, y0)]
    right_top = [(cx + x, cy - y) for x, y in quarter]
    right_bottom = [(cx + x, cy + y) for x, y in reversed(quarter)]
    left_bottom = [(cx - x, cy + y) for x, y in quarter]
    left_top = [(cx - x, cy - y) for x, y in reversed(quarter)]
    return right_top + right_bottom + left_bottom + left_top


def lobed(
    cx: float, cy: float, r: float, lobes: int, depth: float, rotation: float = 0.0, pointed: float = 0.0
) -> Polygon:
    """A round medallion with `lobes` lobes; `pointed` from 0 (round lobes) to 1 (ogee points between them)."""
    out, n = [], lobes * 24
    for i in range(n):
        a = tau * i / n
        wave = abs(cos(a * lobes / 2))
        wave = wave ** (1 - 0.45 * pointed)
        rr = r * (1 - depth * (1 - wave))
        out.append((cx + rr * cos(a + rotation), cy + rr * sin(a + rotation)))
    return out


def petal(cx: float, cy: float, length: float, width: float, angle: float, tip: float = 0.62) -> Polygon:
    """A leaf-shaped petal from (cx, cy) outwards; its broadest place lies at the share `tip` of its length."""
    side, n = [], 14
    for i in range(n + 1):
        t = i / n
        w = sin(pi * t ** (0.69 / -log2(tip))) if 0 < t < 1 else 0.0
        side.append((length * t, width / 2 * w))
    points = side + [(x, -y) for x, y in reversed(side[1:-1])]
    return move(turn(points, angle), cx, cy)


def round_petal(
    cx: float, cy: float, inner: float, outer: float, width: float, angle: float, notch: float = 0.0
) -> Polygon:
    """A petal of a rosette: narrow at `inner`, round at `outer`, with a notch (a share of its length) at the end."""
    length = outer - inner
    side, n = [], 16
    for i in range(n + 1):
        t = i / n
        a = pi * t
        x = inner + length * (1 - cos(a)) / 2
        y = width / 2 * sin(a) ** 0.75 * (0.55 + 0.45 * t) if 0 < t < 1 else 0.0
        side.append((x, y))
    side[-1] = (outer - notch * length, 0.0)
    return move(turn(side + [(x, -y) for x, y in reversed(side[1:-1])], angle), cx, cy)


def rosette(
    cx: float,
    cy: float,
    inner: float,
    outer: float,
    petals: int,
    rotation: float = 0.0,
    fat: float = 1.0,
    notch: float = 0.0,
):
    """The petals of a rosette as a list of polygons."""
    width = fat * tau * outer / petals * 0.86
    return [
        round_petal(cx, cy, inner, outer, width, rotation + tau * i / petals, notch) for i in range(petals)
    ]


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, n: int = 16) -> Polygon:
    out = []
    for i in range(n + 1):
        t = i / n
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        out.append(
            (a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0], a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1])
        )
    return out


def curve(points: list[Point], n: int = 12, closed: bool = False) -> Polygon:
    """A smooth (Catmull-Rom) line through the points."""
    pts = list(points)
    pts = [pts[-1], *pts, pts[0], pts[1]] if closed else [pts[0], *pts, pts[-1]]
    out: Polygon = []
    for i in range(1, len(pts) - 2):
        p0, p1, p2, p3 = pts[i - 1], pts[i], pts[i + 1], pts[i + 2]
        for k in range(n):
            t = k / n
            out.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    out.append(pts[-2])
    return out


def spiral(cx: float, cy: float, r0: float, r1: float, a0: float, turns: float, n: int = 48) -> Polygon:
    """An open line winding from radius r0 at angle a0 to radius r1; negative `turns` wind the other way."""
    return [
        (
            cx + (r0 + (r1 - r0) * i / n) * cos(a0 + tau * turns * i / n),
            cy + (r0 + (r1 - r0) * i / n) * sin(a0 + tau * turns * i / n),
        )
        for i in range(n + 1)
    ]


def ribbon(line: Polygon, width: float, end_width: float | None = None) -> Polygon:
    """The closed outline of an open line drawn with a pen of `width`, tapering to `end_width`."""
    end_width = width if end_width is None else end_width
    left, right, last = [], [], len(line) - 1
    for i, (x, y) in enumerate(line):
        xa, ya = line[max(0, i - 1)]
        xb, yb = line[min(last, i + 1)]
        d = hypot(xb - xa, yb - ya) or 1.0
        w = (width + (end_width - width) * i / max(1, last)) / 2
        nx, ny = -(yb - ya) / d * w, (xb - xa) / d * w
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def heading(line: Polygon, i: int) -> float:
    """The direction of an open line at its i-th point."""
    last = len(line) - 1
    i = i % len(line)
    xa, ya = line[max(0, i - 1)]
    xb, yb = line[min(last, i + 1)]
    return atan2(yb - ya, xb - xa)


def boteh(cx: float, cy: float, height: float, lean: int = 1) -> Polygon:
    """The curled drop: a round body below, the tip bent over to the right (lean 1) or to the left (lean -1)."""
    shape = curve(
        [
            (0.00, 0.50),
            (-0.20, 0.46),
            (-0.33, 0.30),
            (-0.35, 0.10),
            (-0.26, -0.12),
            (-0.10, -0.32),
            (0.08, -0.46),
            (0.25, -0.50),
            (0.37, -0.42),
            (0.38, -0.29),
            (0.30, -0.23),
            (0.24, -0.29),
            (0.19, -0.31),
            (0.14, -0.22),
            (0.20, -0.06),
            (0.31, 0.10),
            (0.33, 0.28),
            (0.21, 0.45),
        ],
        n=6,
        closed=True,
    )
    return move(scale(shape, height * lean, height), cx, cy)


def saw_leaf(line: Polygon, width: float, teeth: int) -> Polygon:
    """A serrated leaf along an open line: broad in the middle, with `teeth` saw teeth on either side."""
    n = len(line) - 1
    left, right = [], []
    for k in range(teeth * 2 + 1):
        t = k / (teeth * 2)
        i = round(t * n)
        x, y = line[i]
        a = heading(line, i)
        body = sin(pi * (0.04 + 0.96 * t) ** 0.8) * width / 2
        w = max(0.0, body * (1.0 if k % 2 else 0.68))
        nx, ny = -sin(a), cos(a)
        # Teeth lean towards the tip, as a saw's do.
        lead = (0.5 * n / (teeth * 2) if k % 2 else 0.0) * hypot(
            line[1][0] - line[0][0], line[1][1] - line[0][1]
        )
        left.append((x + nx * w + cos(a) * lead, y + ny * w + sin(a) * lead))
        right.append((x - nx * w + cos(a) * lead, y - ny * w + sin(a) * lead))
    return left + right[::-1]


def polar(cx: float, cy: float, points: Polygon) -> Polygon:
    """Points given as (angle, radius) placed around a centre."""
    return [(cx + r * cos(a), cy + r * sin(a)) for a, r in points]


def ring(cx: float, cy: float, r: float, n: int = 360) -> Polygon:
    """An open line all the way round a circle (first point repeated)."""
    return [(cx + r * cos(tau * i / n), cy + r * sin(tau * i / n)) for i in range(n + 1)]


def pointed_arch(
    x0: float, x1: float, spring: float, rise: float, n: int = 28, shoulder: float = 0.62
) -> Polygon:
    """The open line of a four-centred pointed arch from (x0, spring) over its apex to (x1, spring)."""
    cx, half = (x0 + x1) / 2, (x1 - x0) / 2
    left = bezier(
        (x0, spring),
        (x0, spring - rise * shoulder),
        (cx - half * 0.52, spring - rise * 0.80),
        (cx, spring - rise),
        n,
    )
    right = [(2 * cx - x, y) for x, y in reversed(left[:-1])]
    return left + right
