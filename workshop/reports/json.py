"""All data as JSON, complete and in a versioned form (docs/summary.schema.json)."""

import json
from typing import Any


def make(summary: dict[str, Any]) -> bytes:
    """Return the Summary as it is."""
    return json.dumps(summary, ensure_ascii=False, indent=1).encode()
