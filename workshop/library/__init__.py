"""The agendas that come with the product: files ``workshop-template/1`` in this folder.

A template's steps have ids of their own and refer to each other by these. It may bring a roster and
sample answers, which are invented and labelled so. Beside ``swot.json`` stands ``swot.en.json``, the same in English;
the sample is of its place and stays German.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FORMAT = "workshop-template/1"
SAMPLE = "coburg"
HOME = "de"  # every template is there in this language


@lru_cache
def templates(language: str = HOME) -> dict[str, dict[str, Any]]:
    """Return every template by its id, in a language if there is one in it, in the order of their titles."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in Path(__file__).parent.glob("*.json")]
    ours = [template for template in files if template["format"] == FORMAT]
    found = {one["id"]: _called_in(language, one) for one in ours if one["language"] == HOME}
    found |= {one["id"]: one for one in ours if one["language"] == language}
    return dict(sorted(found.items(), key=lambda named: str(named[1]["title"])))


def _called_in(language: str, template: dict[str, Any]) -> dict[str, Any]:
    """What a template is and what it is for can be read in a language that its steps are not in."""
    return template | {name: template.get(f"{name}_{language}") or template[name] for name in ("title", "about")}
