"""What somebody carries off who copies the disk: every table in the order in which its rows lie there, and the bytes.

On SQLite the log beside the file is kept as well, and can be played back commit by commit. On PostgreSQL each row
comes with ``xmin``, the transaction that wrote it, and ``ctid``, its place; files and log are bytes (``heap.py``).
"""

import shutil
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from tests.secrecy.heap import Raw, raw_of

Row = dict[str, Any]
Tables = dict[str, list[Row]]

WAL_HEADER, FRAME_HEADER = 32, 24
ENDINGS = ("", "-wal")


@dataclass(eq=False)
class Copy:
    tables: Tables
    file: Path | None = None  # of SQLite: the copied database, its log beside it
    raw: Raw | None = None  # of PostgreSQL

    @cached_property
    def bytes(self) -> bytes:
        """All that was on the disk, as it lay there."""
        return self.raw.bytes if self.raw else self.of("") + self.of("-wal")

    def of(self, ending: str) -> bytes:
        """Return SQLite's file, or what lies beside it."""
        one = Path(f"{self.file}{ending}")
        return one.read_bytes() if self.file and one.exists() else b""

    def commits(self) -> Iterator[tuple[Tables, Tables]]:
        """Play SQLite's log back: the tables before and after each commit in it."""
        if self.file is None or not (log := Path(f"{self.file}-wal")).exists():
            return
        before = None
        for end in commit_ends(log.read_bytes()):
            after = until(self.file, log, end)
            if before is not None:
                yield before, after
            before = after


def copy_of(engine: Engine, folder: Path, name: str, since: Copy | None = None) -> Copy:
    """Copy what is on the disk now, while the server goes on; of PostgreSQL's log what came since a former copy."""
    if engine.dialect.name != "sqlite":
        return Copy(postgres_tables(engine), raw=raw_of(engine, since.raw if since else None))
    copied = folder / f"{name}.db"
    for ending in ENDINGS:
        if Path(f"{engine.url.database}{ending}").exists():
            shutil.copy(f"{engine.url.database}{ending}", f"{copied}{ending}")
    return Copy(sqlite_tables(looked_at(copied, folder)), copied)


def looked_at(file: Path, folder: Path) -> Path:
    """A copy of the copy: whoever opens a database takes its log in."""
    for ending in ENDINGS:
        (folder / f"look.db{ending}").unlink(missing_ok=True)
        if Path(f"{file}{ending}").exists():
            shutil.copy(f"{file}{ending}", folder / f"look.db{ending}")
    (folder / "look.db-shm").unlink(missing_ok=True)
    return folder / "look.db"


def sqlite_tables(file: Path) -> Tables:
    connection = sqlite3.connect(file)
    try:
        connection.row_factory = sqlite3.Row
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = [name for (name,) in connection.execute(query)]
        return {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}
    finally:
        connection.close()


def postgres_tables(engine: Engine) -> Tables:
    listed = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    with engine.connect() as connection:
        return {name: postgres_rows(connection, name) for name in connection.execute(listed).scalars().all()}


def postgres_rows(connection: Any, name: str) -> list[Row]:
    query = text(f'SELECT xmin::text::bigint AS "xmin", ctid::text AS "ctid", * FROM "{name}" ORDER BY "{name}".ctid')
    return [plain(dict(row._mapping)) for row in connection.execute(query)]


def plain(row: Row) -> Row:
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def as_record(*numbers: int) -> bytes:
    """Return small numbers as SQLite writes a row of them (https://sqlite.org/fileformat2.html#record_format)."""
    short = [number not in (0, 1) for number in numbers]  # nought and one stand in the header
    if not all(-128 <= number < 128 for number in numbers):
        raise ValueError("only of one byte each")
    kinds = [1 if is_short else 8 + number for number, is_short in zip(numbers, short, strict=True)]
    said = [number & 0xFF for number, is_short in zip(numbers, short, strict=True) if is_short]
    return bytes([len(numbers) + 1, *kinds, *said])


def commit_ends(log: bytes) -> list[int]:
    """Return where in SQLite's log each commit ends (https://sqlite.org/fileformat2.html#walformat)."""
    if len(log) < WAL_HEADER:
        return []
    size = struct.unpack(">I", log[8:12])[0]
    salts, ends = log[16:24], []
    for start in range(WAL_HEADER, len(log) - FRAME_HEADER, FRAME_HEADER + size):
        if log[start + 8 : start + 16] != salts:
            break  # what an older log left behind
        if struct.unpack(">I", log[start + 4 : start + 8])[0]:
            ends.append(start + FRAME_HEADER + size)
    return ends


def until(file: Path, log: Path, end: int) -> Tables:
    """Return the tables as they were when the log had come that far."""
    played = file.with_name("played.db")
    shutil.copy(file, played)
    Path(f"{played}-shm").unlink(missing_ok=True)
    Path(f"{played}-wal").write_bytes(log.read_bytes()[:end])
    return sqlite_tables(played)
