"""The minutes for Word: real styles, a list is a list, a table a table, so that people can go on editing.

Charts are pictures with words for those who cannot see them; their figures follow as a table.
"""

import io
from typing import Any

from docx import Document
from docx.shared import Cm

from workshop.reports import word
from workshop.reports.outline import Outline, outline_of
from workshop.reports.press import Press
from workshop.reports.shown import shown_in

# cm
PICTURE = 16.5
HIGHEST = 11.0
INCH, SCREEN = 2.54, 96  # a pixel of the screen is a 96th of an inch
LABEL, COUNT = 7.5, 3.0
AGENDA = (1.0, 5.6, 2.8, 2.2, 2.0, 3.0)
ATTENDANCE = (4.6, 6.8, 2.8, 2.4)


def make(summary: dict[str, Any]) -> bytes:
    """Return the file."""
    outline = outline_of(summary)
    shown = shown_in(outline)
    written = io.BytesIO()
    _Minutes(outline, _pictures(outline), shown).write().save(written)
    return written.getvalue()


def _pictures(outline: Outline) -> dict[int, bytes]:
    """Return the picture of each figure, by the identity of the figure."""
    parts = [part for step in outline["steps"] for part in (step, *step["further"])]
    figures = [part["figure"] for part in parts if part["figure"]]
    if not figures:
        return {}
    drawn = Press().pictures("pictures.typ", figures=figures)
    return {id(figure): picture for figure, picture in zip(figures, drawn, strict=True)}


class _Minutes:
    def __init__(self, outline: Outline, pictures: dict[int, bytes], shown: dict[str, bytes]) -> None:
        self.outline, self.pictures, self.shown = outline, pictures, shown
        self.labels = outline["labels"]
        self.document = Document()

    def write(self) -> Any:
        word.prepare(self.document, self.outline)
        self._front()
        self._agenda()
        for step in self.outline["steps"]:
            self._step(step)
        for section in self.outline["sections"]:
            self._section(section)
        self._attendance()
        for section in self.outline["annexes"]:
            self._section(section)
        return self.document

    def _front(self) -> None:
        outline, document = self.outline, self.document
        document.add_paragraph(outline["title"], "Title")
        if outline["subtitle"]:
            document.add_paragraph(outline["subtitle"], "Subtitle")
        if outline["notices"]:
            document.add_paragraph().add_run(" · ".join(outline["notices"])).bold = True
        word.facts(document, outline["facts"])

    def _agenda(self) -> None:
        self.document.add_heading(self.labels["documents.agenda"], 1)
        agenda = self.outline["agenda"]
        if agenda["rows"]:
            word.table(self.document, agenda["head"], agenda["rows"], AGENDA, (0, 3, 4))
        if self.outline["empty"]:
            self.document.add_paragraph(self.outline["empty"])

    def _attendance(self) -> None:
        attendance = self.outline["attendance"]
        self.document.add_heading(self.labels["documents.attendance"], 1)
        self.document.add_paragraph(attendance["sentence"])
        if attendance["rows"]:
            word.table(self.document, attendance["head"], attendance["rows"], ATTENDANCE)

    def _step(self, step: dict[str, Any]) -> None:
        self.document.add_heading(step["heading"], 1)
        word.small(self.document, step["meta"])
        self._part(step)
        for further in step["further"]:
            self._further(further)
        for theme in step["themes"]:
            self._theme(theme)
        for line in (step["nothing"], step["base"]):
            if line:
                word.small(self.document, line)

    def _part(self, part: dict[str, Any]) -> None:
        """What was asked, and the picture or the table of what came of it."""
        for line in part["ask"]:
            self.document.add_paragraph(line)
        if part.get("picture"):
            self._shown(part["picture"])
        if part["figure"]:
            word.picture(self.document, self.pictures[id(part["figure"])], part["figure"]["alt"], Cm(PICTURE))
            if not part["table"]:  # else the table has them all
                self._figures(part["figure"])
        if part["table"]:
            self._table(part["table"])

    def _further(self, part: dict[str, Any]) -> None:
        self.document.add_heading(part["title"], 2)
        self._part(part)
        for line in (part["nothing"], part["legend"]):
            if line:
                word.small(self.document, line)

    def _shown(self, picture: dict[str, Any]) -> None:
        """As wide as the text at most, and never so high that it fills a page; small ones stay small."""
        ratio = picture["width"] / picture["height"]
        width = min(word.TEXT_WIDTH, HIGHEST * ratio, picture["width"] * INCH / SCREEN)
        word.picture(self.document, self.shown[picture["file"]], picture["alt"], Cm(width))

    def _figures(self, figure: dict[str, Any]) -> None:
        """The same figures to go on working with."""
        beside = len(figure["head"]) - 1
        if figure["kind"] == "bars":
            rows = [[row["label"], row["text"]] for row in figure["rows"]]
        else:
            rows = [[_said(row), *(tile["text"] for tile in row["tiles"])] for row in figure["rows"]]
        widths = [LABEL, *[min(COUNT, (word.TEXT_WIDTH - LABEL) / beside)] * beside]
        word.table(self.document, figure["head"], rows, widths, range(1, beside + 1))

    def _section(self, section: dict[str, Any]) -> None:
        self.document.add_heading(section["title"], 1)
        for line in section["lines"]:
            written = self.document.add_paragraph(line["text"], "List Bullet")
            written.add_run(f"\n{line['meta']}").italic = True
        if section["table"]:
            self._table(section["table"])

    def _table(self, table: dict[str, Any]) -> None:
        numbers = [at for at, (_, kind) in enumerate(table["head"]) if kind == "number"]
        shares = table.get("widths", ())
        widths = [share / sum(shares) * word.TEXT_WIDTH for share in shares]
        word.table(self.document, [label for label, _ in table["head"]], table["rows"], widths, numbers)

    def _theme(self, theme: dict[str, Any]) -> None:
        if theme["title"]:
            self.document.add_heading(f"{theme['title']} ({theme['count']})", 2)
        for part in theme["parts"]:
            if part["question"]:
                word.small(self.document, part["question"]).paragraph_format.keep_with_next = True
            for card in part["cards"]:
                self._card(card)

    def _card(self, card: dict[str, Any]) -> None:
        written = self.document.add_paragraph(card["text"], "List Bullet")
        if card["who"]:
            written.add_run(f" – {card['who']}").italic = True
        if card["merged"]:
            written.add_run(f"\n{self.labels['documents.merged']}").italic = True
        for text in card["merged"]:
            self.document.add_paragraph(text, "List Bullet 2")


def _said(row: dict[str, Any]) -> str:
    return "\n".join(line for line in (row["label"], *row["marks"], " · ".join(row["notes"])) if line)
