"""By whom a seat is represented; of what was noted before, nobody said."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("coming", sa.Column("by", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("coming", "by")
