"""The JSON schema of the Summary, made from its dataclasses: ``python -m workshop.snapshots.schema``.

What it prints is docs/summary.schema.json; a test compares the two.
"""

import json

import msgspec

from workshop.snapshots.document import SCHEMA, Summary


def schema_text() -> str:
    """Return the schema as the text of its file."""
    made = msgspec.json.schema(Summary)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **made}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
