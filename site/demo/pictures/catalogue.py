"""The list of all designs: name, kind, proportions, the size that a record may give, and how large to render."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from . import architecture, carpets, ceramics, metal, scenes, textiles
from .knots import weave


@dataclass(frozen=True)
class Design:
    """One procedural picture.

    `ratio` is width : height in whole numbers; `physical` is the suggested size in centimetres, width × height (a
    round thing's diameter twice), empty for scenes; `long_side` is the size in pixels that shows it at its best.
    """

    name: str
    kind: str
    ratio: tuple[int, int]
    physical: tuple[int, int] | tuple[()]
    long_side: int
    draw: Callable[[int], Image.Image]

    @property
    def orientation(self) -> str:
        width, height = self.ratio
        return "square" if width == height else "landscape" if width > height else "portrait"

    @property
    def is_work(self) -> bool:
        """Whether it can stand for a work of the collection (the others are lead pictures)."""
        return bool(self.physical)

    def size(self, long_side: int) -> tuple[int, int]:
        """Width and height in pixels of the picture rendered at this length."""
        longer = max(self.ratio)
        return tuple(round(long_side * side / longer) for side in self.ratio)


def _woven(name: str, make: Callable[[], carpets.Woven]) -> Callable[[int], Image.Image]:
    def draw(long_side: int) -> Image.Image:
        sheet, lots = make()
        return weave(sheet, name, long_side, lots)

    return draw


def _carpet(
    name: str, make, ratio: tuple[int, int], physical: tuple[int, int], long_side: int = 2400
) -> Design:
    return Design(name, "carpet", ratio, physical, long_side, _woven(name, make))


def _detail(name: str, of: Design, left: float, top: float, side: float, long_side: int = 1600) -> Design:
    """A square part of a picture; place and side as fractions of the width of the whole."""

    def draw(length: int) -> Image.Image:
        width = length / side
        whole = of.draw(round(width * max(of.ratio) / of.ratio[0]))
        corner = round(left * whole.width), round(top * whole.width)
        return whole.crop((*corner, corner[0] + length, corner[1] + length))

    return Design(name, "detail", (1, 1), (), long_side, draw)


_octagons = _carpet("carpet-octagons", carpets.octagons, (2, 3), (170, 255), 2880)
_tiles = Design(
    "tiles-interlaced-stars", "ceramics", (3, 4), (90, 120), 2400, ceramics.tiles_interlaced_stars
)

DESIGNS: tuple[Design, ...] = (
    _carpet("carpet-three-medallions", carpets.three_medallions, (267, 400), (180, 270), 4000),
    _carpet("carpet-round-medallion", carpets.round_medallion, (267, 400), (200, 300), 4000),
    _carpet("carpet-serrated-leaves", carpets.serrated_leaves, (267, 400), (190, 285), 4000),
    _carpet("carpet-star-lattice", carpets.star_lattice, (2, 3), (140, 210), 2880),
    _carpet("carpet-boteh-rows", carpets.boteh_rows, (2, 3), (130, 195), 2880),
    _octagons,
    _carpet("carpet-niche", carpets.niche, (2, 3), (110, 165), 2520),
    _carpet("carpet-runner-stars", carpets.runner_stars, (5, 2), (300, 120), 3000),
    Design("dish-rings", "ceramics", (1, 1), (36, 36), 2400, ceramics.dish_rings),
    Design("bowl-vines", "ceramics", (4, 3), (24, 11), 2400, ceramics.bowl_vines),
    _tiles,
    Design("embroidery-flower-repeat", "textile", (4, 5), (80, 100), 2400, textiles.embroidery_flower_repeat),
    Design("silk-stripes", "textile", (3, 4), (60, 80), 2400, textiles.silk_stripes),
    Design("embroidery-panel", "textile", (1, 1), (95, 95), 2400, textiles.embroidery_panel),
    Design("window-lattice", "architecture", (2, 3), (120, 180), 2400, architecture.window_lattice),
    Design("arcade-elevation", "drawing", (3, 2), (90, 60), 2400, architecture.arcade_elevation),
    Design("plate-engraved", "metalwork", (1, 1), (42, 42), 2400, metal.plate_engraved),
    Design("drawing-ornament", "drawing", (3, 4), (30, 40), 2400, metal.drawing_ornament),
    _detail("carpet-octagons-corner", _octagons, 0, 0, 0.4),
    _detail("carpet-octagons-middle", _octagons, 0.3, 0.55, 0.4),
    _detail("tiles-interlaced-stars-middle", _tiles, 0.25, 0.4, 0.5),
    Design("scene-lattice-dusk", "scene", (3, 2), (), 2400, scenes.lattice_dusk),
    Design("scene-gallery-wall", "scene", (3, 2), (), 2400, scenes.gallery_wall),
    Design("scene-two-bands", "scene", (3, 2), (), 2400, scenes.two_bands),
    Design("scene-steps", "scene", (3, 2), (), 2400, scenes.steps),
    Design("scene-waves-olive", "scene", (3, 2), (), 2400, scenes.waves_olive),
    Design("scene-anniversary-rings", "scene", (3, 2), (), 2400, scenes.anniversary_rings),
    Design("social", "social", (40, 21), (), 1200, scenes.social),
)
BY_NAME = {design.name: design for design in DESIGNS}


def find(name: str) -> Design:
    """The design of this name; raises KeyError with the names there are."""
    try:
        return BY_NAME[name]
    except KeyError:
        raise KeyError(f"no design {name!r}; there are {', '.join(BY_NAME)}") from None
