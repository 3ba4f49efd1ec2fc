"""Run everything: every test folder and the checks, several at a time, with the seconds each took.

`python -m tests.run` for all, `python -m tests.run check` for the checks alone. The last line
counts what passed and what failed; a folder without tests is left out.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path

from config import ROOT
from tests.services.server import prepare

BIN = Path(sys.executable).parent
TESTS = ROOT / "tests"
REPORTS = ROOT / "build" / "tests"
PREPARED = ROOT / "build" / "prepared"  # what every part begins with, made once; tests take copies
LIMIT = 1200  # seconds against hanging only: one part that never ends must not hide what the others say
DYING = 10  # seconds for its last words
LANES = 2  # of parts at the same time; what only computes goes on beside them, as far as they wait
SLOW = ("services", "secrecy", "live", "faults", "rehearsal")  # the longest first, so that no lane waits for it
# The folder with a browser takes longer than all others together and is run in shares, these files first: each with
# the seconds it takes. Where they are wrong a lane waits at the end; nothing is left out.
SHARES = 6
SECONDS = {
    "accessibility": 300,
    "whole_day": 110,
    "phone": 45,
    "editor": 35,
    "phone_line": 35,
    "late": 30,
    "cockpit": 30,
}
USUAL = 15
RUNNING: set[subprocess.Popen[bytes]] = set()
# npm's tools and the venv's own node, whatever else the machine has.
ENVIRON = {
    **os.environ,
    "PREPARED": str(PREPARED),
    "PATH": f"{BIN}:{ROOT}/node_modules/.bin:{os.environ.get('PATH', '')}",
}


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


Job = Callable[[], Part]


def main(words: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    if words == ["check"]:
        jobs, beside = checks(), []
    else:
        shutil.rmtree(PREPARED, ignore_errors=True)
        prepare(PREPARED)
        jobs, beside = in_turn(slow_folders(), shares()), [quick_folders(), *checks(), *front_end()]
    with ThreadPoolExecutor(LANES) as lanes, ThreadPoolExecutor(1, initializer=step_back) as spare:
        try:
            parts = [done.result() for done in [*map(lanes.submit, jobs), *map(spare.submit, beside)]]
        except KeyboardInterrupt:  # it reaches this process alone
            for lane in (lanes, spare):
                lane.shutdown(wait=False, cancel_futures=True)
            for run in list(RUNNING):
                end(run)
            raise
    print("", *parts, f"{'altogether':<20}{time.monotonic() - start:7.1f} s", "", sep="\n")
    passed, failed = sum(one.passed for one in parts), sum(one.failed for one in parts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def checks() -> list[Job]:
    return [
        partial(command, "ruff", "ruff", "check", "--quiet", "."),
        partial(command, "format", "ruff", "format", "--check", "--quiet", "."),
        partial(command, "mypy", "mypy", "--no-error-summary"),
        partial(command, "tsc", "tsc", "--noEmit"),
    ]


def front_end() -> list[Job]:
    files = sorted(map(str, (TESTS / "js").glob("*.test.*")))
    return [partial(command, "tests/js", "node", "--test", *files)] if files else []


def step_back() -> None:
    """Let what this thread starts have only what the others leave of the processors."""
    with suppress(OSError):  # not every system has priorities of threads
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 5)


def slow_folders() -> list[Job]:
    """Return what runs the folders without a browser that take long, or measure how long something takes."""
    return [partial(reported, f"tests/{one}", one, [f"tests/{one}"]) for one in SLOW]


def quick_folders() -> Job:
    """Return what runs all others, and what lies beside the folders: to begin a part takes seconds."""
    found = {path.relative_to(TESTS).parts[0] for path in TESTS.rglob("*/test_*.py")} - {"browser", *SLOW}
    quick = [*(f"tests/{one}" for one in sorted(found)), *map(str, sorted(TESTS.glob("test_*.py")))]
    return partial(reported, "tests (others)", "others", quick)


def in_turn(some: list[Job], others: list[Job]) -> list[Job]:
    """One with a browser and one without: two browsers would take more than two cores."""
    return [job for pair in zip_longest(some, others) for job in pair if job]


def shares() -> list[Job]:
    """Deal the files with a browser out, each to the share that has least to do; the largest share comes first."""
    dealt: list[list[Path]] = [[] for _ in range(SHARES)]
    for file in sorted((TESTS / "browser").glob("test_*.py"), key=lambda file: (-seconds(file), file)):
        min(dealt, key=lambda share: sum(map(seconds, share))).append(file)
    dealt.sort(key=lambda share: -sum(map(seconds, share)))
    named = [(f"browser-{n}", list(map(str, share))) for n, share in enumerate(dealt, start=1) if share]
    return [partial(reported, f"tests/{name}", name, targets) for name, targets in named]


def seconds(file: Path) -> int:
    return SECONDS.get(file.stem.removeprefix("test_"), USUAL)


def reported(label: str, name: str, targets: list[str]) -> Part:
    """Run some tests and count them by what pytest wrote down."""
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
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
    """Run one part and print what it said in one piece, so that two lanes do not mix."""
    start = time.monotonic()
    place = REPORTS / f"{name.replace('/', '-')}.at"
    place.unlink(missing_ok=True)
    # Into a file: a pipe would be waited for as long as anything that was left behind holds it.
    with tempfile.TemporaryFile() as output:
        run = subprocess.Popen(
            words, cwd=ROOT, env={**ENVIRON, "STANDS_AT": str(place)}, stdout=output, stderr=output, process_group=0
        )
        ended = awaited(run)
        output.seek(0)
        said = output.read().decode(errors="replace").rstrip()
    seconds = time.monotonic() - start
    print(f"── {name}: {seconds:.0f} s", *([said] if said else []), sep="\n", flush=True)
    if not ended:
        at = place.read_text() if place.exists() else "somewhere"
        print(f"{name} hung and was ended after {LIMIT} s at {at}; its threads are written down above", flush=True)
    return Part(name, seconds, int(run.returncode == 0), int(run.returncode != 0))


def awaited(run: subprocess.Popen[bytes]) -> bool:
    """Wait until a part has ended; end one that hangs, with all it started. Return whether it ended by itself."""
    RUNNING.add(run)
    try:
        run.wait(LIMIT)
        return True
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGABRT)  # pytest writes down where each thread stands
        with suppress(subprocess.TimeoutExpired):
            run.wait(DYING)
        return False
    finally:
        end(run)  # what a test left behind takes time from those that follow
        run.wait()
        RUNNING.remove(run)


def end(run: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
