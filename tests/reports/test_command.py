"""Documents are made by a process of their own."""

import json
import subprocess
import sys

import pytest

from config import ROOT
from tests.reports import samples
from tests.reports.readers import as_json


def run(*arguments, data=b""):
    command = [sys.executable, "-m", "workshop.reports", *arguments]
    return subprocess.run(command, input=data, capture_output=True, cwd=ROOT, timeout=60)


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK"), ("csv", b"PK")])
def test_a_summary_in_gives_a_file_out(kind, start):
    done = run(kind, data=json.dumps(as_json(samples.coburg())).encode())
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(start)


@pytest.mark.parametrize("arguments", [(), ("odt",), ("pdf", "docx"), ("../x",)])
def test_an_unknown_format_is_refused_in_words(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pdf" in done.stderr


def test_it_starts_without_the_server():
    look = "import sys, workshop.reports.__main__; print({'flask', 'eventlet', 'sqlalchemy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, cwd=ROOT, timeout=60)
    assert done.stdout.strip() == b"set()"
