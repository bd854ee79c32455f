"""What a wall label and the record behind it say: read once after a publication, then kept."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import override

from collection.jsonld import quantity
from core.cache import kept
from core.i18n import language_of
from core.numbers import number
from partners.jsonld import person


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker as a label names one: ``before`` and ``after`` the name stands how far the work is theirs.

    ``url`` is empty without a page; ``is_author`` says that nobody doubts who made it.
    """

    before: str
    name: str
    after: str
    is_author: bool
    life_dates: str
    role: str
    url: str

    @property
    def in_words(self):
        """The whole phrase: “Workshop of …”."""
        return f"{self.before}{self.name}{self.after}"


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of a work in the words of its language.

    Attributes:
        makers: ``Maker`` objects.
        materials: names.
        dimensions: as ``dimension_lines`` gives them.
        provenance, exhibitions, bibliography: texts.
        creators: JSON-LD nodes of those who made it without a doubt.
        quantities: JSON-LD nodes of the dimensions by kind.
    """

    makers: list
    materials: list
    dimensions: list
    provenance: list
    exhibitions: list
    bibliography: list
    creators: list
    quantities: dict


def dimension_lines(rows):
    """Write dimensions on as few lines as their units allow: “270 × 180 cm”, “height × width”.

    Args:
        rows: ``Dimension`` objects in the order in which they are to be read.

    Returns:
        list[tuple[str, str]]: amounts with their unit, and what was measured, both in the active language.
    """
    lines = []
    for unit, group in groupby(rows, key=lambda row: str(row.get_unit_display())):
        group = list(group)
        amounts = " × ".join(number(row.value) for row in group)
        lines.append((f"{amounts}\xa0{unit}", " × ".join(str(row.get_kind_display()) for row in group)))
    return lines


def read_record(page):
    """Return the ``Record`` of a ``HighlightPage``, saved or not, from its rows."""
    with override(language_of(page)):
        makers = list(page.makers.select_related("person"))
        sizes = list(page.dimensions.all())
        return Record(
            makers=[_maker(row) for row in makers],
            materials=[row.material.name for row in page.materials.select_related("material")],
            dimensions=dimension_lines(sizes),
            provenance=[row.text for row in page.provenance.all()],
            exhibitions=[row.text for row in page.exhibitions.all()],
            bibliography=[row.text for row in page.bibliography.all()],
            creators=[person(row.person) for row in makers if row.is_author],
            quantities={row.kind: quantity(row) for row in sizes},
        )


def _maker(row):
    before, name, after = row.in_words.partition(row.person.name)
    url = (row.person.live and row.person.get_url()) or ""
    return Maker(before, name, after, row.is_author, row.person.life_dates, row.role, url)


@kept("record", in_memory=False)
def kept_record(key):
    """Return the ``Record`` of a published work by its primary key."""
    from collection.models import HighlightPage

    return read_record(HighlightPage.objects.only("locale_id", "path").get(pk=key))
