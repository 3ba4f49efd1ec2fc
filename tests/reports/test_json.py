"""All data as JSON keep to the schema that is published."""

import json

import msgspec
import pytest

from config import ROOT
from tests.reports import samples
from tests.reports.readers import as_json, made
from workshop.snapshots.document import SCHEMA, Summary
from workshop.snapshots.schema import schema_text


def test_the_published_schema_is_the_one_of_the_code():
    published = (ROOT / "docs" / "summary.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: python -m workshop.snapshots.schema > docs/summary.schema.json"


@pytest.mark.parametrize("name", ["coburg", "coburg:en", "empty", "hostile", "large"])
def test_every_file_keeps_to_it(name):
    read = msgspec.convert(json.loads(made(name, "json")), Summary)
    assert read.schema == SCHEMA


def test_the_file_is_the_summary_and_nothing_else():
    assert json.loads(made("coburg", "json")) == as_json(samples.coburg())
