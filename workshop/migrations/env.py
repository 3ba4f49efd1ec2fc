"""Runs the migrations on the engine of the running app; started by Flask-Migrate."""

from alembic import context
from flask import current_app

from workshop.models import Base


def _migrate() -> None:
    engine = current_app.extensions["migrate"].db.engine.execution_options(writing=True)
    with engine.connect() as connection:
        # SQLite rebuilds a table to change it; the whole migration is one transaction,
        # so a killed one leaves the old schema or the new one, never half of each.
        context.configure(
            connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


_migrate()
