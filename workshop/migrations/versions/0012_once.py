"""What is there once, the database says so too: a voice on the list of speakers, a speech, a measure of a proposal, a
parked card. Undo could double them; of what is doubled nothing is lost that somebody wrote.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

THERE = "removed_at IS NULL"
LISTED = f"state IN ('waiting', 'speaking') AND {THERE}"
SPEAKING = f"state = 'speaking' AND {THERE}"
INDEXES = (
    ("uq_speech_speaking", "speech", ["workshop_id"], SPEAKING),
    ("uq_speech_seat", "speech", ["workshop_id", "seat_id"], LISTED),
    ("uq_speech_guest", "speech", ["workshop_id", "participant_id"], f"{LISTED} AND seat_id IS NULL"),
    ("uq_measure_adopted", "measure", ["contribution_id"], THERE),
    ("uq_capture_parked", "capture", ["contribution_id"], THERE),
)
ALONE = (
    # Who was called last has the floor.
    f"""UPDATE speech SET state = 'done', ended_at = coalesce(began_at, asked_at) WHERE {SPEAKING}
        AND id NOT IN (SELECT max(id) FROM speech WHERE {SPEAKING} GROUP BY workshop_id)""",
    # Who speaks or asked first is on the list.
    """UPDATE speech SET state = 'withdrawn' WHERE state = 'waiting' AND removed_at IS NULL AND EXISTS (
        SELECT 1 FROM speech AS other WHERE other.workshop_id = speech.workshop_id AND other.removed_at IS NULL
        AND (other.state = 'speaking' OR (other.state = 'waiting' AND other.id < speech.id))
        AND (other.seat_id = speech.seat_id OR (other.seat_id IS NULL AND speech.seat_id IS NULL
             AND other.participant_id = speech.participant_id)))""",
    # A second measure stays in the register, as one that was written there.
    f"""UPDATE measure SET contribution_id = NULL WHERE {THERE}
        AND id NOT IN (SELECT min(id) FROM measure WHERE {THERE} GROUP BY contribution_id)""",
    f"""UPDATE capture SET removed_at = at WHERE {THERE} AND contribution_id IS NOT NULL
        AND id NOT IN (SELECT min(id) FROM capture WHERE {THERE} GROUP BY contribution_id)""",
)


def upgrade() -> None:
    for statement in ALONE:
        op.execute(statement)
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, table, *_ in INDEXES:
        op.drop_index(name, table_name=table)
