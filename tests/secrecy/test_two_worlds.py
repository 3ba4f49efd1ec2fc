"""Two votes that differ only in who chose what: whatever can be copied, shown, sent or downloaded is the same in both.

Nothing is guessed here. What does not differ can tell nobody anything, now or later, whoever looks. Seats, order,
times, keys and counts are the same; the choices are passed on in a ring: who said no here says yes there.
"""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.secrecy import held as holding
from tests.secrecy import weaker
from tests.secrecy.asked import ASKED, RESOLUTION, Asked
from tests.secrecy.copies import FRAME_HEADER, WAL_HEADER, Copy, Tables, copy_of
from tests.secrecy.held import Held, asked_for, by_lot, drawn, hold_one
from tests.services.ballot_box import STEP, Vote, vote_again
from workshop.domain.errors import WorkshopError
from workshop.language import Catalogue
from workshop.models import Box
from workshop.snapshots.me import for_me
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

READER = Reader("de", "Europe/Berlin", Catalogue())


class World:
    """One vote, with all that anybody got of it."""

    def __init__(self, vote: Vote, folder: Path, *, turned: bool) -> None:
        self.vote = vote
        self.shown: list[object] = []
        with by_lot(7) as chance, pytest.MonkeyPatch.context() as patch:
            if turned:
                patch.setattr(holding, "drawn", turned_round)
            vote.hall.command("go_live", activity=vote.hall.step(STEP))
            patch.setattr(holding, "copy_of", self.copied)
            self.held: Held = hold_one(vote, folder, 0, chance, look=asked_for)
        vote.hall.command("reveal", activity=vote.hall.step(STEP))
        self.look()

    def copied(self, engine: Engine, folder: Path, name: str, since: Copy | None = None) -> Copy:
        """Look around whenever the disk is copied: before the first ballot, while open, after sealing."""
        self.look()
        return copy_of(engine, folder, name, since)

    def look(self) -> None:
        """See what every audience sees, what every voter does, and what the downloads are made from."""
        hall = self.vote.hall
        with hall.engine.connect() as connection:
            mine = [for_me(connection, mayor.id) for mayor in self.vote.mayors]
            self.shown.append((hall.pictures(), mine, summary_of(connection, hall.workshop, hall.now, READER)))


def turned_round(vote, chance) -> Held:
    held = drawn(vote, chance)
    first, *others = held.asked.ballots
    ring = dict(zip(held.asked.ballots, (*others, first), strict=True))
    held.truth = {seat: ring[choice] for seat, choice in held.truth.items()}
    return held


@pytest.fixture(scope="module", params=["sqlite resolution", "sqlite choice", "postgres resolution"])
def worlds(request, tmp_path_factory) -> list[World]:
    engine, kind = request.param.split()
    return held_twice(request, tmp_path_factory, engine, ASKED[kind])


def held_twice(request, tmp_path_factory, engine: str, asked: Asked = RESOLUTION, weaken=None) -> list[World]:
    template, facts = request.getfixturevalue(f"{engine}_vote")
    made = []
    for turned in (False, True):
        folder = tmp_path_factory.mktemp("world")
        if engine == "sqlite":
            url = f"sqlite:///{shutil.copy(template, folder / 'workshop.db')}"
        else:
            url = request.getfixturevalue("postgres").create(template=template)
        vote = asked.of(vote_again(url, folder / "keys", facts))
        with pytest.MonkeyPatch.context() as patch:
            if weaken:
                weaken(patch, vote)
            made.append(World(vote, folder, turned=turned))
        vote.hall.engine.dispose()
    return made


def all_of(world: World) -> dict[str, object]:
    """Return everything that must not depend on who chose what, by name."""
    held = world.held
    return {
        "pictures and downloads": world.shown,
        "numbers after each ballot": held.tallies,
        "answers": held.answers,
        "log": [without_clock(line) for line in held.log],
        "tables before": relative(held.before.tables),
        "tables while open": relative(without_ciphertexts(held.open.tables)),
        "tables after sealing": relative(held.after.tables),
        "bytes while open": blackened(held),
        "bytes after sealing": pages(held.after),
    }


NAMES = (
    "pictures and downloads", "numbers after each ballot", "answers", "log",
    "tables before", "tables while open", "tables after sealing", "bytes while open", "bytes after sealing",
)  # fmt: skip
MISTAKES = [
    (weaker.code_and_choice_in_one_list, {"tables after sealing", "bytes after sealing"}),
    (weaker.ballots_that_are_numbered, {"tables while open", "bytes while open", "bytes after sealing"}),
    (weaker.names_beside_choices, {"pictures and downloads"}),
    (weaker.a_talkative_log, {"log"}),
    (weaker.an_answer_that_repeats_the_choice, {"answers"}),
    (weaker.a_tally_while_open, {"numbers after each ballot", "tables while open", "bytes while open"}),
]


def test_the_two_worlds_really_differ_and_count_the_same(worlds):
    here, there = (world.held for world in worlds)
    assert not any(here.truth[seat] == there.truth[seat] for seat in here.order)
    assert here.order == there.order and here.codes == there.codes
    assert len({len(row["ct"]) for held in (here, there) for row in held.open.tables["box"]}) == 1
    assert [row["ct"] for row in here.open.tables["box"]] != [row["ct"] for row in there.open.tables["box"]]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_depends_on_who_chose_what(worlds, name):
    """No choice stands anywhere without the key file, in whatever form: only the ciphertexts differ."""
    here, there = (all_of(world)[name] for world in worlds)
    assert here == there


@pytest.mark.parametrize("weaken, where", MISTAKES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_mistake_shows(request, tmp_path_factory, weaken, where):
    here, there = (all_of(world) for world in held_twice(request, tmp_path_factory, "sqlite", weaken=weaken))
    assert where <= {name for name in NAMES if here[name] != there[name]}


def without_clock(line: str) -> str:
    """The database's driver says how long it has known a statement, and names its locks by address."""
    return re.sub(r"\[(cached since|generated in|no key) [^\]]*\]|0x[0-9a-f]+", "", line)


def without_ciphertexts(tables: Tables) -> Tables:
    return tables | {"box": [{**row, "ct": b""} for row in tables["box"]]}


def relative(tables: Tables) -> Tables:
    """Count PostgreSQL's transactions from the first one on: two databases of one server share the counter."""
    numbers = sorted({row["xmin"] for rows in tables.values() for row in rows if "xmin" in row})
    place = {number: at for at, number in enumerate(numbers)}
    return {
        name: [{**row, "xmin": place[row["xmin"]]} if "xmin" in row else row for row in rows]
        for name, rows in tables.items()
    }


def blackened(held: Held) -> list[bytes]:
    """Return every page with the ciphertexts of the vote taken out."""
    found = pages(held.open)
    for row in held.open.tables["box"]:
        found = [page.replace(row["ct"], bytes(len(row["ct"]))) for page in found]
    return found


def pages(copy: Copy) -> list[bytes]:
    """Return the pages of the file, and those of its log without what changes from run to run: salts and sums."""
    if copy.file is None:
        return []
    whole = copy.file.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    log_file = Path(f"{copy.file}-wal")
    log = log_file.read_bytes()[WAL_HEADER:] if log_file.exists() else b""
    return [
        *(whole[at : at + size] for at in range(0, len(whole), size)),
        *(log[at + FRAME_HEADER : at + FRAME_HEADER + size] for at in range(0, len(log), FRAME_HEADER + size)),
    ]


def test_an_error_in_the_middle_says_nothing_of_the_ballot(vote, capfd):
    """The database refuses the ballot: neither the log nor the answer repeats what was in it."""
    vote.open()
    key = "AAAAAAAAAAAAAAAAAAAAAA"

    @event.listens_for(vote.hall.engine, "before_cursor_execute")
    def _fail(_connection, _cursor, statement, *_more) -> None:
        if Box.__tablename__ in statement and statement.startswith("INSERT"):
            raise RuntimeError("a mistake of ours")

    with pytest.raises(WorkshopError) as refused:
        vote.cast(vote.mayors[0], "abstain", key)
    said = "".join(capfd.readouterr())
    assert "a mistake of ours" in said, "it is reported"
    assert not [word for word in ("abstain", key) if word in said or word in str(refused.value.params)]
    assert vote.rows(Box) == []
