"""The product made weaker on purpose, one mistake each: every one must be caught.

Each takes a MonkeyPatch and the vote, and changes the real functions or tables.
"""

import base64
from typing import Any

import structlog
from pytest import MonkeyPatch
from sqlalchemy import delete, event, select, text

from tests.services.ballot_box import Vote
from workshop.activities import type_of
from workshop.activities.base import Section, Table, Term
from workshop.domain import ballots as mathematics
from workshop.live import sealing
from workshop.models import Entry, Roll, Seat
from workshop.services import ballots
from workshop.snapshots import record, results
from workshop.vault import Vault

LENGTH = mathematics.CODE_LENGTH + mathematics.CHOICE_LENGTH
TAG = bytes(16)


def add_table(vote: Vote, columns: str) -> None:
    with vote.hall.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {columns}")


def with_each_cast(patch: MonkeyPatch, also: Any) -> None:
    """Do something more in the transaction of every ballot: ``also(room, round, person, choice)``."""
    mark, choice = ballots._mark, ballots._choice
    said: dict[str, str] = {}

    def remember(room: Any, round_: Any, value: Any) -> str:
        said["choice"] = choice(room, round_, value)
        return said["choice"]

    def mark_and_more(room: Any, round_: Any, person: Any) -> None:
        mark(room, round_, person)
        also(room, round_, person, said["choice"])

    patch.setattr(ballots, "_choice", remember)
    patch.setattr(ballots, "_mark", mark_and_more)


def with_results(patch: MonkeyPatch, of: Any) -> None:
    """Show every audience something of a round at any time: ``of(number)``."""
    kind = type_of("resolution")
    real, visible, material = kind.results, results.is_visible, results._material

    def shown(connection: Any, scene: Any, step: Any, audience: str) -> Any:
        return step.round.id if step.kind is kind else material(connection, scene, step, audience)

    patch.setattr(results, "is_visible", lambda step, audience: step.kind is kind or visible(step, audience))
    patch.setattr(results, "_material", shown)
    patch.setattr(kind, "results", lambda frozen, given: of(given) if isinstance(given, int) else real(frozen, given))


def insert(room: Any, table: str, **values: Any) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    room.session.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def a_box_of_plain_text(patch: MonkeyPatch, vote: Vote) -> None:
    def close(key: bytes, number: int, slot: bytes, frozen: str, code: str, choice: str) -> bytes:
        return bytes(mathematics.NONCE_BYTES) + (code + choice).encode().ljust(LENGTH, b"\0") + TAG

    def open_(key: bytes, number: int, slot: bytes, frozen: str, ct: bytes) -> tuple[str, str]:
        plain = ct[mathematics.NONCE_BYTES :].rstrip(b"\0").decode()
        return plain[: mathematics.CODE_LENGTH], plain[mathematics.CODE_LENGTH :]

    patch.setattr(mathematics, "close_ballot", close)
    patch.setattr(mathematics, "open_ballot", open_)


def plain_text_that_is_not_overwritten(patch: MonkeyPatch, vote: Vote) -> None:
    a_box_of_plain_text(patch, vote)

    @event.listens_for(vote.hall.engine, "connect")
    def _forget(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA secure_delete=OFF")

    vote.hall.engine.dispose()


def ballots_of_different_length(patch: MonkeyPatch, vote: Vote) -> None:
    def close(key: bytes, number: int, slot: bytes, frozen: str, code: str, choice: str) -> bytes:
        nonce = mathematics.secrets.token_bytes(mathematics.NONCE_BYTES)
        bound = mathematics._bound(number, slot, frozen)
        return nonce + mathematics.AESGCM(key).encrypt(nonce, (code + choice).encode(), bound)

    patch.setattr(mathematics, "close_ballot", close)


def one_nonce_for_all(patch: MonkeyPatch, vote: Vote) -> None:
    def close(key: bytes, number: int, slot: bytes, frozen: str, code: str, choice: str) -> bytes:
        nonce = bytes(mathematics.NONCE_BYTES)
        bound = mathematics._bound(number, slot, frozen)
        return nonce + mathematics.AESGCM(key).encrypt(nonce, (code + choice).encode().ljust(LENGTH, b"\0"), bound)

    patch.setattr(mathematics, "close_ballot", close)


def a_key_that_is_kept(patch: MonkeyPatch, vote: Vote) -> None:
    patch.setattr(Vault, "erase", lambda self, number: None)


def code_and_choice_in_one_list(patch: MonkeyPatch, vote: Vote) -> None:
    add_table(vote, "sealed (round_id INTEGER, code VARCHAR(9), choice VARCHAR(60))")
    opened, write = ballots._opened, ballots._write_lists
    pairs: list[tuple[str, str]] = []

    def remember(*given: Any) -> list[tuple[str, str]]:
        pairs[:] = opened(*given)
        return list(pairs)

    def write_pairs(room: Any, round_: Any, *lists: Any) -> None:
        write(room, round_, *lists)
        for code, choice in sorted(pairs):
            insert(room, "sealed", round_id=round_.id, code=code, choice=choice)

    patch.setattr(ballots, "_opened", remember)
    patch.setattr(ballots, "_write_lists", write_pairs)


def a_code_that_follows_from_the_slot(patch: MonkeyPatch, vote: Vote) -> None:
    code_of, slot_of = mathematics.code_of, mathematics.slot_of
    patch.setattr(mathematics, "code_of", lambda number, key, salt: code_of(number, slot_of(number, key), salt))


def one_list_and_a_code_from_the_slot(patch: MonkeyPatch, vote: Vote) -> None:
    code_and_choice_in_one_list(patch, vote)
    a_code_that_follows_from_the_slot(patch, vote)


def ballots_that_are_numbered(patch: MonkeyPatch, vote: Vote) -> None:
    serial = "INTEGER PRIMARY KEY" if vote.hall.engine.dialect.name == "sqlite" else "SERIAL PRIMARY KEY"
    add_table(vote, f"numbered (id {serial}, round_id INTEGER, choice VARCHAR(60))")
    with_each_cast(patch, lambda room, round_, _, choice: insert(room, "numbered", round_id=round_.id, choice=choice))


def ballots_under_a_random_number(patch: MonkeyPatch, vote: Vote) -> None:
    """Nothing in them counts up: PostgreSQL's own columns tell the order."""
    add_table(vote, "drawn (token VARCHAR(16) PRIMARY KEY, round_id INTEGER, choice VARCHAR(60))")

    def also(room: Any, round_: Any, _: Any, choice: str) -> None:
        token = base64.b16encode(mathematics.secrets.token_bytes(8)).decode()
        insert(room, "drawn", token=token, round_id=round_.id, choice=choice)

    with_each_cast(patch, also)


def ballots_with_a_time(patch: MonkeyPatch, vote: Vote) -> None:
    add_table(vote, "timed (token VARCHAR(16) PRIMARY KEY, round_id INTEGER, choice VARCHAR(60), at BIGINT)")

    def also(room: Any, round_: Any, _: Any, choice: str) -> None:
        token = base64.b16encode(mathematics.secrets.token_bytes(8)).decode()
        insert(room, "timed", token=token, round_id=round_.id, choice=choice, at=room.now)

    with_each_cast(patch, also)


def a_journal_of_casting(patch: MonkeyPatch, vote: Vote) -> None:
    def also(room: Any, round_: Any, person: Any, choice: str) -> None:
        entry = {"by": f"participant:{person.id}", "command": "cast", "changes": [["round", round_.id, choice]]}
        room.session.add(Entry(workshop_id=room.workshop.id, at=room.now, revision=room.workshop.revision, **entry))

    with_each_cast(patch, also)


def requests_that_are_kept(patch: MonkeyPatch, vote: Vote) -> None:
    add_table(vote, "kept (round_id INTEGER, participant_id INTEGER, payload VARCHAR(200))")

    def also(room: Any, round_: Any, person: Any, choice: str) -> None:
        insert(room, "kept", round_id=round_.id, participant_id=person.id, payload=f'{{"value": "{choice}"}}')

    with_each_cast(patch, also)


def a_talkative_log(patch: MonkeyPatch, vote: Vote) -> None:
    log = structlog.get_logger()
    with_each_cast(
        patch, lambda room, round_, person, choice: log.debug("cast", who=f"seat:{person.seat_id}", v=choice)
    )


def a_tally_while_open(patch: MonkeyPatch, vote: Vote) -> None:
    add_table(vote, "running (round_id INTEGER, choice VARCHAR(60), n INTEGER)")
    now: dict[int, dict[str, int]] = {}

    def also(room: Any, round_: Any, _: Any, choice: str) -> None:
        tally = now.setdefault(round_.id, {})
        tally[choice] = tally.get(choice, 0) + 1
        room.session.execute(text("DELETE FROM running WHERE choice = :one"), {"one": choice})
        insert(room, "running", round_id=round_.id, choice=choice, n=tally[choice])

    with_each_cast(patch, also)
    with_results(patch, lambda number: dict(now.get(number, {})))


def an_answer_that_repeats_the_choice(patch: MonkeyPatch, vote: Vote) -> None:
    cast, choice = ballots._cast, ballots._choice
    said: list[str] = [""]

    def remember(*given: Any) -> str:
        said[0] = choice(*given)
        return said[0]

    patch.setattr(ballots, "_choice", remember)
    patch.setattr(ballots, "_cast", lambda room, call: cast(room, call) | {"value": said[0]})


def a_roll_that_is_not_written_anew(patch: MonkeyPatch, vote: Vote) -> None:
    write = ballots._write_lists

    def write_all_but_the_roll(room: Any, *given: Any) -> None:
        execute = room.session.execute

        def only_others(statement: Any, *more: Any) -> Any:
            if not statement.is_select and statement.table.name == Roll.__tablename__:
                return None
            return execute(statement, *more)

        room.session.execute = only_others
        try:
            write(room, *given)
        finally:
            del room.session.execute

    patch.setattr(ballots, "_write_lists", write_all_but_the_roll)


def a_roll_in_the_order_of_casting(patch: MonkeyPatch, vote: Vote) -> None:
    """Written anew when it is counted, all at once, only not in the order of the seats: SQLite lists it by seat."""
    came: list[int] = []

    def write(room: Any, round_: Any) -> None:
        query = select(Roll.seat_id, Roll.voted).where(Roll.round_id == round_.id)
        voted = {row.seat_id: row.voted for row in room.session.execute(query)}
        room.session.execute(delete(Roll).where(Roll.round_id == round_.id))
        for seat in sorted(voted, key=lambda seat: came.index(seat) if seat in came else len(came)):
            insert(room, "roll", round_id=round_.id, seat_id=seat, voted=voted[seat])
        came.clear()

    with_each_cast(patch, lambda _room, _round, person, _choice: came.append(person.seat_id))
    patch.setattr(ballots, "_write_roll_anew", write)


def a_box_that_is_left(patch: MonkeyPatch, vote: Vote) -> None:
    patch.setattr(ballots, "_write_box_anew", lambda room, round_, rows: None)


def a_log_that_is_not_emptied(patch: MonkeyPatch, vote: Vote) -> None:
    patch.setattr(sealing, "take_in_the_log", lambda engine: None)


def names_beside_choices(patch: MonkeyPatch, vote: Vote) -> None:
    said: dict[int, str] = {}
    with_each_cast(patch, lambda room, round_, person, choice: said.update({person.seat_id: choice}))
    with_results(patch, lambda number: dict(said))


def names_in_the_files(patch: MonkeyPatch, vote: Vote) -> None:
    with vote.hall.read() as session:
        names = {row.id: row.name for row in session.execute(select(Seat.id, Seat.name))}
    said: dict[int, list[list[str]]] = {}
    listed = record._ballot
    columns = [("documents.ballots", "text"), ("documents.ballots_number", "text")]

    def also(room: Any, round_: Any, person: Any, choice: str) -> None:
        said.setdefault(round_.id, []).append([names[person.seat_id], choice])

    def with_names(round_: Any, material: Any) -> list[Section]:
        return [*listed(round_, material), Section(Term("documents.secret_vote"), Table(columns, said[round_.id]))]

    with_each_cast(patch, also)
    patch.setattr(record, "_ballot", with_names)


def dead_rows_that_are_left(patch: MonkeyPatch, vote: Vote) -> None:
    patch.setattr(sealing, "take_out_dead_rows", lambda engine: None)
