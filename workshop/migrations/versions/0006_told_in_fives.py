"""What the room knows of each contribution stands beside it: without names it is told in steps of five voices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
ROUND = sa.table("round", sa.column("id", sa.Integer), sa.column("outcome", JSON))


def upgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told", JSON, nullable=True))
    # What is there by now has been seen: nothing vanishes from a wall because of an update.
    op.execute("UPDATE contribution SET told = value WHERE state = 'shown'")
    connection = op.get_bind()
    for row in connection.execute(sa.select(ROUND.c.id, ROUND.c.outcome)).all():
        if "given" in row.outcome:
            kept = {name: value for name, value in row.outcome.items() if name not in ("given", "voices")}
            connection.execute(ROUND.update().where(ROUND.c.id == row.id).values(outcome=kept))


def downgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_column("told")
