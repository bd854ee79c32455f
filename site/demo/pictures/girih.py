"""Star patterns by the way of polygons in contact: from the middle of every side of a tiling two rays start inwards
at one angle, and where they meet their neighbours a star closes in every tile."""

from math import cos, pi, sin, sqrt, tan

from . import geometry as g


def star_in(cx: float, cy: float, sides: int, apothem: float, contact: float, rotation: float) -> g.Polygon:
    """The star in a regular polygon whose side middles lie at `rotation` and every full turn / sides from it."""
    half = pi / sides
    t = apothem * tan(half) / (cos(contact) + sin(contact) * tan(half))
    x, y = apothem - t * sin(contact), t * cos(contact)
    inner = sqrt(x * x + y * y)
    out = []
    for k in range(sides):
        a = rotation + 2 * half * k
        out.append((cx + apothem * cos(a), cy + apothem * sin(a)))
        out.append((cx + inner * cos(a + half), cy + inner * sin(a + half)))
    return out


def rays(star: g.Polygon, cx: float, cy: float, waist: float) -> tuple[list[g.Polygon], g.Polygon]:
    """Each ray of a star as a kite that reaches in to the share `waist` of its length, and the star left within."""
    kites, within, n = [], [], len(star)
    for i in range(0, n, 2):
        (tx, ty), before, after = star[i], star[i - 1], star[(i + 1) % n]
        foot = (cx + (tx - cx) * waist, cy + (ty - cy) * waist)
        kites.append([star[i], after, foot, before])
        within += [foot, after]
    return kites, within


def twelves(x0: float, y0: float, x1: float, y1: float, side: float, contact: float = 1.18):
    """Stars on a tiling of dodecagons, hexagons and squares that covers the rectangle.

    Gives (sides, centre x, centre y, star, apothem) for every tile that may touch it; one dodecagon lies in the middle.
    """
    pitch = side * (2 + sqrt(3) + 1)
    row = pitch * sqrt(3) / 2
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    apothems = {12: side / 2 / tan(pi / 12), 6: side * sqrt(3) / 2, 4: side / 2}
    rows, cols = int((y1 - y0) / row / 2) + 2, int((x1 - x0) / pitch / 2) + 2
    for j in range(-rows, rows + 1):
        for i in range(-cols, cols + 1):
            x, y = mx + (i + (j % 2) / 2) * pitch, my + j * row
            yield 12, x, y, star_in(x, y, 12, apothems[12], contact, 0), apothems[12]
            for k in range(3):
                a = k * pi / 3
                sx, sy = x + pitch / 2 * cos(a), y + pitch / 2 * sin(a)
                yield 4, sx, sy, star_in(sx, sy, 4, apothems[4], contact, a), apothems[4]
            for k in (0, 1):
                hx, hy = (
                    x + pitch / sqrt(3) * cos(pi / 6 + k * pi / 3),
                    y + pitch / sqrt(3) * sin(pi / 6 + k * pi / 3),
                )
                yield 6, hx, hy, star_in(hx, hy, 6, apothems[6], contact, pi / 6), apothems[6]


def eights(x0: float, y0: float, x1: float, y1: float, pitch: float, contact: float = 1.12):
    """Stars on a tiling of octagons and squares; one octagon lies in the middle of the rectangle."""
    side = pitch / (1 + sqrt(2))
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    rows, cols = int((y1 - y0) / pitch / 2) + 2, int((x1 - x0) / pitch / 2) + 2
    for j in range(-rows, rows + 1):
        for i in range(-cols, cols + 1):
            x, y = mx + i * pitch, my + j * pitch
            yield 8, x, y, star_in(x, y, 8, pitch / 2, contact, 0), pitch / 2
            yield (
                4,
                x + pitch / 2,
                y + pitch / 2,
                star_in(x + pitch / 2, y + pitch / 2, 4, side / 2, contact, pi / 4),
                side / 2,
            )
