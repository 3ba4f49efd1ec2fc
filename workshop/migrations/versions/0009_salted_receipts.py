"""What goes into the receipts of a secret round; those that were opened before keep theirs without it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("round", sa.Column("salt", sa.String(length=32), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("round", "salt")
