"""The agendas that come with the product: files ``workshop-template/1`` in this folder.

A template's steps have ids of their own and refer to each other by these. It may bring a roster and
sample answers, which are invented and labelled so.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FORMAT = "workshop-template/1"
SAMPLE = "coburg"


@lru_cache
def templates() -> dict[str, dict[str, Any]]:
    """Return every template by its id, in the order of their titles."""
    found = [json.loads(file.read_text(encoding="utf-8")) for file in Path(__file__).parent.glob("*.json")]
    ours = [template for template in found if template["format"] == FORMAT]
    return {template["id"]: template for template in sorted(ours, key=lambda one: one["title"])}
