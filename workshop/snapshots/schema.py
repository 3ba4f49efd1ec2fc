"""The JSON schemas of what leaves the product, made from the dataclasses.

``python -m workshop.snapshots.schema`` prints docs/summary.schema.json, with ``template`` behind it
docs/template.schema.json; tests compare them.
"""

import json
import sys
from typing import Any

import msgspec

from workshop.library.format import File
from workshop.snapshots.document import SCHEMA, Summary

TEMPLATE = "workshop-template/1"


def schema_text() -> str:
    """Return the schema of the Summary as the text of its file."""
    return _text(Summary, SCHEMA)


def template_schema_text() -> str:
    """Return the schema of a template as the text of its file."""
    return _text(File, TEMPLATE)


def _text(shape: type[Any], name: str) -> str:
    made = msgspec.json.schema(shape)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **made}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(template_schema_text() if "template" in sys.argv[1:] else schema_text(), end="")
