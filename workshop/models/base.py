"""What all nouns share. Times are whole milliseconds since 1970 in UTC, on every engine alike."""

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, Index, MetaData, Row, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Gives every constraint a name, so that migrations can speak of it."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)

AnyRow = Row[*tuple[Any, ...]]  # a row of selected columns, read by name


class Journaled:
    """A noun whose moderator-owned columns are written to the journal, so that they can be put back."""

    journaled: tuple[str, ...] = ()

    def unmade(self, now: int) -> dict[str, Any]:
        """Return the column values that take this noun's making back; most are marked removed."""
        return {"removed_at": now} if "removed_at" in self.journaled else {}


def json_column(**options: Any) -> Any:
    """Return a JSON column. It gets a new value, never a mutation: changes inside are not noticed."""
    return mapped_column(JSON().with_variant(JSONB(), "postgresql"), **options)


def empty_or_json() -> Any:
    """Return a JSON column in which None is an empty cell, for the database to ask for."""
    made = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    return mapped_column(made, nullable=True)


def moment(**options: Any) -> Any:
    """Return a column for a point in time."""
    return mapped_column(BigInteger, **options)


def one_of(name: str, *columns: str, where: str) -> Index:
    """Return an index by which there is one row of these values among some; of no value there can be many."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))
