"""Seats with links, deputies and entitlement; resolutions with rules; the secret ballot."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
STATES = "state IN ('draft', 'open', 'closed', 'sealed', 'annulled', 'broken')"
FORMER_STATES = "state IN ('draft', 'open', 'closed')"


def upgrade() -> None:
    _make_ballot_tables()
    _make_seat_tables()
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_round_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_round_state"), STATES)
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("key_print", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("outcome", JSON, nullable=False, server_default="{}"))
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("issue", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proof", sa.String(length=9), nullable=False, server_default="code"))
        batch_op.add_column(sa.Column("admitted", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entered", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("admission", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("observer_issue", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("archived_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        for name in ("archived_at", "observer_issue", "admission", "locked"):
            batch_op.drop_column(name)
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_column("entered")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_column("admitted")
        batch_op.drop_column("proof")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_column("issue")
    with op.batch_alter_table("round", schema=None) as batch_op:
        for name in ("outcome", "key_print", "reason"):
            batch_op.drop_column(name)
        batch_op.drop_constraint(batch_op.f("ck_round_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_round_state"), FORMER_STATES)
    for table in ("entitlement", "coming", "holding"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_workshop_id"))
        op.drop_table(table)
    for table in ("secret_wish", "counted", "receipt", "box", "roll"):
        op.drop_table(table)


def _make_ballot_tables() -> None:
    _of_round("roll", sa.Column("seat_id", sa.Integer(), nullable=False), sa.Column("voted", sa.Boolean(), nullable=False))
    _of_round("box", sa.Column("slot", sa.LargeBinary(length=16), nullable=False), sa.Column("ct", sa.LargeBinary(), nullable=False))
    _of_round("receipt", sa.Column("code", sa.String(length=9), nullable=False))
    _of_round("counted", sa.Column("choice", sa.String(length=60), nullable=False), sa.Column("n", sa.Integer(), nullable=False))
    _of_round("secret_wish", sa.Column("voice", sa.String(length=24), nullable=False))


def _of_round(table: str, second: sa.Column, *more: sa.Column) -> None:
    """Make a table whose key is the round and one column more."""
    seat = (
        [sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f(f"fk_{table}_seat_id_seat"))]
        if second.name == "seat_id"
        else []
    )
    op.create_table(
        table,
        sa.Column("round_id", sa.Integer(), nullable=False),
        second,
        *more,
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f(f"fk_{table}_round_id_round")),
        *seat,
        sa.PrimaryKeyConstraint("round_id", second.name, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=table == "secret_wish",
    )


def _make_seat_tables() -> None:
    _of_seat("holding", sa.Column("participant_id", sa.Integer(), nullable=False), _moment())
    _of_seat(
        "coming",
        sa.Column("state", sa.String(length=12), nullable=False),
        _moment(),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('absent', 'present', 'represented', 'excused')", name=op.f("ck_coming_state")),
    )
    _of_seat(
        "entitlement",
        sa.Column("entitled", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("workshop_id", "seat_id", name=op.f("uq_entitlement_workshop_id_seat_id")),
    )


def _moment() -> sa.Column:
    return sa.Column("at", sa.BigInteger(), nullable=False)


def _of_seat(table: str, *more: sa.schema.SchemaItem) -> None:
    """Make a table of rows about a seat in a workshop."""
    keys = [("workshop_id", "workshop"), ("seat_id", "seat")]
    if any(getattr(one, "name", "") == "participant_id" for one in more):
        keys.append(("participant_id", "participant"))
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        *more,
        *(sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}_{of}")) for key, of in keys),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_workshop_id"), ["workshop_id"], unique=False)
