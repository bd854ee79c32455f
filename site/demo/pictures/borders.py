"""Carpet borders: running ornament around a quarter of a carpet, with corners that turn.

A border is built for the upper left quarter only and unfolded by mirroring. A unit is drawn once for the top, for a
given width, and transposed for the side, so the two arms and the corner are each other's mirror image in the
corner's diagonal. The number of units is whatever fits best between the corner and the middle of the side; their
widths differ by at most one knot, as a weaver would make them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .knots import Sheet

Unit = Callable[[int, int, int], Sheet]
Corner = Callable[[int], Sheet]


@dataclass(frozen=True)
class Border:
    """One band. `unit(width, depth, index)` draws a unit with the carpet's outside at the top.

    `corner(depth)` draws the corner's square. `joint(depth)` draws what stands between two units and, as it is wider
    than the line between them, also between the first unit and the corner.
    """

    depth: int
    ground: int
    unit: Unit | None = None
    pitch: int = 0
    corner: Corner | None = None
    joint: Corner | None = None


def stripe(depth: int, dye: int) -> Border:
    return Border(depth, dye)


def _arm(length: int, border: Border) -> tuple[Sheet, list[int]]:
    arm = Sheet(length, border.depth, border.ground)
    count = max(1, round(length / border.pitch))
    edges = [round(i * length / count) for i in range(count + 1)]
    for i in range(count):
        arm.put(border.unit(edges[i + 1] - edges[i], border.depth, i), edges[i], 0)
    return arm, edges


def frame(quarter: Sheet, borders: list[Border]) -> int:
    """Draw the bands from the outside inwards on the quarter; give back how many knots deep they are."""
    inset = 0
    for border in borders:
        x1, y1, depth = quarter.width, quarter.height, border.depth
        quarter.image.paste(border.ground, (inset, inset, x1, inset + depth))
        quarter.image.paste(border.ground, (inset, inset, inset + depth, y1))
        if border.unit:
            start = inset + depth
            top, across = _arm(x1 - start, border)
            side, down = _arm(y1 - start, border)
            quarter.put(top, start, inset)
            quarter.put(side.transposed(), inset, start)
            if border.corner:
                corner = border.corner(depth)
                quarter.put(corner.diagonal(), inset, inset)
            if border.joint:
                joint = border.joint(depth)
                for x in across:
                    quarter.put(joint, start + x - joint.width // 2, inset)
                for y in down:
                    quarter.put(joint.transposed(), inset, start + y - joint.width // 2)
        inset += depth
    return inset


def cached(unit: Unit) -> Unit:
    """A unit drawn once for each width, depth and index."""
    made: dict[tuple[int, int, int], Sheet] = {}

    def draw(width: int, depth: int, index: int) -> Sheet:
        key = (width, depth, index)
        if key not in made:
            made[key] = unit(width, depth, index)
        return made[key]

    return draw
