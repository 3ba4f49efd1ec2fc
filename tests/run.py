"""Run everything: checks first, then every test folder, with the seconds each took.

`python -m tests.run` for all, `python -m tests.run check` for the checks alone. The last line
counts what passed and what failed; a folder without tests is left out.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from config import ROOT

BIN = Path(sys.executable).parent
TESTS = ROOT / "tests"
REPORTS = ROOT / "build" / "tests"
LAST = ("services", "live", "faults", "browser")  # quick folders first: a slip shows early
# npm's tools and the venv's own node, whatever else the machine has.
ENVIRON = {**os.environ, "PATH": f"{BIN}:{ROOT}/node_modules/.bin:{os.environ.get('PATH', '')}"}


@dataclass
class Part:
    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int = 0

    def __str__(self) -> str:
        return (
            f"{self.name:<20}{self.seconds:7.1f} s {self.passed:6} passed {self.failed:4} failed"
            f" {self.skipped:4} skipped"
        )


def main(words: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    parts = checks()
    if words != ["check"]:
        parts += [*front_end(), *map(folder, folders())]
    print("", *parts, "", sep="\n")
    passed, failed = sum(one.passed for one in parts), sum(one.failed for one in parts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def checks() -> list[Part]:
    return [
        command("ruff", "ruff", "check", "--quiet", "."),
        command("format", "ruff", "format", "--check", "--quiet", "."),
        command("mypy", "mypy", "--no-error-summary"),
        command("tsc", "tsc", "--noEmit"),
    ]


def front_end() -> list[Part]:
    files = sorted(map(str, (TESTS / "js").glob("*.test.*")))
    return [command("tests/js", "node", "--test", *files)] if files else []


def folders() -> list[str]:
    """List the folders that hold tests, "." for those beside them, slow ones last."""
    found = {path.relative_to(TESTS).parts[0] for path in TESTS.rglob("*/test_*.py")}
    return [".", *sorted(found - set(LAST)), *(one for one in LAST if one in found)]


def folder(name: str) -> Part:
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    targets = sorted(map(str, TESTS.glob("test_*.py"))) if name == "." else [f"tests/{name}"]
    label = "tests" if name == "." else f"tests/{name}"
    whole = command(label, "pytest", "--quiet", f"--junit-xml={report}", *targets)
    return counted(whole, report) if report.exists() else whole


def counted(whole: Part, report: Path) -> Part:
    suite = ElementTree.parse(report).getroot().find("testsuite")
    assert suite is not None
    tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    # A run that broke after its last test has failed too.
    return Part(whole.name, whole.seconds, max(tests - bad - skipped, 0), max(bad, whole.failed), skipped)


def command(name: str, *words: str) -> Part:
    print(f"── {name}", flush=True)
    start = time.monotonic()
    code = subprocess.run(words, cwd=ROOT, env=ENVIRON).returncode
    return Part(name, time.monotonic() - start, int(code == 0), int(code != 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
