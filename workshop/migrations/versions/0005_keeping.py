"""How long a series keeps its workshops, what was deleted, which numbers were used, the groups of a workshop."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("series", schema=None) as batch_op:
        # Nothing that is there already is deleted because of an update: until somebody says so, it is kept.
        batch_op.add_column(sa.Column("keep_months", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("archive_days", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("keep_since", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("deleted", JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parts", JSON, nullable=False, server_default="[]"))
    op.create_table(
        "used_number",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("noun", name=op.f("pk_used_number")),
    )


def downgrade() -> None:
    op.drop_table("used_number")
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_column("parts")
    with op.batch_alter_table("series", schema=None) as batch_op:
        for column in ("deleted", "keep_since", "archive_days", "keep_months"):
            batch_op.drop_column(column)
