"""The text of a kit for word processors, with the museum's fonts inside: letters of all four languages are right."""

import uuid
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from press.kits.pdf import FONTS, INK, MADDER, MUTED

SERIF, SANS = "Noto Serif", "Noto Sans"
EMBEDDED = {
    SERIF: {"embedRegular": "NotoSerif-Regular.ttf", "embedBold": "NotoSerif-Bold.ttf"},
    SANS: {"embedRegular": "NotoSans-Regular.ttf", "embedBold": "NotoSans-Bold.ttf"},
}
LOCALES = {"az": "az-Latn-AZ", "en": "en-GB", "ka": "ka-GE", "tr": "tr-TR"}
BEFORE_FONTS = {
    qn(f"w:{name}")
    for name in (
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData"),
    )
}
FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"

# Font, size in points, bold, colour, points before and after.
LOOKS = {
    "museum": (SANS, 9.5, True, INK, 0, 18),
    "embargo": (SANS, 11, True, MADDER, 0, 12),
    "kind": (SANS, 9.5, True, MADDER, 0, 0),
    "dated": (SANS, 9.5, False, MUTED, 4, 10),
    "summary": (SERIF, 12, True, INK, 0, 12),
    "caption": (SANS, 9, False, MUTED, 4, 8),
    "small": (SANS, 9, False, MUTED, 0, 6),
}
BUILT_IN = {
    "Normal": (SERIF, 11, False, INK, 0, 8),
    "Title": (SERIF, 22, True, INK, 0, 0),
    "Heading 2": (SANS, 13, True, INK, 14, 4),
    "Heading 3": (SANS, 11, True, INK, 12, 4),
    "List Bullet": (SERIF, 11, False, INK, 0, 3),
    "List Number": (SERIF, 11, False, INK, 0, 3),
    "Quote": (SERIF, 11.5, False, INK, 6, 10),
}
SMALL_SECTIONS = {"pictures", "contact", "end"}


def build(dossier):
    """Return the DOCX of a ``Dossier``."""
    document = Document()
    _set_up(document, dossier)
    for block in dossier.blocks:
        _write(document, block, dossier.language)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document, dossier):
    about = document.core_properties
    about.title, about.author, about.subject = dossier.title, dossier.museum, dossier.summary[:255]
    about.language = dossier.language
    about.comments = dossier.url
    if dossier.published:
        about.created = about.modified = dossier.published
    about.last_modified_by = dossier.museum
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    styles = document.styles
    for name, look in BUILT_IN.items():
        _style(styles[name], look)
    for name, look in LOOKS.items():
        style = styles.add_style(f"Museum {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _style(style, look)
    title = styles["Title"].element.pPr
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), LOCALES[dossier.language])
    defaults.append(lang)
    _embed_fonts(document)


def _style(style, look):
    font, size, bold, colour, before, after = look
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = RGBColor(*colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), font)


def _embed_fonts(document):
    """Put the fonts into the file as ECMA-376 says (part 4, 2.8.1): their first bytes mingled with a key."""
    package = document.part.package
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(table.blob)
    number = 0
    for name, faces in EMBEDDED.items():
        for known in fonts.findall(qn("w:font")):
            if known.get(qn("w:name")) == name:
                fonts.remove(known)
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        for kind, file in faces.items():
            number += 1
            key = uuid.uuid5(uuid.NAMESPACE_OID, file)
            part = Part(
                PackURI(f"/word/fonts/font{number}.odttf"),
                "application/vnd.openxmlformats-officedocument.obfuscatedFont",
                _mingled((FONTS / file).read_bytes(), key),
                package,
            )
            relation = table.relate_to(part, FONT)
            font.append(
                parse_xml(
                    f'<w:{kind} {nsdecls("w", "r")} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>'
                )
            )
        fonts.append(font)
    table._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)
    settings = document.settings.element
    before = sum(child.tag in BEFORE_FONTS for child in settings)  # the schema prescribes the order
    settings.insert(before, OxmlElement("w:embedTrueTypeFonts"))


def _mingled(data, key):
    mask = bytes.fromhex(key.hex)[::-1]
    return bytes(byte ^ mask[number % 16] for number, byte in enumerate(data[:32])) + data[32:]


def _write(document, block, language):
    if block.kind == "title":
        _runs(document.add_paragraph(style="Title"), block.runs, language)
    elif block.kind == "heading":
        _runs(document.add_paragraph(style=f"Heading {block.level}"), block.runs, language)
    elif block.kind == "table":
        _table(document, [[*row] for row in block.rows], language)
    elif block.kind == "facts":
        for label, said in block.rows:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(3)
            paragraph.add_run(f"{label}: ").bold = True
            for number, runs in enumerate(said):
                if number:
                    paragraph.add_run("; ")
                _runs(paragraph, runs, language)
        document.paragraphs[-1].paragraph_format.space_after = Pt(12)
    elif block.kind == "item":
        _item(document, block, language)
    elif block.kind == "quote":
        paragraph = document.add_paragraph(style="Quote")
        paragraph.paragraph_format.left_indent = Cm(0.8)
        _runs(paragraph, block.runs, language)
    else:
        name = block.kind if block.kind in LOOKS else "small" if block.section in SMALL_SECTIONS else ""
        _runs(document.add_paragraph(style=f"Museum {name}" if name else "Normal"), block.runs, language)


def _item(document, block, language):
    """Write an item with its marker as words: lists of Word go on counting from one list to the next."""
    paragraph = document.add_paragraph(style="Museum small" if block.section in SMALL_SECTIONS else "Normal")
    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent = Cm(0.8 * (block.level + 1)), Cm(-0.8)
    shape.tab_stops.add_tab_stop(Cm(0.8 * (block.level + 1)))
    shape.space_after = Pt(4)
    paragraph.add_run(f"{block.marker}\t")
    _runs(paragraph, block.runs, language)


def _table(document, rows, language):
    if not rows or not rows[0]:
        return
    table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for number, cells in enumerate(rows):
        for column, runs in enumerate(cells):
            paragraph = table.cell(number, column).paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _runs(paragraph, runs, language, bold=number == 0)
    document.add_paragraph()


def _runs(paragraph, runs, language, bold=False):
    for run in runs:
        target = paragraph
        if run.href:
            target = OxmlElement("w:hyperlink")
            target.set(
                qn("r:id"), paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
        written = paragraph.add_run(run.text)
        if bold or run.bold or (run.italic and language == "ka"):
            written.bold = True
        if run.italic and language != "ka":
            written.italic = True
        if run.href:
            written.font.color.rgb = RGBColor(*MADDER)
            written.font.underline = True
            target.append(written._element)
            paragraph._element.append(target)
