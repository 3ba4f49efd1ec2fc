"""An empty database with today's tables, made by the migrations as an installation's is; all rows of one."""

from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine, NullPool, Table, create_engine, text

from workshop import storage
from workshop.models import Base

Rows = dict[str, list[dict[str, Any]]]
OTHERS = "datname = current_database() AND pid <> pg_backend_pid()"

_FIRST: dict[str, Engine] = {}  # by kind of database


def bring_up(url: str) -> str:
    """Bring the database at an address up to date; leave no connection behind."""
    app = Flask("schema")
    engine = storage.attach(app, url)
    storage.bring_up(app)
    engine.dispose()
    close_journal(url)
    return url


def attach(url: str) -> Engine:
    """Return the product's engine; it knows the statements that those before it translated, half of a test's time."""
    engine = storage.attach(Flask("attached"), url)
    first = _FIRST.setdefault(engine.dialect.name, engine)
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine


def close_journal(url: str) -> None:
    # A template is copied as one file, so nothing may be left in SQLite's journal beside it.
    if storage.is_sqlite(url):
        engine = create_engine(url)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()


def rows_of(engine: Engine) -> Rows:
    """Return all rows, by table."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in Base.metadata.sorted_tables
        }


def fill(engine: Engine, rows: Rows) -> None:
    """Write rows into a database that has none."""
    with engine.execution_options(writing=True).begin() as connection:
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(table.insert(), rows[table.name])
        if engine.dialect.name == "postgresql":
            count_on(connection)


def empty(url: str) -> None:
    """Send everybody away from a PostgreSQL database, delete all rows and let it count from one again."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OTHERS}"))
        tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
        connection.exec_driver_sql("; ".join(f"DELETE FROM {table}" for table in tables))
        count_on(connection)
    engine.dispose()


def count_on(connection: Connection) -> None:
    """Let every sequence go on behind the highest number that is written."""
    numbered = [table.name for table in Base.metadata.sorted_tables if is_numbered(table)]
    steps = [f"setval('{name}_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM {name}), false)" for name in numbered]
    connection.execute(text("SELECT " + ", ".join(steps)))


def is_numbered(table: Table) -> bool:
    return "id" in table.c and table.c.id is table.autoincrement_column
