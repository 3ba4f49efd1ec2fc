"""The few things Word needs that python-docx has no words for: language, repeated heads, page numbers."""

import io
from collections.abc import Collection, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

TEXT_WIDTH = 16.6  # cm
FONT = "Calibri"  # whoever edits this has Word; a font of ours could not be edited elsewhere
_FAINT = RGBColor(0x55, 0x5A, 0x75)
_INK = RGBColor(0x14, 0x15, 0x28)
_LINE = "C9CCDB"
_TONGUES = {"de": "de-DE", "en": "en-GB"}
_SIZES = {"Title": 24, "Subtitle": 13, "Heading 1": 15, "Heading 2": 12}


def prepare(document: Any, outline: dict[str, Any]) -> None:
    """Set page, styles, language, properties, head and foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.4)
    tongue = _TONGUES.get(outline["language"], "en-GB")
    _style(document, tongue)
    properties = document.core_properties
    properties.title = f"{outline['kind']}: {outline['title']}"[:255]
    properties.author, properties.language, properties.comments = outline["author"][:255], tongue, ""
    _head(section, outline)
    _foot(section, outline)


def small(document: Any, text: str) -> Any:
    """Add a line in secondary text and return it."""
    line = document.add_paragraph()
    _faint(line.add_run(text))
    return line


def facts(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """Add what is said in a word and its value, one a line."""
    for label, value in rows:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(3.2))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(3.2), Cm(-3.2)
        _faint(line.add_run(f"{label}\t"))
        line.add_run(value)


def table(
    document: Any,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float] = (),
    numbers: Collection[int] = (),
) -> None:
    """Add a table whose head is repeated on every page.

    ``widths`` in cm, equal unless told; ``numbers``: columns set to the right.
    """
    made = document.add_table(rows=1, cols=len(head), style="Table Grid")
    made.autofit = False
    _mark(made.rows[0], "w:tblHeader")
    _fill(made.rows[0], head, numbers)
    for row in rows:
        _fill(made.add_row(), row, numbers)
    for row in made.rows:
        _mark(row, "w:cantSplit")
    _widen(made, widths or [TEXT_WIDTH / len(head)] * len(head))
    for run in (run for cell in made.rows[0].cells for paragraph in cell.paragraphs for run in paragraph.runs):
        run.bold = True
    after = document.add_paragraph().paragraph_format
    after.space_after, after.line_spacing = Pt(0), Pt(6)


def _widen(made: Any, widths: Sequence[float]) -> None:
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def picture(document: Any, data: bytes, alt: str, width: Length) -> None:
    """Add a picture with words for those who cannot see it."""
    shape = document.add_picture(io.BytesIO(data), width=width)
    shape._inline.docPr.set("descr", alt)


def _style(document: Any, tongue: str) -> None:
    for name in ("Normal", *_SIZES):
        style = document.styles[name]
        style.font.name = FONT
        style.font.color.rgb = _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for name, size in _SIZES.items():
        document.styles[name].font.size = Pt(size)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Subtitle"].font.italic = False
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), tongue)
    _hairlines(document.styles["Table Grid"].element)


def _hairlines(style: Any) -> None:
    """Leave only thin lines between rows."""
    borders = style.find(f".//{qn('w:tblBorders')}")
    for side in list(borders):
        keeps = side.tag in (qn("w:insideH"), qn("w:bottom"))
        side.set(qn("w:val"), "single" if keeps else "nil")
        side.set(qn("w:color"), _LINE)


def _head(section: Any, outline: dict[str, Any]) -> None:
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _faint(line.add_run(" · ".join([outline["title"], *outline["notices"]])))


def _foot(section: Any, outline: dict[str, Any]) -> None:
    line = section.footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), 2)
    before, _, rest = outline["labels"]["documents.page"].partition("{page}")
    between, _, after = rest.partition("{pages}")
    _faint(line.add_run(f"{outline['made']}\t{before}"))
    _field(line, "PAGE")
    _faint(line.add_run(between))
    _field(line, "NUMPAGES")
    _faint(line.add_run(after))


def _field(line: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = line.add_run("1")
    _faint(run)
    field.append(run._element)
    line._element.append(field)


def _fill(row: Any, texts: Sequence[str], numbers: Collection[int]) -> None:
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(text).font.size = Pt(10)
        if at in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _faint(run: Any) -> None:
    run.font.size = Pt(9.5)
    run.font.color.rgb = _FAINT
