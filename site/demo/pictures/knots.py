"""A carpet on an integer grid of knots, and its weaving into a picture.

A `Sheet` holds one number per knot: the dye. Shapes given as float polygons are laid onto the grid with four-fold
sampling and a threshold, so round things get the stepped outline that a knotted carpet gives them. `weave` dyes the
sheet, lets each dye drift from lot to lot (abrash), and gives each knot its pile.
"""

from collections.abc import Iterable
from functools import cache
from math import ceil, cos, exp, floor, pi
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .geometry import Polygon
from .palettes import DYES, NONE, rgb

SAMPLES = 4
_SOLID = [0] + [255] * 255


class Sheet:
    """A grid of dye numbers, `NONE` where nothing has been knotted."""

    def __init__(self, width: int, height: int, dye: int = NONE):
        self.image = Image.new("L", (width, height), dye)

    @classmethod
    def of(cls, image: Image.Image) -> "Sheet":
        sheet = cls.__new__(cls)
        sheet.image = image
        return sheet

    @classmethod
    def rows(cls, rows: str, dyes: dict[str, int], scale: int = 1) -> "Sheet":
        """A sheet from lines of letters; letters missing in `dyes` stay empty; each letter is scale × scale knots."""
        lines = rows.split()
        sheet = cls(len(lines[0]), len(lines))
        sheet.image.putdata([dyes.get(letter, NONE) for line in lines for letter in line])
        if scale > 1:
            sheet.image = sheet.image.resize(
                (sheet.width * scale, sheet.height * scale), Image.Resampling.NEAREST
            )
        return sheet

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    def shape(
        self, polygons: Polygon | Iterable[Polygon], dye: int, edge: int = NONE, edge_width: int = 1
    ) -> "Sheet":
        """Lay one polygon or several in one dye, with an outline of `edge_width` knots outside them."""
        polygons = list(polygons)
        if polygons and isinstance(polygons[0], tuple):
            polygons = [polygons]
        if not polygons:
            return self
        xs = [x for p in polygons for x, _ in p]
        ys = [y for p in polygons for _, y in p]
        margin = edge_width + 1
        x0, y0 = max(0, floor(min(xs)) - margin), max(0, floor(min(ys)) - margin)
        x1, y1 = min(self.width, ceil(max(xs)) + margin), min(self.height, ceil(max(ys)) + margin)
        if x1 <= x0 or y1 <= y0:
            return self
        mask = Image.new("L", ((x1 - x0) * SAMPLES, (y1 - y0) * SAMPLES), 0)
        draw = ImageDraw.Draw(mask)
        for polygon in polygons:
            draw.polygon([((x - x0) * SAMPLES - 0.5, (y - y0) * SAMPLES - 0.5) for x, y in polygon], fill=255)
        mask = mask.reduce(SAMPLES).point(lambda v: 255 if v > 119 else 0)
        if edge != NONE:
            self.image.paste(edge, (x0, y0), mask.filter(ImageFilter.MaxFilter(2 * edge_width + 1)))
        self.image.paste(dye, (x0, y0), mask)
        return self

    def put(self, other: "Sheet", x: float, y: float) -> "Sheet":
        """Lay another sheet over this one with its upper left corner at (x, y); its empty knots let through."""
        self.image.paste(other.image, (round(x), round(y)), other.image.point(_SOLID))
        return self

    def centre(self, other: "Sheet", cx: float, cy: float) -> "Sheet":
        return self.put(other, floor(cx - other.width / 2 + 0.5), floor(cy - other.height / 2 + 0.5))

    def outlined(self, dye: int, width: int = 1) -> "Sheet":
        """This sheet with an outline around everything knotted on it."""
        mask = self.image.point(_SOLID).filter(ImageFilter.MaxFilter(2 * width + 1))
        out = Image.new("L", self.image.size, NONE)
        out.paste(dye, (0, 0), mask)
        out.paste(self.image, (0, 0), self.image.point(_SOLID))
        return Sheet.of(out)

    def dyed(self, change: dict[int, int]) -> "Sheet":
        """The same drawing with other dyes."""
        return Sheet.of(self.image.point([change.get(i, i) for i in range(256)]))

    def flipped(self) -> "Sheet":
        return Sheet.of(self.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))

    def upturned(self) -> "Sheet":
        return Sheet.of(self.image.transpose(Image.Transpose.FLIP_TOP_BOTTOM))

    def transposed(self) -> "Sheet":
        return Sheet.of(self.image.transpose(Image.Transpose.TRANSPOSE))

    def turned(self) -> "Sheet":
        return Sheet.of(self.image.transpose(Image.Transpose.ROTATE_90))

    def part(self, x0: int, y0: int, x1: int, y1: int) -> "Sheet":
        return Sheet.of(self.image.crop((x0, y0, x1, y1)))

    def mirrored(self) -> "Sheet":
        """The left half and its mirror image: exactly symmetrical, whatever the drawing's rounding did."""
        half = (self.width + 1) // 2
        left = self.image.crop((0, 0, half, self.height))
        out = self.image.copy()
        out.paste(left.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (self.width - half, 0))
        return Sheet.of(out)

    def fourfold(self) -> "Sheet":
        """The upper left quarter, mirrored across and down."""
        half = (self.height + 1) // 2
        out = self.mirrored()
        top = out.image.crop((0, 0, self.width, half))
        out.image.paste(top.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, self.height - half))
        return out

    def diagonal(self) -> "Sheet":
        """A square sheet made symmetrical in its falling diagonal: the upper right triangle is reflected."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(
            [(0, 1), (self.width - 2, self.height - 1), (0, self.height - 1)], fill=255
        )
        out = self.image.copy()
        out.paste(self.image.transpose(Image.Transpose.TRANSPOSE), (0, 0), mask)
        return Sheet.of(out)

    def eightfold(self) -> "Sheet":
        return self.diagonal().fourfold()


def unfold(quarter: Sheet, width: int, height: int) -> Sheet:
    """A whole carpet of width × height knots from its upper left quarter."""
    whole = Sheet(width, height)
    whole.image.paste(quarter.image.crop((0, 0, (width + 1) // 2, (height + 1) // 2)), (0, 0))
    return whole.fourfold()


# --- weaving -------------------------------------------------------------------------------------------------------


def _drift(random: Random, width: int, height: int) -> Image.Image:
    """How far a dye has drifted at each knot: bands along the weft, as when a new lot of wool was begun."""
    bands = Image.new("L", (1, height))
    values, y = [], 0
    level = random.uniform(0.0, 0.4)
    while y < height:
        run = random.randint(max(2, height // 60), max(4, height // 7))
        aim = min(0.95, max(0.0, 0.7 * level + random.uniform(-0.35, 0.5)))
        # A lot changes at once, then the next weavings of it are carded together and even out.
        for i in range(run):
            values.append(aim + (level - aim) * exp(-i / 3.0))
        level, y = aim, y + run
    bands.putdata([round(255 * v) for v in values[:height]])
    streaks = Image.frombytes("L", (7, max(2, height // 9)), random.randbytes(7 * max(2, height // 9)))
    streaks = streaks.resize((width, height), Image.Resampling.BICUBIC)
    return Image.blend(bands.resize((width, height), Image.Resampling.NEAREST), streaks, 0.30)


def dye(sheet: Sheet, seed: str, lots: dict[int, tuple[str, str]] | None = None) -> Image.Image:
    """The sheet in colour, one pixel a knot, with abrash and a little difference from knot to knot."""
    random = Random(seed)
    width, height = sheet.image.size
    dyes = {**DYES, **(lots or {})}
    out = Image.new("RGB", sheet.image.size, rgb(dyes[1][0]))
    used = {value for _, value in sheet.image.getcolors(256)}
    for number in sorted(dyes):
        drift = _drift(random, width, height)
        if number not in used:
            continue
        first, second = (Image.new("RGB", sheet.image.size, rgb(code)) for code in dyes[number])
        mask = sheet.image.point([255 if i == number else 0 for i in range(256)])
        out.paste(Image.composite(second, first, drift), (0, 0), mask)
    # Each knot is its own bit of yarn: triangular noise of a few levels around no change.
    a, b = (Image.frombytes("L", out.size, random.randbytes(width * height)) for _ in range(2))
    grain = Image.blend(a, b, 0.5).point([115 + v * 26 // 255 for v in range(256)])
    grain = Image.merge("RGB", (grain, grain, grain))
    return ImageChops.add(out, grain, 1, -128)


@cache
def _pile(cell: int, across: int, down: int) -> Image.Image:
    """The light on a patch of across × down knots of `cell` pixels: rounded tufts, weft shadow, uneven heights."""
    fine = 8
    tuft = Image.new("L", (cell * fine, cell * fine))
    values, n = [], cell * fine
    for y in range(n):
        v = (y + 0.5) / n
        for x in range(n):
            u = (x + 0.5) / n
            # Two loops of one knot side by side, leaning, with the dark line of the weft under them.
            lean = u + 0.16 * (v - 0.5)
            loops = 0.5 - 0.5 * cos(4 * pi * lean)
            cut = 0.5 - 0.5 * cos(2 * pi * lean)
            row = (0.5 - 0.5 * cos(2 * pi * v)) ** 0.55
            light = 0.66 + 0.34 * row * (0.62 + 0.26 * cut**0.6 + 0.12 * loops) + 0.05 * (0.5 - v)
            values.append(round(255 * min(1.0, light)))
    tuft.putdata(values)
    tuft = tuft.reduce(fine)
    patch = Image.new("L", (cell * across, cell * down))
    for j in range(down):
        for i in range(across):
            patch.paste(tuft, (i * cell, j * cell))
    random = Random("pile")
    uneven = Image.frombytes("L", (across * 2, down * 2), random.randbytes(across * down * 4))
    uneven = uneven.point([225 + v * 30 // 255 for v in range(256)]).resize(
        patch.size, Image.Resampling.BILINEAR
    )
    return ImageChops.multiply(patch, uneven)


def _tiled(patch: Image.Image, size: tuple[int, int]) -> Image.Image:
    out = Image.new(patch.mode, size)
    out.paste(patch, (0, 0))
    width, height = patch.size
    while width < size[0]:
        out.paste(out.crop((0, 0, width, height)), (width, 0))
        width *= 2
    while height < size[1]:
        out.paste(out.crop((0, 0, size[0], height)), (0, height))
        height *= 2
    return out


def weave(
    sheet: Sheet, seed: str, long_side: int, lots: dict[int, tuple[str, str]] | None = None
) -> Image.Image:
    """The carpet as a picture whose longer side is exactly `long_side` pixels."""
    colours = dye(sheet, seed, lots)
    knots = max(sheet.image.size)
    width, height = (round(side * long_side / knots) for side in sheet.image.size)
    cell = round(long_side / knots)
    if cell < 2:
        return colours.resize((width, height), Image.Resampling.LANCZOS)
    if cell * knots != long_side:
        cell = ceil(long_side / knots)
    big = (sheet.width * cell, sheet.height * cell)
    out = colours.resize(big, Image.Resampling.NEAREST)
    pile = _tiled(_pile(cell, 61, 53), big)
    out = ImageChops.multiply(out, Image.merge("RGB", (pile, pile, pile)))
    # The pile takes light away; give back what it took on the average.
    out = out.point([min(255, round(v * 1.16)) for v in range(256)] * 3)
    return out if out.size == (width, height) else out.resize((width, height), Image.Resampling.LANCZOS)
