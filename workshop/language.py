"""The one catalogue of all sentences, for Jinja, Python and the browser.

``translations/<language>/<area>.json`` hold flat keys; a type of activity brings its own
texts. A plural is ``{"one": …, "other": …}``, chosen by the parameter ``count``.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale

from workshop.activities import TYPES

LANGUAGES = ("de", "en")
FORMS = "forms"  # an area of its own: what only the editor says about a type, and no phone has to fetch
FOLDER = Path(__file__).parent.parent / "translations"

Sentence = str | dict[str, str]


class Catalogue:
    """All sentences in all languages, read once at start."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.sentences = {language: _read(folder / language, language) for language in LANGUAGES}

    def t(self, language: str, key: str, **params: Any) -> str:
        """Return the sentence in the language; the key itself where it is missing."""
        sentence = self.sentences[language].get(key, key)
        if isinstance(sentence, dict):
            sentence = sentence[plural_form(language, params.get("count", 0))]
        for name, value in params.items():
            sentence = sentence.replace("{" + name + "}", str(value))
        return sentence

    def of_areas(self, language: str, areas: Iterable[str]) -> dict[str, Sentence]:
        """Return the sentences of some areas, for the data block of a page."""
        wanted = set(areas)
        return {key: text for key, text in self.sentences[language].items() if _area(key) in wanted}


def _area(key: str) -> str:
    """Return where a sentence belongs: the part before the dot, or ``forms``."""
    area, _, name = key.partition(".")
    is_of_form = area in TYPES and (name == "about" or name.startswith(("field_", "help_", "usual_")))
    return FORMS if is_of_form else area


def plural_form(language: str, count: Any) -> str:
    """Return "one" or "other" by the language's own rule (CLDR)."""
    form = Locale(language).plural_form(count if isinstance(count, int) else 0)
    return form if form == "one" else "other"


def _read(folder: Path, language: str) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    for path in sorted(folder.glob("*.json")):
        area = json.loads(path.read_text(encoding="utf-8"))
        found |= {_full(path.stem, key): text for key, text in area.items()}
    for kind in TYPES.values():
        found |= {f"{kind.name}.{key}": text for key, text in kind.texts[language].items()}
    return found


def _full(area: str, key: str) -> str:
    return key if key.startswith(f"{area}.") else f"{area}.{key}"
