"""The text of a kit as PDF, in the museum's own fonts: paper for reading and printing, with real text in it."""

from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TextEmphasis
from fpdf.fonts import FontFace
from fpdf.prefs import ViewerPreferences

from press.kits.blocks import plain

FONTS = Path(__file__).parent / "fonts"
FACES = {
    ("serif", ""): "NotoSerif-Regular.ttf",
    ("serif", "B"): "NotoSerif-Bold.ttf",
    ("serif", "I"): "NotoSerif-Italic.ttf",
    ("sans", ""): "NotoSans-Regular.ttf",
    ("sans", "B"): "NotoSans-Bold.ttf",
}
INK, MUTED, MADDER, RULE = (27, 26, 23), (94, 88, 78), (140, 29, 44), (216, 209, 195)
MARGIN, LABEL, PICTURE = 24, 42, 78  # millimetres: column of the names of facts, height of the lead picture
POINT = 25.4 / 72

# Family, style, size in points, colour, space before in millimetres.
LOOKS = {
    "museum": ("sans", "B", 9.5, INK, 0),
    "embargo": ("sans", "B", 11, MADDER, 6),
    "kind": ("sans", "B", 9.5, MADDER, 12),
    "title": ("serif", "B", 21, INK, 1.5),
    "dated": ("sans", "", 9.5, MUTED, 3),
    "summary": ("serif", "B", 11.5, INK, 5),
    "heading": ("sans", "B", 11.5, INK, 7),
    "paragraph": ("serif", "", 10.5, INK, 3),
    "quote": ("serif", "I", 11.5, INK, 4),
    "item": ("serif", "", 10.5, INK, 1.8),
    "caption": ("sans", "", 9, MUTED, 3),
    "small": ("sans", "", 8.5, MUTED, 3),
}
SMALL_SECTIONS = {"pictures", "contact", "end"}


class Paper(FPDF):
    """A page of A4 with the museum's name and the number of the page at its foot."""

    def __init__(self, dossier):
        super().__init__(format="A4")
        self.dossier = dossier
        # Georgian has no italics: there, emphasis is weight.
        self.slanted = "B" if dossier.language == "ka" else "I"
        for (family, style), name in FACES.items():
            self.add_font(family, style, FONTS / name)
        self.set_margins(MARGIN, 20, MARGIN)
        self.c_margin = 0  # words stand flush with rules and pictures
        self.set_auto_page_break(True, 26)
        self.set_title(dossier.title)
        self.set_author(dossier.museum)
        self.set_subject(dossier.summary)
        self.set_creator(dossier.museum)
        self.set_lang(dossier.language)
        if dossier.published:
            self.set_creation_date(dossier.published)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.add_page()

    def footer(self):
        self.set_y(-18)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.set_font("sans", "", 8)
        self.set_text_color(*MUTED)
        self.set_y(-16)
        self.cell(self.epw - 20, 5, self.dossier.museum)
        # The number of pages is put in at the end, in the place of four wider signs.
        wider = self.get_string_width("{nb}") - self.get_string_width("0")
        self.cell(20 + wider, 5, f"{self.page_no()} / {{nb}}", align="R")

    def look(self, name):
        family, style, size, colour, before = LOOKS.get(name, LOOKS["paragraph"])
        self.family, self.style, self.size, self.colour = family, style, size, colour
        return before

    @property
    def line_height(self):
        return (
            self.size
            * POINT
            * (1.5 if self.dossier.language != "ka" else 1.6)
            * (0.85 if self.size > 15 else 1)
        )

    def runs(self, runs):
        """Write words from where the pen is, each in its manner."""
        for run in runs:
            style = self.slanted if self.style == "I" else self.style
            if run.bold:
                style = "B"
            elif run.italic and not style and self.family == "serif":
                style = self.slanted
            self.set_font(self.family, style, self.size)
            self.set_text_color(*(MADDER if run.href else self.colour))
            self.write(self.line_height, run.text, run.href)
        self.ln(self.line_height)

    def room(self, height):
        """Go on on the next page unless there is so much room left, in millimetres."""
        if self.will_page_break(height):
            self.add_page()


def build(dossier, lead=None):
    """Return the PDF of a ``Dossier``.

    Args:
        lead: path of a JPEG to show at the head, or ``None``.
    """
    paper = Paper(dossier)
    paper.set_fill_color(*MADDER)
    paper.rect(MARGIN, paper.get_y(), paper.epw, 1.1, "F")
    paper.set_fill_color(255)
    paper.ln(5)
    shown = lead is None
    for block in dossier.blocks:
        if not shown and block.kind == "summary":
            _picture(paper, lead, dossier.pictures[0])
            shown = True
        WRITERS.get(block.kind, _paragraph)(paper, block)
    out = BytesIO()
    paper.output(out)
    return out.getvalue()


def _picture(paper, path, picture):
    width = paper.epw
    height = width * picture.height / picture.width
    if height > PICTURE:
        width, height = width * PICTURE / height, PICTURE
    paper.ln(5)
    paper.room(height)
    paper.image(path, paper.l_margin, paper.get_y(), width, height, alt_text=picture.alt or picture.caption)
    paper.set_y(paper.get_y() + height)
    if words := " ".join(filter(None, [picture.caption, picture.credit])):
        paper.look("caption")
        paper.set_font(paper.family, "", 8)
        paper.set_text_color(*MUTED)
        paper.ln(1.5)
        paper.multi_cell(0, 4.4, words, align="L", new_x="LMARGIN", new_y="NEXT")


def _look_of(block):
    small = block.section in SMALL_SECTIONS and block.kind in ("paragraph", "item")
    return "small" if small else block.kind


def _paragraph(paper, block):
    paper.ln(paper.look(_look_of(block)))
    paper.runs(block.runs)


def _heading(paper, block):
    paper.ln(paper.look("heading"))
    paper.room(24)  # a heading does not stand alone at the foot of a page
    if block.level == 2:
        paper.start_section(block.text)
    paper.runs(block.runs)
    paper.ln(-1.5)


def _quote(paper, block):
    before = paper.look("quote")
    if block.text.startswith("–"):  # who said it
        paper.family, paper.style, paper.size, before = "sans", "", 9.5, 0
    else:
        paper.ln(before)
        paper.room(28)
    page, top = paper.page_no(), paper.get_y()
    _indented(paper, 7, lambda: paper.runs(block.runs))
    if paper.page_no() == page:
        paper.set_draw_color(*MADDER)
        paper.set_line_width(0.6)
        paper.line(paper.l_margin + 1, top + 1, paper.l_margin + 1, paper.get_y() - 1)


def _item(paper, block):
    before = paper.look(_look_of(block))
    paper.ln(before if block.section not in SMALL_SECTIONS else 2)
    paper.room(paper.line_height * 2)
    width = 6 if len(block.marker) < 3 else 8

    def write():
        paper.set_font(paper.family, paper.style, paper.size)
        paper.set_text_color(*MADDER)
        top = paper.get_y()
        paper.cell(width, paper.line_height, block.marker)
        paper.set_y(top)
        _indented(paper, width, lambda: paper.runs(block.runs))

    _indented(paper, 6 * block.level, write)


def _indented(paper, by, write):
    paper.set_left_margin(paper.l_margin + by)
    paper.set_x(paper.l_margin)
    write()
    paper.set_left_margin(paper.l_margin - by)
    paper.set_x(paper.l_margin)


def _facts(paper, block):
    paper.ln(5)
    paper.set_draw_color(*RULE)
    paper.set_line_width(0.2)
    for label, said in block.rows:
        paper.look("small")
        paper.size = 9.5
        paper.room(paper.line_height * 2)
        paper.line(paper.l_margin, paper.get_y(), paper.w - paper.r_margin, paper.get_y())
        paper.ln(1.2)
        top, page = paper.get_y(), paper.page_no()
        paper.set_font("sans", "", 9)
        paper.set_text_color(*MUTED)
        paper.multi_cell(LABEL - 3, paper.line_height, label, align="L", new_x="LMARGIN", new_y="NEXT")
        end = paper.get_y() if paper.page_no() == page else 0
        paper.set_y(top)
        paper.colour = INK

        def write(said=said):
            for runs in said:
                paper.runs(runs)

        _indented(paper, LABEL, write)
        if paper.page_no() == page:
            paper.set_y(max(end, paper.get_y()))
        paper.ln(1.2)


def _table(paper, block):
    if not block.rows or not block.rows[0]:
        return
    paper.ln(3)
    paper.set_font("sans", "", 9)
    paper.set_text_color(*INK)
    paper.set_draw_color(*RULE)
    head = FontFace(emphasis=TextEmphasis.B, color=INK)
    with paper.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=head,
        line_height=5.2,
        text_align="LEFT",
        padding=(0.8, 1.5, 0.8, 0),
    ) as table:
        for cells in block.rows:
            row = table.row()
            for cell in cells:
                row.cell(plain(cell))


WRITERS = {"heading": _heading, "quote": _quote, "item": _item, "facts": _facts, "table": _table}
