"""Whether the attendance of a seat stands as a moderator put it, which no join then changes.

Until now nobody was noted as absent or excused but by a moderator.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attendance", sa.Column("corrected", sa.Boolean(), nullable=False, server_default=sa.false()))
    attendance = sa.table("attendance", sa.column("corrected", sa.Boolean), sa.column("state", sa.String))
    corrected = attendance.update().where(attendance.c.state.in_(["absent", "excused"])).values(corrected=sa.true())
    op.execute(corrected)


def downgrade() -> None:
    op.drop_column("attendance", "corrected")
