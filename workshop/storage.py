"""The database: how a connection is set up, how it is brought up to date, whether it is sound."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from workshop.domain.errors import WorkshopError
from workshop.models import db

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MS = 250  # SQLite's wait stops the whole loop, so it is short; the writer tells people to try again
_LOCK_MS = 250  # who votes elsewhere waits no longer behind the cleaning of PostgreSQL's tables


class DamagedDatabase(WorkshopError):
    """The database file cannot be read as one."""

    code = "damaged_database"


def attach(app: Flask, url: str) -> Engine:
    """Bind the models to the database at ``url`` and return its engine."""
    app.config["SQLALCHEMY_DATABASE_URI"] = _with_driver(url)
    # Parameters are what people typed; an error that names them would carry it into the log.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": not is_sqlite(url), "hide_parameters": True}
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    with app.app_context():
        engine = db.engine
    if is_sqlite(url):
        _set_up_sqlite(engine)
    return engine


def of_one_moment(engine: Engine) -> Engine:
    """Return the engine for reading pictures: all queries of a transaction see the same moment.

    SQLite does so by itself. PostgreSQL would show each query what was committed until then: a
    card given after the results were hidden could stand in a picture of before.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def is_sqlite(url: str) -> bool:
    """Return whether the address names a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def damaged(url: str) -> str:
    """Say to whoever starts a server that its database cannot be used, and what to do."""
    name = make_url(url).render_as_string()  # without the password
    return (
        f"Die Datenbank {name} ist beschädigt, schreibgeschützt oder nicht erreichbar."
        " Bitte DATABASE_URL und die Rechte prüfen oder die letzte Sicherung an diese Stelle zurückspielen."
        f" / The database {name} is damaged, write-protected or cannot be reached."
        " Please check DATABASE_URL and the permissions, or put the last backup in its place."
    )


def check_file(url: str) -> None:
    """Raise DamagedDatabase (with the file's name) if an existing SQLite file is damaged or read-only."""
    file = make_url(url).database if is_sqlite(url) else None
    if not file or not Path(file).exists():
        return
    if not all(os.access(one, os.W_OK) for one in (file, Path(file).parent)):
        raise DamagedDatabase(file=file)
    try:
        with sqlite3.connect(file) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as wrong:
        raise DamagedDatabase(file=file) from wrong
    if verdict != "ok":
        raise DamagedDatabase(file=file)


def bring_up(app: Flask) -> None:
    """Run the migrations that the database still lacks."""
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))


_TIDY = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None) as file:
    file.execute("PRAGMA secure_delete=ON")
    file.execute("VACUUM")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""
_LONGEST_TIDYING = 300  # seconds


def forget_old_pages(engine: Engine) -> None:
    """See to it that what was deleted or replaced stands nowhere in the files any more; returns at once.

    SQLite: what moved within a page leaves copies in its gaps, and the write-ahead log keeps former pages. Both
    go in a process of its own, so that the loop never waits. PostgreSQL: dead rows are taken out.
    """
    threading.Thread(target=tidy, args=(engine,), daemon=True).start()


def tidy(engine: Engine) -> None:
    """Do what ``forget_old_pages`` promises, and wait for it."""
    if engine.dialect.name == "sqlite":
        command = [sys.executable, "-c", _TIDY, str(engine.url.database)]
        subprocess.run(command, timeout=_LONGEST_TIDYING, check=False, capture_output=True)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))


def take_in_the_log(engine: Engine) -> bool:
    """Empty SQLite's write-ahead log, in which the order of casting can be read; return whether a reader is in the way.

    Nothing to do elsewhere. Raises the driver's own sqlite3.Error, which is no SQLAlchemyError.
    """
    if engine.dialect.name != "sqlite":
        return False
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if raw.in_transaction:
            raw.rollback()
        # A reader may stay for hours: waiting for it here would stop the loop at every try.
        raw.execute("PRAGMA busy_timeout=0")
        try:
            blocked, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    return bool(blocked)


def take_out_dead_rows(engine: Engine) -> bool:
    """Write PostgreSQL's roll and box anew; return whether a reader is in the way. Nothing to do elsewhere.

    Rows that were replaced or deleted keep who wrote them, and so the order of casting, until others are written over
    them. A plain VACUUM leaves their bytes where they lie.
    """
    if engine.dialect.name != "postgresql":
        return False
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {_LOCK_MS}"))
        try:
            connection.execute(text("VACUUM (FULL) roll, box"))
        except OperationalError:
            return True
        finally:
            connection.execute(text("RESET lock_timeout"))
    return False


def is_current(engine: Engine) -> bool:
    """Return whether the database answers and has been brought up at all."""
    with engine.connect() as connection:
        return bool(connection.execute(text("SELECT count(*) FROM alembic_version")).scalar())


def _with_driver(url: str) -> str:
    """psycopg 3, SQLAlchemy's default, would stop the whole loop; psycopg2 becomes green."""
    return url.replace("postgresql://", "postgresql+psycopg2://", 1)


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling must be off: with it, each released
        # savepoint commits by itself and a rollback of the batch leaves its rows.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={_BUSY_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
