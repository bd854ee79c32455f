"""Needlework: a design with a thread direction in every shape, worked over with single stitches."""

import itertools
from math import atan2, cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from . import geometry as g
from .canvas import UNITS, Canvas, clouds, colour, grain, shade
from .palettes import mix


class Needle:
    """Two drawings in step: the colour of the thread, and the direction in which it lies."""

    def __init__(self, width: int, height: int, ground: str):
        self.size = (width, height)
        # The plan needs no more than this, whatever the size of the picture.
        plan = min(1.0, 1500 / max(width, height))
        small = (round(width * plan), round(height * plan))
        self.ground = ground
        self.colours = Canvas(*small, "#000000", samples=1)
        self.angles = Canvas(*small, 0, "L", 1)

    @property
    def width(self) -> float:
        return self.colours.width

    @property
    def height(self) -> float:
        return self.colours.height

    def shape(self, polygons, thread: str, angle: float | None = None) -> "Needle":
        """Shapes in one thread; without an angle the stitches lie across the shape's first side."""
        polygons = list(polygons)
        if polygons and isinstance(polygons[0], tuple):
            polygons = [polygons]
        for polygon in polygons:
            self.colours.shape(polygon, thread)
            if angle is None:
                (x0, y0), (x1, y1) = polygon[0], polygon[len(polygon) // 2]
                a = atan2(y1 - y0, x1 - x0) + pi / 3
            else:
                a = angle
            self.angles.shape(polygon, 1 + round((a % pi) / pi * 254))
        return self

    def line(self, points: g.Polygon, thread: str, width: float) -> "Needle":
        """A line of stem stitch: the thread follows the line, a little aslant."""
        for a, b in itertools.pairwise(points):
            self.shape(g.ribbon([a, b], width), thread, atan2(b[1] - a[1], b[0] - a[0]) + 0.35)
            self.colours.dots([a, b], width / 2, thread)
        return self

    def work(
        self, cloth: Image.Image, seed: str, length: float = 7.5, thick: float = 1.5, density: float = 1.5
    ) -> Image.Image:
        """Stitch the design onto the cloth."""
        random = Random(seed)
        samples = 2
        big = cloth.resize((cloth.width * samples, cloth.height * samples), Image.Resampling.BILINEAR)
        draw = ImageDraw.Draw(big)
        s = max(big.size) / UNITS
        pixels, angles = self.colours.image.load(), self.angles.image.load()
        plan = self.colours.scale
        columns = round(self.width / (length * 0.62))
        rows = round(self.height / (thick * 0.62) / density * 1.25)
        dx, dy = self.width / columns, self.height / rows
        pen, shadow, thin = (
            max(1, round(thick * s)),
            max(1, round(thick * s * 1.5)),
            max(1, round(thick * s * 0.4)),
        )
        shades: dict[tuple[int, int, int], list] = {}
        maximum_x, maximum_y = self.colours.image.width - 1, self.colours.image.height - 1
        uniform = random.random
        for row in range(rows):
            for column in range(columns):
                x = (column + uniform()) * dx
                y = (row + uniform()) * dy
                px, py = min(maximum_x, int(x * plan)), min(maximum_y, int(y * plan))
                value = angles[px, py]
                if not value:
                    continue
                a = (value - 1) / 254 * pi + (uniform() - 0.5) * 0.16
                reach = length * (0.42 + uniform() * 0.16) * s
                ox, oy = cos(a) * reach, sin(a) * reach
                thread = pixels[px, py]
                tones = shades.get(thread)
                if tones is None:
                    tones = shades[thread] = [
                        (
                            mix(thread, (20, 12, 10), 0.55),
                            mix(thread, (0, 0, 0), d),
                            mix(thread, (255, 250, 235), 0.12 + e),
                        )
                        for d, e in ((0, 0.10), (0.06, 0.14), (0.12, 0.04), (0.02, 0.2))
                    ]
                dark, body, light = tones[int(uniform() * 4)]
                x, y = x * s, y * s
                draw.line(
                    (x - ox + pen * 0.5, y - oy + pen * 0.6, x + ox + pen * 0.5, y + oy + pen * 0.6),
                    dark,
                    shadow,
                )
                draw.line((x - ox, y - oy, x + ox, y + oy), body, pen)
                draw.line((x - ox * 0.7, y - oy * 0.7, x + ox * 0.6, y + oy * 0.6), light, thin)
        return big.reduce(samples)


def cloth(size: tuple[int, int], tone: str, seed: str, thread: float = 2.2) -> Image.Image:
    """A plain-woven ground: warp and weft by turns, uneven threads, soft creases."""
    period = max(2, round(thread * max(size) / UNITS))
    tile = Image.new("L", (period * 2, period * 2))
    values = []
    for y in range(period * 2):
        for x in range(period * 2):
            over = (x // period + y // period) % 2
            t = ((x if over else y) % period + 0.5) / period
            values.append(round(186 + 22 * sin(pi * t) - (4 if over else 0)))
    tile.putdata(values)
    texture = Image.new("L", size)
    texture.paste(tile, (0, 0))
    w, h = tile.size
    while w < size[0]:
        texture.paste(texture.crop((0, 0, w, h)), (w, 0))
        w *= 2
    while h < size[1]:
        texture.paste(texture.crop((0, 0, size[0], h)), (0, h))
        h *= 2
    out = shade(Image.new("RGB", size, colour(tone)), texture)
    slubs = Image.frombytes("L", (size[0] // 3, 24), Random(seed).randbytes(size[0] // 3 * 24)).resize(
        size, Image.Resampling.BICUBIC
    )
    out = shade(out, slubs.point([192 + v * 16 // 255 for v in range(256)]))
    out = shade(out, grain(size, seed + "s", 192, 208, 2))
    return shade(out, clouds(size, seed + "c", 184, 214, 3))
