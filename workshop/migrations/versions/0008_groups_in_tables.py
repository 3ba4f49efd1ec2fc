"""A result by groups can have several tables: one that was kept while there was only one becomes the first of them."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
ROUND = sa.table("round", sa.column("id", sa.Integer), sa.column("base", JSON), sa.column("outcome", JSON))
JOURNAL = sa.table("journal", sa.column("id", sa.Integer), sa.column("changes", JSON))
OF_THE_TABLE = ("first", "column", "rows")


def upgrade() -> None:
    connection = op.get_bind()
    for table in (ROUND, JOURNAL):  # undoing compares with what stands in the round, and puts it back
        names = [column.name for column in table.c if column.name != "id"]
        for row in connection.execute(sa.select(table)).mappings().all():
            anew = {name: _in_tables(row[name]) for name in names}
            if any(anew[name] != row[name] for name in names):
                connection.execute(table.update().where(table.c.id == row["id"]).values(**anew))


def downgrade() -> None:
    """What has one table for each question cannot be told in one."""


def _in_tables(kept: Any) -> Any:
    if isinstance(kept, list):
        return [_in_tables(one) for one in kept]
    if not isinstance(kept, dict):
        return kept
    groups = kept.get("groups")
    if not isinstance(groups, dict) or not groups.keys() >= {"parts", "voices", *OF_THE_TABLE}:
        return kept
    table = {"title": "", **{name: groups[name] for name in OF_THE_TABLE}}
    return {**kept, "groups": {"parts": groups["parts"], "voices": groups["voices"], "tables": [table]}}
