"""Ways to find out who chose what. Each returns its guesses, by seat; where it has none, the judge tosses a coin.

They know everything about the product, and look beyond it: any table, any column, any line that names a choice.
"""

import base64
import hashlib
import json
from collections.abc import Callable

from tests.secrecy.copies import Row, as_record
from tests.secrecy.heap import marks, transactions, tuples
from tests.secrecy.held import BALLOTS, Held
from tests.secrecy.papers import KINDS
from tests.secrecy.reading import (
    BALLOT,
    PLAIN,
    Guesses,
    ballots_in,
    choice_in,
    choice_of,
    copies,
    counted,
    fresh,
    in_turn,
    label_in,
    links,
    name_in,
    new_rows,
    played_back,
    receipts,
    seat_in,
    seat_of,
)
from workshop.domain import ballots
from workshop.domain.ballots import CODE_LENGTH, NONCE_BYTES

HASHED = ballots.code_of  # as the product makes a code of a key


def a_row_that_names_both(held: Held) -> Guesses:
    found: Guesses = {}
    for copy in copies(held):
        for _, row in new_rows(held, copy):
            seat, choice = seat_of(row, held), choice_of(row)
            if seat and choice:
                found.setdefault(seat, choice)
    return found


def rows_in_the_order_in_which_they_lie(held: Held) -> Guesses:
    return _rows_in_turn(held, lambda rows: rows)


def rows_by_number(held: Held) -> Guesses:
    return _rows_in_turn(held, lambda rows: sorted(rows, key=lambda row: row.get("id") or 0))


def rows_by_time(held: Held) -> Guesses:
    return _rows_in_turn(held, lambda rows: sorted(rows, key=lambda row: row.get("at") or 0))


def rows_by_transaction_number(held: Held) -> Guesses:
    return _rows_in_turn(held, lambda rows: sorted(rows, key=lambda row: row.get("xmin") or 0))


def _rows_in_turn(held: Held, ordered: Callable[[list[Row]], list[Row]]) -> Guesses:
    for copy in copies(held):
        for name in copy.tables:
            rows = [row for row in fresh(held, copy, name) if choice_of(row)]
            if len(rows) == BALLOTS:
                return in_turn(held, [choice_of(row) or "" for row in ordered(rows)])
    return {}


def the_log_played_back(held: Held) -> Guesses:
    said = {seat: [choice_of(row) for _, row in rows] for seat, rows in played_back(held)}
    return {seat: choice for seat, choices in said.items() for choice in choices if choice}


def rows_of_the_same_transaction(held: Held) -> Guesses:
    """``roll.xmin = box.xmin``: what was written together belongs together."""
    if held.open.file is not None:
        return {}
    said = {row["xmin"]: choice for _, row in new_rows(held, held.open) if (choice := choice_of(row))}
    roll = [row for row in held.open.tables["roll"] if row["round_id"] == held.number and row["voted"]]
    return {row["seat_id"]: said[row["xmin"]] for row in roll if row["xmin"] in said}


def the_receipt_that_was_shown(held: Held) -> Guesses:
    return _by_codes(held, held.codes)


def the_code_made_from_the_slot(held: Held) -> Guesses:
    return _by_codes(held, {seat: code for seat, row in links(held).items() for code in codes_from(held, row["slot"])})


def codes_from(held: Held, slot: bytes) -> list[str]:
    """Return the codes that could follow from a slot; the last one wins where there is a choice."""
    plain = [hashlib.sha256(slot).digest(), slot, hashlib.sha256(b"code" + slot).digest()]
    guessed = [base64.b32encode(one).decode()[:CODE_LENGTH] for one in plain]
    salt = next(row["salt"] for row in held.open.tables["round"] if row["id"] == held.number)
    return [*guessed, HASHED(held.number, slot, ""), HASHED(held.number, slot, salt)]


def _by_codes(held: Held, codes: dict[int, str]) -> Guesses:
    beside = {}
    for copy in copies(held):
        for _, row in new_rows(held, copy):
            if choice := choice_of(row):
                beside.update({value: choice for value in row.values() if isinstance(value, str)})
    return {seat: beside[code] for seat, code in codes.items() if code in beside}


def what_is_left_in_the_bytes(held: Held) -> Guesses:
    """Code and choice in one piece, in a free page or in the log, now or while it was open."""
    found = ballots_in(held.after.bytes) or ballots_in(held.open.bytes)
    return {seat: found[code] for seat, code in held.codes.items() if code in found}


def ballots_as_they_lie_in_the_pages(held: Held) -> Guesses:
    """The cells of a page are filled from its end: the order of the bytes is the order of casting."""
    said = [PLAIN[plain.decode()] for _, plain in BALLOT.findall(held.open.bytes)]
    return in_turn(held, said[-BALLOTS:][::-1])  # of the page as it was written last


def transactions_of_the_archived_log(held: Held) -> Guesses:
    """PostgreSQL's log as bytes: what each transaction wrote, one after the other."""
    wrote = transactions(held.open.raw.log).values() if held.open.raw else ()
    return in_turn(held, [choice for one in wrote if (choice := choice_in(one))])


def dead_rows_of_the_same_transaction(held: Held) -> Guesses:
    """PostgreSQL's tables as bytes, rows that were replaced or deleted among them: the mark, and what came with it."""
    found: Guesses = {}
    for raw in (held.after.raw, held.open.raw):
        seats = dict(marks(raw.files["roll"], held.number)) if raw else {}
        rows = [row for file in raw.files.values() for row in tuples(file)] if raw else []
        found |= {seats[xmin]: choice for xmin, row in rows if xmin in seats and (choice := choice_in(row))}
    return found


def the_length_of_the_ballot(held: Held) -> Guesses:
    lengths = sorted({len(row["ct"]) for row in links(held).values()})
    by_length = dict(zip(lengths, held.asked.by_length, strict=False)) if len(lengths) > 1 else {}
    return {seat: by_length[len(row["ct"])] for seat, row in links(held).items() if len(row["ct"]) in by_length}


def the_same_nonce_twice(held: Held) -> Guesses:
    """Who knows one ballot, their own, knows all that were encrypted with the same stream."""
    cts, own = {seat: row["ct"] for seat, row in links(held).items()}, held.order[0]
    if own not in cts:
        return {}
    known = (held.codes[own].encode() + held.asked.plain[held.truth[own]].encode()).ljust(len(cts[own]), b"\0")
    stream = bytes(a ^ b for a, b in zip(cts[own][NONCE_BYTES:], known, strict=False))
    plain = {seat: bytes(a ^ b for a, b in zip(ct[NONCE_BYTES:], stream, strict=False)) for seat, ct in cts.items()}
    return {seat: said for seat, one in plain.items() if seat != own and (said := choice_in(one))}


def the_key_that_was_left(held: Held) -> Guesses:
    if held.key is None:
        return {}
    frozen = next(row["frozen_hash"] for row in held.open.tables["round"] if row["id"] == held.number)
    opened = {
        seat: ballots.open_ballot(held.key, held.number, row["slot"], frozen, row["ct"])
        for seat, row in links(held).items()
    }
    return {seat: PLAIN.get(one[1], "") for seat, one in opened.items() if one}


def a_backup_laid_beside_the_lists(held: Held) -> Guesses:
    """The ballots of a backup made while open, in the order of their slots, beside the counts of afterwards."""
    slots = sorted((row["slot"], seat) for seat, row in links(held).items())
    return {seat: choice for (_, seat), choice in zip(slots, counted(held), strict=False)}


def the_ciphertexts_sorted(held: Held) -> Guesses:
    cts = sorted((row["ct"][NONCE_BYTES:], seat) for seat, row in links(held).items())
    return {seat: choice for (_, seat), choice in zip(cts, counted(held), strict=False)}


def the_receipts_beside_the_counts(held: Held) -> Guesses:
    beside = dict(zip(receipts(held), counted(held), strict=True))
    return {seat: beside[code] for seat, code in held.codes.items()}


def the_roll_beside_the_counts(held: Held) -> Guesses:
    roll = [row for row in held.after.tables["roll"] if row["round_id"] == held.number and row["voted"]]
    in_order = sorted(roll, key=lambda row: row.get("xmin", 0))
    return {row["seat_id"]: choice for row, choice in zip(in_order, counted(held), strict=True)}


def the_order_of_casting_beside_the_counts(held: Held) -> Guesses:
    return in_turn(held, counted(held))


def the_order_of_casting_beside_the_receipts(held: Held) -> Guesses:
    """If the list of receipts kept the order in which they came, so might the counts."""
    place = {code: at for at, code in enumerate(receipts(held))}
    said = counted(held)
    return {seat: said[place[code]] for seat, code in held.codes.items()}


def the_difference_of_two_tallies(held: Held) -> Guesses:
    """What anybody could ask for after each ballot, less what it was before."""
    found: Guesses = {}
    for seat, before, after in zip(held.order[1:], held.tallies, held.tallies[1:], strict=False):
        if grown := after - before:
            found[seat] = max(grown, key=lambda choice: grown[choice])
    return found


def the_counts_while_open(held: Held) -> Guesses:
    """A running tally in any table, commit by commit."""
    found: Guesses = {}
    for seat, rows in played_back(held):
        told = [choice_in(row["choice"]) for name, row in rows if "choice" in row and name != "box"]
        if told and told[0]:
            found[seat] = told[0]
    return found


def the_journal(held: Held) -> Guesses:
    noted = [json.dumps(row, default=str) for name, row in new_rows(held, held.after) if name == "journal"]
    return _lines(held, noted)


def the_servers_log(held: Held) -> Guesses:
    return _lines(held, held.log)


def _lines(held: Held, lines: list[str]) -> Guesses:
    said = [(seat_in(line, held), choice_in(line)) for line in lines]
    named = {seat: choice for seat, choice in said if seat and choice}
    return named or in_turn(held, [choice for _, choice in said if choice])


def in_the_file(kind: str) -> Callable[[Held], Guesses]:
    """A line of a download that names a seat and a choice; or as many choices as there were ballots, in turn."""

    def way(held: Held) -> Guesses:
        said = [(name_in(line, held), label_in(line)) for line in held.papers.get(kind, ())]
        named = {seat: choice for seat, choice in said if seat and choice}
        return named or in_turn(held, [choice for _, choice in said if choice])

    way.__name__ = f"in_the_file_{kind}"
    return way


def the_answers(held: Held) -> Guesses:
    """What the server says to the voter, and how long it is."""
    named = {seat: choice for seat, answer in held.answers.items() if (choice := choice_in(json.dumps(answer)))}
    lengths = sorted({len(json.dumps(answer)) for answer in held.answers.values()})
    by_length = dict(zip(lengths, held.asked.by_length, strict=False)) if len(lengths) > 1 else {}
    return named or {
        seat: by_length[size] for seat, answer in held.answers.items() if (size := len(json.dumps(answer))) in by_length
    }


IN_THE_FILES = [in_the_file(kind) for kind in KINDS]
WAYS: list[Callable[[Held], Guesses]] = [
    a_row_that_names_both, rows_in_the_order_in_which_they_lie, rows_by_number, rows_by_time,
    rows_by_transaction_number, the_log_played_back, rows_of_the_same_transaction, the_receipt_that_was_shown,
    the_code_made_from_the_slot, what_is_left_in_the_bytes, ballots_as_they_lie_in_the_pages,
    the_length_of_the_ballot, the_same_nonce_twice, the_key_that_was_left, a_backup_laid_beside_the_lists,
    the_ciphertexts_sorted, the_receipts_beside_the_counts, the_roll_beside_the_counts,
    the_order_of_casting_beside_the_counts, the_order_of_casting_beside_the_receipts,
    the_difference_of_two_tallies, the_counts_while_open, the_journal, the_servers_log, the_answers,
    transactions_of_the_archived_log, dead_rows_of_the_same_transaction,
]  # fmt: skip


# Ways to find out in which order the seats cast, from what is left after sealing: the roll must not show it.


def the_roll_as_it_lies(held: Held) -> list[int]:
    return [row["seat_id"] for row in held.after.tables["roll"] if row["round_id"] == held.number and row["voted"]]


def the_roll_by_transaction_number(held: Held) -> list[int]:
    roll = [row for row in held.after.tables["roll"] if row["round_id"] == held.number and row["voted"]]
    return [row["seat_id"] for row in sorted(roll, key=lambda row: row.get("xmin", 0))]


def the_log_that_was_left(held: Held) -> list[int]:
    marked = [
        row["seat_id"]
        for before, after in held.after.commits()
        for row in after["roll"]
        if row["round_id"] == held.number and row["voted"] and row not in before["roll"]
    ]
    return list(dict.fromkeys(marked))


def seats_as_the_files_name_them(held: Held) -> list[int]:
    found = [name_in(line, held) for lines in held.papers.values() for line in lines]
    return list(dict.fromkeys(seat for seat in found if seat))


def the_roll_in_the_bytes_of_the_file(held: Held) -> list[int]:
    """SQLite lists the rows of a page by their key, and puts their bytes where there is room when they are written."""
    return _as_they_lie(held.after.of(""), _marks(held))


def the_roll_in_the_bytes_of_the_log(held: Held) -> list[int]:
    """Each commit adds its pages: who is first marked in an early one cast early."""
    return _as_they_lie(held.after.of("-wal"), _marks(held))


def the_box_in_the_bytes_of_the_file(held: Held) -> list[int]:
    """The slots stay when a vote is annulled; a copy made while open says whose they are."""
    return _as_they_lie(held.after.of(""), {seat: row["slot"] for seat, row in links(held).items()})


def _marks(held: Held) -> dict[int, bytes]:
    return {seat: as_record(held.number, seat, 1) for seat in held.truth}


def _as_they_lie(content: bytes, wanted: dict[int, bytes]) -> list[int]:
    places = {seat: at for seat, one in wanted.items() if (at := content.find(one)) >= 0}
    return sorted(places, key=lambda seat: places[seat])


def dead_rows_of_the_roll(held: Held) -> list[int]:
    """PostgreSQL keeps the bytes of a row that was replaced or deleted until another one is written there."""
    found = sorted(marks(held.after.raw.files["roll"], held.number)) if held.after.raw else []
    return list(dict.fromkeys(seat for _, seat in found))


ORDERS = [
    the_roll_as_it_lies,
    the_roll_by_transaction_number,
    the_log_that_was_left,
    the_roll_in_the_bytes_of_the_file,
    the_roll_in_the_bytes_of_the_log,
    the_box_in_the_bytes_of_the_file,
    dead_rows_of_the_roll,
    seats_as_the_files_name_them,
]


# Ways to find out which receipt is whose, for whoever was shown none.


def a_code_made_from_the_slot(held: Held) -> dict[int, str]:
    listed = set(receipts(held))
    return {seat: code for seat, row in links(held).items() for code in codes_from(held, row["slot"]) if code in listed}


def the_list_of_receipts_in_the_order_of_casting(held: Held) -> dict[int, str]:
    return dict(zip(held.order, receipts(held), strict=True))


def the_list_of_receipts_in_the_order_of_the_slots(held: Held) -> dict[int, str]:
    slots = sorted((row["slot"], seat) for seat, row in links(held).items())
    return {seat: code for (_, seat), code in zip(slots, receipts(held), strict=False)}


RECEIPTS = [
    a_code_made_from_the_slot,
    the_list_of_receipts_in_the_order_of_casting,
    the_list_of_receipts_in_the_order_of_the_slots,
]
