"""An empty database with today's tables, made by the migrations as an installation's is."""

from flask import Flask
from sqlalchemy import create_engine

from workshop import storage


def bring_up(url: str) -> str:
    """Bring the database at an address up to date; leave no connection behind."""
    app = Flask("schema")
    engine = storage.attach(app, url)
    storage.bring_up(app)
    engine.dispose()
    close_journal(url)
    return url


def close_journal(url: str) -> None:
    # A template is copied as one file, so nothing may be left in SQLite's journal beside it.
    if storage.is_sqlite(url):
        engine = create_engine(url)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
