"""The marks of this website for the press: the sign alone and with the museum's name, for light and dark grounds."""

from typing import NamedTuple

from django.templatetags.static import static
from django.utils.translation import gettext as _

# Width and height in pixels of static/img/press/<name>.png; the drawings of the same name (svg) have any size.
SIGN = (1200, 1200)
NAMES = {"az": (2000, 535), "en": (2000, 422), "ka": (2000, 368), "tr": (2000, 475)}


class Mark(NamedTuple):
    """One mark on one ground.

    Attributes:
        label: what it is, in the reader's language.
        on_dark: whether it is made for a dark ground.
        svg, png: paths of its files.
        width, height: of the latter in pixels.
    """

    label: str
    on_dark: bool
    svg: str
    png: str
    width: int
    height: int


def marks(language):
    """Return the ``Mark`` objects for a language: the name on light and dark, then the sign alone."""
    found = []
    for name, (width, height) in ((f"name-{language}", NAMES[language]), ("mark", SIGN)):
        for on_dark in (False, True):
            file = f"img/press/{name}{'-on-dark' if on_dark else ''}"
            label = {
                (True, False): _("Name, for light grounds"),
                (True, True): _("Name, for dark grounds"),
                (False, False): _("Sign, for light grounds"),
                (False, True): _("Sign, for dark grounds"),
            }[name != "mark", on_dark]
            found.append(Mark(label, on_dark, static(f"{file}.svg"), static(f"{file}.png"), width, height))
    return found
