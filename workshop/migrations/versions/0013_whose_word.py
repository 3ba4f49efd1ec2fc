"""Of whom it is said who represents a seat, and whether whoever leads has said so.

A name that a deputy of the seat gave is taken for their own word; any other is a correction.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SAID = """
    UPDATE coming SET deputy_id = (
        SELECT max(participant.id) FROM participant WHERE participant.workshop_id = coming.workshop_id
        AND participant.seat_id = coming.seat_id AND participant.capacity = 'deputy' AND participant.name = coming.by)
    WHERE by <> ''"""


def upgrade() -> None:
    op.add_column("coming", sa.Column("deputy_id", sa.Integer(), nullable=True))
    op.add_column("coming", sa.Column("corrected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(SAID)
    coming = sa.table(
        "coming", sa.column("by", sa.String), sa.column("deputy_id", sa.Integer), sa.column("corrected", sa.Boolean)
    )
    said = coming.c.by.is_not(None) & coming.c.deputy_id.is_(None)
    op.execute(coming.update().where(said).values(corrected=sa.true()))


def downgrade() -> None:
    op.drop_column("coming", "corrected")
    op.drop_column("coming", "deputy_id")
