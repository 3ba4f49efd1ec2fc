"""Whoever has the files, the log and all that was ever shown knows no more of a vote than the published counts say."""

from random import Random

import pytest

from tests.secrecy import papers
from tests.secrecy.asked import ASKED, RESOLUTION, Asked
from tests.secrecy.heap import marks, transactions
from tests.secrecy.held import BALLOTS, Held, annulled, asked_for, hold, hold_one
from tests.secrecy.judge import is_found, of_choices, of_orders, of_receipts
from tests.secrecy.reading import links
from tests.secrecy.ways import IN_THE_FILES, ORDERS, RECEIPTS, WAYS, seats_as_the_files_name_them
from tests.services.ballot_box import STEP, vote_again

ROUNDS = 14  # of fifteen ballots: 210
PATIENCE = pytest.mark.timeout(240)


class Votes:
    """The rounds that were held on one engine; as many again if a way was lucky with the first."""

    def __init__(self, url: str, folder, facts, asked: Asked) -> None:
        self._open = lambda: vote_again(url, folder / "keys", facts)
        self._asked = asked
        self._folder = folder
        self._held: list[list[Held]] = []

    def of(self, sample: int) -> list[Held]:
        while len(self._held) <= sample:
            folder = self._folder / f"sample-{len(self._held)}"
            folder.mkdir()
            vote = self._open() if self._held else self._asked.of(self._open())
            is_sqlite = vote.hall.engine.dialect.name == "sqlite"  # pictures and files are made alike on both
            look = asked_for if is_sqlite and self._asked is RESOLUTION else None  # of both kinds: test_two_worlds.py
            self._held.append(hold(vote, folder, ROUNDS, seed=20170123 + len(self._held), look=look))
            if is_sqlite:
                papers.file(vote, self._held[-1])
            vote.hall.engine.dispose()
        return self._held[sample]


@pytest.fixture(scope="module", params=["sqlite resolution", "sqlite choice", "postgres resolution"])
def votes(request, tmp_path_factory) -> Votes:
    folder = tmp_path_factory.mktemp("votes")
    engine, kind = request.param.split()
    template, facts = request.getfixturevalue(f"{engine}_vote")
    if engine == "sqlite":
        (folder / "workshop.db").write_bytes(template.read_bytes())
        return Votes(f"sqlite:///{folder / 'workshop.db'}", folder, facts, ASKED[kind])
    return Votes(request.getfixturevalue("postgres").create(template=template), folder, facts, ASKED[kind])


ON_SQLITE = pytest.mark.parametrize("votes", ["sqlite resolution", "sqlite choice"], indirect=True)


def named(ways):
    return pytest.mark.parametrize("way", ways, ids=lambda way: way.__name__)


@PATIENCE
@named(WAYS)
def test_no_way_leads_from_a_voter_to_a_choice(votes, way):
    assert not is_found(of_choices, way, votes.of)


@PATIENCE
@named(ORDERS)
def test_nothing_that_is_left_shows_the_order_of_casting(votes, way):
    assert not is_found(of_orders, way, votes.of)


@PATIENCE
@named(RECEIPTS)
def test_nobody_knows_whose_receipt_is_whose(votes, way):
    assert not is_found(of_receipts, way, votes.of)


@PATIENCE
def test_the_attacker_really_has_what_it_takes(votes):
    """A copy made while open tells whose ballot is which: that is why it is encrypted, and its key a file apart."""
    for held in votes.of(0):
        assert len(links(held)) == BALLOTS
        assert len({row["slot"] for row in links(held).values()}) == BALLOTS
        if raw := held.open.raw:
            marked = sorted(marks(raw.files["roll"], held.number))
            assert list(dict.fromkeys(seat for _, seat in marked)) == held.order
            wrote = list(transactions(raw.log).values())
            came = [next(at for at, one in enumerate(wrote) if links(held)[seat]["slot"] in one) for seat in held.order]
            assert came == sorted(set(came)), "each ballot in a transaction of its own, as they were cast"


@PATIENCE
@ON_SQLITE
@named(IN_THE_FILES)
def test_no_file_leads_from_a_voter_to_a_choice(votes, way):
    assert not is_found(of_choices, way, votes.of)


@PATIENCE
@ON_SQLITE
def test_no_file_shows_the_order_of_casting(votes):
    way = seats_as_the_files_name_them
    assert not is_found(of_orders, way, votes.of)


@PATIENCE
@ON_SQLITE
def test_no_time_in_a_file_lies_within_a_vote(votes):
    """Neither in what is told nor in what programs write along: of when a file was made, or a part of it."""
    for held in votes.of(0):
        assert held.moments and all(held.papers[kind] for kind in papers.KINDS), "there is something to read"
        assert [one for one in held.moments if held.times[0] <= one <= held.times[-1]] == []


def test_an_annulled_vote_shows_no_order_of_casting(either, tmp_path):
    chance, lots = Random(7), []

    def annulled_one(n: int) -> list[Held]:
        while len(lots) <= n:
            lots.append(hold_one(either, tmp_path, len(lots), chance, annulled))
        return lots[n : n + 1]

    either.hall.command("go_live", activity=either.hall.step(STEP))
    assert [way.__name__ for way in ORDERS if is_found(of_orders, way, annulled_one)] == []
