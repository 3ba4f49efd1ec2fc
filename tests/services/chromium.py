"""A real Chromium, wherever one can be had.

The order: CHROMIUM, one on the PATH, Debian's, the one npm carries, Playwright's own.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import ROOT

# The one without windows first: it is the same engine, and a fifth quicker.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Drawn without a graphics card, what is not needed to draw costs most of the time.
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-extensions",
    "--disable-site-isolation-trials",
    "--process-per-site",
]
PATIENCE = 400  # seconds for a download
NODE_FOLDER = ROOT / "build" / "chromium"


def find_chromium() -> str | None:
    """Return the path of a Chromium, fetching one if need be; None if none can be had."""
    with one_at_a_time():
        for way in (given, on_path, from_debian, from_npm, from_playwright):
            found = way()
            if found and Path(found).is_file():
                return str(found)
    return None


def flags() -> list[str]:
    """Return the command line; root has no sandbox to go into."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS


def given() -> str | None:
    return os.environ.get("CHROMIUM")


def on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    tried(["apt-get", "update"], env=quiet)
    for package in ("chromium-headless-shell", "chromium"):
        if tried(["apt-get", "install", "--yes", "--no-install-recommends", package], env=quiet):
            break
    return on_path()


def from_npm() -> str | None:
    bin_folder = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{bin_folder}:{os.environ.get('PATH', '')}"}
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--silent", "--ignore-scripts", "--no-save", "@sparticuz/chromium"]
    if not tried(npm, env=env, cwd=NODE_FOLDER):
        return None
    script = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"
    return tried(["node", "--eval", script], env=env, cwd=NODE_FOLDER)


def from_playwright() -> str | None:
    playwright = Path(sys.executable).with_name("playwright")
    if not tried([str(playwright), "install", "chromium"]):
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        return driver.chromium.executable_path


def tried(command: list[str], **options) -> str | None:
    """Run a command that may fail; return what it printed last, or None if it failed."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True, **options)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return None
    return run.stdout.strip().rpartition("\n")[2] or "done"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    # Two test runs at once must not both ask apt.
    lock = ROOT / "build" / "chromium.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
