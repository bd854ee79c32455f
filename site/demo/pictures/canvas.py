"""Smooth pictures: a sheet drawn larger than it is wanted and reduced, and the grounds and lights laid over it.

All coordinates are in the design's own units (the longer side is 1000), so a design looks the same at any size.
Noise comes from `random.Random`, whose bytes are the same on every platform: `Image.effect_noise` cannot be seeded.
"""

import itertools
from collections.abc import Iterable
from math import ceil
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .geometry import Polygon
from .palettes import RGB, mix, rgb

UNITS = 1000


def colour(value: str | RGB) -> RGB:
    return rgb(value) if isinstance(value, str) else value


class Canvas:
    """A drawing in units of a thousandth of the longer side."""

    def __init__(
        self,
        width: int,
        height: int,
        ground: str | RGB | int = "#FFFFFF",
        mode: str = "RGB",
        samples: int = 2,
    ):
        self.size = (width, height)
        self.samples = samples
        self.scale = max(width, height) * samples / UNITS
        self.mode = mode
        fill = colour(ground) if mode == "RGB" else ground
        self.image = Image.new(mode, (width * samples, height * samples), fill)
        self.draw = ImageDraw.Draw(self.image)

    @property
    def width(self) -> float:
        return UNITS * self.size[0] / max(self.size)

    @property
    def height(self) -> float:
        return UNITS * self.size[1] / max(self.size)

    def _paint(self, value):
        return colour(value) if self.mode == "RGB" else value

    def _points(self, points: Polygon) -> list[tuple[float, float]]:
        s = self.scale
        return [(x * s, y * s) for x, y in points]

    def shape(
        self, polygons: Polygon | Iterable[Polygon], fill=None, edge=None, edge_width: float = 1.0
    ) -> "Canvas":
        """Fill one polygon or several; `edge` is a line of `edge_width` units centred on the outline."""
        polygons = list(polygons)
        if polygons and isinstance(polygons[0], tuple):
            polygons = [polygons]
        for polygon in polygons:
            points = self._points(polygon)
            if fill is not None:
                self.draw.polygon(points, fill=self._paint(fill))
            if edge is not None:
                self._stroke([*points, points[0], points[1]], edge, edge_width)
        return self

    def line(self, points: Polygon, paint, width: float = 1.0) -> "Canvas":
        self._stroke(self._points(points), paint, width)
        return self

    def _stroke(self, points, paint, width: float) -> None:
        self.draw.line(
            points, fill=self._paint(paint), width=max(1, round(width * self.scale)), joint="curve"
        )

    def dots(self, points: Iterable[tuple[float, float]], r: float, fill) -> "Canvas":
        s, paint = self.scale, self._paint(fill)
        for x, y in points:
            self.draw.ellipse(((x - r) * s, (y - r) * s, (x + r) * s, (y + r) * s), fill=paint)
        return self

    def done(self) -> Image.Image:
        return self.image if self.samples == 1 else self.image.reduce(self.samples)


# --- grounds, lights and surfaces ----------------------------------------------------------------------------------


def grain(size: tuple[int, int], seed: str, low: int, high: int, cell: int = 1) -> Image.Image:
    """Grey noise between two values; each grain is about `cell` pixels across."""
    small = (max(2, ceil(size[0] / cell)), max(2, ceil(size[1] / cell)))
    noise = Image.frombytes("L", small, Random(seed).randbytes(small[0] * small[1]))
    noise = noise.point([low + v * (high - low) // 255 for v in range(256)])
    return noise if small == size else noise.resize(size, Image.Resampling.BICUBIC)


def clouds(
    size: tuple[int, int], seed: str, low: int, high: int, cells: int = 5, octaves: int = 3
) -> Image.Image:
    """Soft blotches in up to three sizes; independent of the picture's size in pixels."""
    random, out = Random(seed), None
    for octave in range(octaves):
        n = cells * 3**octave
        small = (max(3, round(n * size[0] / max(size))), max(3, round(n * size[1] / max(size))))
        layer = Image.frombytes("L", small, random.randbytes(small[0] * small[1]))
        work = (max(2, size[0] // 4), max(2, size[1] // 4))
        layer = layer.resize(work, Image.Resampling.BICUBIC)
        out = layer if out is None else Image.blend(out, layer, 0.36)
    out = out.resize(size, Image.Resampling.BILINEAR)
    # A few grey levels over a whole picture would show as contour lines: a little noise blurs the steps.
    step = 255 // max(1, high - low)
    if step > 1:
        noise = Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(
            [v * step // 255 for v in range(256)]
        )
        out = ImageChops.add(out, noise, 1, -(step // 2))
    return out.point([low + v * (high - low) // 255 for v in range(256)])


def shade(picture: Image.Image, light: Image.Image, strength: float = 1.0) -> Image.Image:
    """Multiply by a grey light in which 200 means "as it is": darker below, lighter above."""
    factor = [round(max(0, min(255, 128 + (v - 200) * strength * 0.64))) for v in range(256)]
    light = light.point(factor)
    # value * light / 128 with both halves in range: multiply, then double.
    dark = ImageChops.multiply(picture, Image.merge("RGB", (light, light, light)))
    return dark.point([min(255, v * 2) for v in range(256)] * 3)


def veil(picture: Image.Image, paint: str | RGB, mask: Image.Image) -> Image.Image:
    """One colour laid over the picture as densely as the mask says."""
    picture.paste(colour(paint), (0, 0), mask)
    return picture


def slope(size: tuple[int, int], stops: list[tuple[float, str]], across: bool = False) -> Image.Image:
    """A gradient through the stops (share, colour), downwards or from left to right."""
    n = 512
    strip = Image.new("RGB", (1, n))
    values = []
    for i in range(n):
        t = i / (n - 1)
        for (t0, a), (t1, b) in itertools.pairwise(stops):
            if t <= t1 or (t1, b) == stops[-1]:
                values.append(mix(rgb(a), rgb(b), min(1.0, max(0.0, (t - t0) / max(1e-6, t1 - t0)))))
                break
    strip.putdata(values)
    if across:
        strip = strip.transpose(Image.Transpose.ROTATE_90)
    return strip.resize(size, Image.Resampling.BICUBIC)


def glow(size: tuple[int, int], cx: float, cy: float, radius: float, power: float = 1.0) -> Image.Image:
    """A round light as a mask: 255 in the middle, 0 from the radius on; in units of the longer side's thousandths."""
    s = max(size) / UNITS
    disc = Image.radial_gradient("L").point([round(255 * max(0.0, 1 - v / 181) ** power) for v in range(256)])
    d = max(2, round(radius * 2 * s))
    # The gradient reaches its end in the corners; keep what lies within the circle's square.
    disc = disc.resize((d, d), Image.Resampling.BICUBIC)
    out = Image.new("L", size, 0)
    out.paste(disc, (round((cx - radius) * s), round((cy - radius) * s)))
    return out


def relief(height: Image.Image, reach: int, depth: float = 1.0) -> Image.Image:
    """Light from the upper left on a height map, as a grey light for `shade` (200 where it is flat)."""
    a = ImageChops.offset(height, reach, reach)
    light = ImageChops.subtract(height, a, 1.0 / max(0.01, depth), 128)
    return light.point([max(0, min(255, v + 72)) for v in range(256)])


def soften(picture: Image.Image, radius_units: float) -> Image.Image:
    radius = radius_units * max(picture.size) / UNITS
    if radius > 6:
        # A wide blur needs no fine picture.
        k = max(2, int(radius / 3))
        small = picture.resize(
            (max(2, picture.width // k), max(2, picture.height // k)), Image.Resampling.BOX
        )
        return small.filter(ImageFilter.GaussianBlur(radius / k)).resize(
            picture.size, Image.Resampling.BICUBIC
        )
    return picture.filter(ImageFilter.GaussianBlur(radius))


def paper(size: tuple[int, int], seed: str, tone: str) -> Image.Image:
    """Laid paper: fibres, faint wire lines, a little foxing towards the edges."""
    out = Image.new("RGB", size, rgb(tone))
    out = shade(out, clouds(size, seed, 195, 205, 4))
    out = shade(out, grain(size, seed + "fibre", 193, 207, max(1, max(size) // 1600)))
    rows = max(2, max(size) // 420)
    wires = Image.new("L", (1, rows * 2))
    wires.putdata([201] * rows + [198] * rows)
    lines = Image.new("L", (1, size[1]))
    for y in range(0, size[1], rows * 2):
        lines.paste(wires, (0, y))
    out = shade(out, lines.resize(size, Image.Resampling.NEAREST))
    edge = vignette(size, 0.5)
    return shade(out, edge.point([178 + v * 24 // 255 for v in range(256)]))


def vignette(size: tuple[int, int], softness: float = 0.6) -> Image.Image:
    """255 in the middle, falling towards all four edges."""
    base = Image.radial_gradient("L").resize(size, Image.Resampling.BICUBIC)
    return base.point([round(255 * (1 - softness * (v / 255) ** 2.4)) for v in range(256)])
