"""PostgreSQL's own files as bytes, as somebody has them who copied the data directory and archived its log.

Read through the server, because they may belong to another user or lie on another machine: the files of all tables
and indexes just after a checkpoint, and the stretch of ``pg_wal`` that was written since a former copy. An archived
segment is the same bytes (https://www.postgresql.org/docs/current/storage-page-layout.html, …/wal-internals.html).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text

PAGE = 8192
PAGE_HEADER, TUPLE_HEADER, NORMAL = 24, 23, 1
LOG_PAGE_HEADER, SEGMENT_HEADER, RECORD_HEADER = 24, 40, 24
FIRST_OWN = 16384  # objects with lower numbers come with every database

FILES = text(
    "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) AS content FROM pg_class"
    " WHERE oid >= :first AND relkind IN ('r', 'i', 't') AND pg_relation_size(oid) > 0"
).bindparams(first=FIRST_OWN)
POSITION = text("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
SEGMENT = text("SELECT pg_size_bytes(current_setting('wal_segment_size'))")
STRETCH = text(
    "SELECT pg_read_binary_file('pg_wal/' || pg_walfile_name('0/0'::pg_lsn + (:start + 1)), :offset, :length)"
)


@dataclass(frozen=True)
class Raw:
    """What is not as it was in the former copy: ``files`` by name of table or index; ``log`` until its ``end``.

    ``prints``: by which all files are known again."""

    files: dict[str, bytes]
    log: bytes
    end: int
    prints: dict[str, int]

    @property
    def bytes(self) -> bytes:
        return b"".join(self.files.values()) + self.log


def raw_of(engine: Engine, since: Raw | None) -> Raw:
    """Copy the files at the worst moment, just after a checkpoint, when all that was written has come there."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Where the next record begins, not how far the log was written: that may be in the middle of a record of the
        # server's own. The checkpoint writes all that came before.
        end = connection.execute(POSITION).scalar_one()
        connection.execute(text("CHECKPOINT"))
        log = log_between(connection, since.end, end) if since else b""
        found = {row.relname: bytes(row.content) for row in connection.execute(FILES)}
    prints = {name: hash(content) for name, content in found.items()}
    changed = prints.items() - (since.prints.items() if since else set())
    return Raw({name: found[name] for name, _ in sorted(changed)} if since else {}, log, end, prints)


def log_between(connection: Connection, start: int, end: int) -> bytes:
    """Return the stretch without the headers of its pages, which would cut records in two."""
    size, found = connection.execute(SEGMENT).scalar_one(), b""
    while start < end:
        length = min(end, (start // size + 1) * size) - start
        read = connection.execute(STRETCH, {"start": start, "offset": start % size, "length": length}).scalar_one()
        found += b"".join(without_headers(start, bytes(read), size))
        start += length
    return found


def without_headers(start: int, log: bytes, segment: int) -> Iterator[bytes]:
    at = start
    while at < start + len(log):
        end = (at // PAGE + 1) * PAGE
        header = 0 if at % PAGE else SEGMENT_HEADER if at % segment == 0 else LOG_PAGE_HEADER
        yield log[at - start + header : end - start]
        at = end


def transactions(log: bytes) -> dict[int, bytes]:
    """Return what each transaction wrote, in the order in which they began to write."""
    found: dict[int, bytes] = {}
    at = 0
    while at + RECORD_HEADER <= len(log):
        length, number = struct.unpack_from("<II", log, at)
        if length < RECORD_HEADER:
            break  # a segment that was closed before it was full
        if number:
            found[number] = found.get(number, b"") + log[at + RECORD_HEADER : at + length]
        at += (length + 7) // 8 * 8
    return found


def tuples(file: bytes) -> Iterator[tuple[int, bytes]]:
    """Return every row that a page still points to, dead or alive: who wrote it, and its content."""
    for start in range(0, len(file), PAGE):
        page = file[start : start + PAGE]
        for at in range(PAGE_HEADER, struct.unpack_from("<H", page, 12)[0], 4):
            (item,) = struct.unpack_from("<I", page, at)
            offset, length = item & 0x7FFF, item >> 17
            if item >> 15 & 3 == NORMAL and length > TUPLE_HEADER:
                (xmin,) = struct.unpack_from("<I", page, offset)
                yield xmin, page[offset + page[offset + TUPLE_HEADER - 1] : offset + length]


def marks(file: bytes, number: int) -> Iterator[tuple[int, int]]:
    """Return each mark on the roll of a round, also in the gaps that deleted rows left: (who wrote it, the seat)."""
    begin = struct.pack("<i", number)
    at = file.find(begin, TUPLE_HEADER + 1)
    while at >= 0:
        seat, voted = struct.unpack_from("<i?", file, at + 4) if at + 9 <= len(file) else (0, False)
        if voted and file[at - 2] == TUPLE_HEADER + 1:
            yield struct.unpack_from("<I", file, at - TUPLE_HEADER - 1)[0], seat
        at = file.find(begin, at + 1)
