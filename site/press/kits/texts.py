"""The formats in which a kit's text is given: each a function of a ``Dossier``."""

from collections.abc import Callable
from dataclasses import dataclass

from press.kits import pdf, plain, word


@dataclass(frozen=True)
class Form:
    """A format: what it is called, its media type, and what makes it of a dossier.

    Attributes:
        shown: whether a browser shows it instead of keeping it.
        with_lead: whether ``build`` takes the path of the lead picture as well.
    """

    name: str
    media_type: str
    build: Callable
    shown: bool = True
    with_lead: bool = False


FORMS = {
    "docx": Form(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.build,
        shown=False,
    ),
    "pdf": Form("PDF", "application/pdf", pdf.build, with_lead=True),
    "html": Form("HTML", "text/html; charset=utf-8", lambda dossier: dossier.html.encode()),
    "txt": Form("TXT", "text/plain; charset=utf-8", plain.build),
}
