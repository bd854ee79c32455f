"""Dyes, glazes and inks. A dye is a pair: the colour and the paler or deeper lot it drifts to (abrash)."""

RGB = tuple[int, int, int]


def rgb(code: str) -> RGB:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """The colour that lies the given share of the way from a to b."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))


# Numbers are what the knot grid stores; 0 is "no knot" and never reaches a picture.
NONE, MADDER, INDIGO, SAFFRON, IVORY, WALNUT, OLIVE, ROSE, SKY, DEEP, BLACK, TEAL = range(12)

DYES: dict[int, tuple[str, str]] = {
    MADDER: ("#8C1D2C", "#A5382F"),
    INDIGO: ("#1E3A5F", "#315A82"),
    SAFFRON: ("#D19A3C", "#DDB15C"),
    IVORY: ("#EADFC6", "#DFD0AF"),
    WALNUT: ("#4A3022", "#5E4230"),
    OLIVE: ("#6A6B3A", "#82814C"),
    ROSE: ("#C4705C", "#D08C73"),
    SKY: ("#6D93A8", "#8AACB8"),
    DEEP: ("#14233F", "#1D3354"),
    BLACK: ("#221A18", "#30241F"),
    TEAL: ("#2C5F5D", "#3F7771"),
}

# Lots of dye differ between workshops: each changes some dyes of the set.
WARM = {MADDER: ("#93262B", "#AB4433"), IVORY: ("#E9D9B6", "#DCC797"), INDIGO: ("#22405F", "#38617F")}
COOL = {MADDER: ("#7E1A30", "#96303B"), IVORY: ("#ECE5D4", "#E0D5BD"), SAFFRON: ("#C99A4A", "#D9B36B")}
AGED = {
    MADDER: ("#85322F", "#9A4A3B"),
    INDIGO: ("#2A4258", "#456377"),
    IVORY: ("#E4D7BA", "#D6C4A0"),
    SAFFRON: ("#C79649", "#D3AC66"),
    WALNUT: ("#513828", "#664B38"),
}
BRIGHT = {
    MADDER: ("#921B29", "#A8352E"),
    INDIGO: ("#1B3A63", "#2F5A8A"),
    SAFFRON: ("#C98F35", "#D6A650"),
    TEAL: ("#24595A", "#35726F"),
}
