"""Typst: data and a template in, PDF or pictures out. It must not know what the data say.

Data go in as JSON, so that no text of a person is ever read as mark-up.
"""

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typst

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
FONTS = ROOT / "static" / "dist" / "fonts"
_PROBE = b'#set text(font: ("Fira Sans", "DejaVu Sans Mono"))\n#json(bytes(sys.inputs.at("text")))'


class Press:
    """Typst with the fonts of the house, or those that come with it where there is no build."""

    def __init__(self) -> None:
        folders = [str(FONTS)] if FONTS.is_dir() else []
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)

    def pdf(self, template: str, files: Mapping[str, bytes] | None = None, /, **inputs: Any) -> bytes:
        """Return an accessible PDF (PDF/UA-1); ``files`` can be drawn by their names."""
        with _workplace(files) as root:
            return bytes(self._compile(template, inputs, root, format="pdf", pdf_standards=["ua-1"]))

    def pictures(self, template: str, **inputs: Any) -> list[bytes]:
        """Return each page as PNG."""
        made = self._compile(template, inputs, format="png", ppi=220)
        return made if isinstance(made, list) else [made]

    def _compile(self, template: str, inputs: dict[str, Any], root: Path = TEMPLATES, **options: Any) -> Any:
        texts = {name: self._printable(json.dumps(value, ensure_ascii=False)) for name, value in inputs.items()}
        compiler = typst.Compiler(str(root / template), root=str(root), font_paths=self._fonts, sys_inputs=texts)
        return compiler.compile(**options)

    def _printable(self, text: str) -> str:
        """Return the text with the names of signs that no font has, e.g. [grinning face].

        PDF/UA forbids empty boxes: a file without the sign's name could not be made at all.
        """
        rare = sorted({sign for sign in text if sign > "\u024f"})
        missing = self._missing(rare)
        return re.sub("|".join(map(re.escape, missing)), _named, text) if missing else text

    def _missing(self, signs: list[str]) -> list[str]:
        """Return which signs no font has, by halves: most texts need one look."""
        if not signs or self._shows(signs):
            return []
        if len(signs) == 1:
            return signs
        middle = len(signs) // 2
        return self._missing(signs[:middle]) + self._missing(signs[middle:])

    def _shows(self, signs: list[str]) -> bool:
        compiler = typst.Compiler(_PROBE, font_paths=self._fonts, sys_inputs={"text": json.dumps(" ".join(signs))})
        try:
            compiler.compile(format="pdf", pdf_standards=["a-2u"])
        except typst.TypstError:
            return False
        return True


@contextmanager
def _workplace(files: Mapping[str, bytes] | None) -> Iterator[Path]:
    """Typst reads below one folder only: where there are files to draw, it gets one with the templates beside them."""
    if not files:
        yield TEMPLATES
        return
    with tempfile.TemporaryDirectory() as made:
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, made)
        for name, data in files.items():
            (Path(made) / name).write_bytes(data)
        yield Path(made)


def _named(match: re.Match[str]) -> str:
    sign = match.group()
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
