"""Invalid ballots of a secret vote: cast so on purpose, or none of the answers; counted apart, for no majority."""

import json

import pytest
from sqlalchemy import update

from tests.services.ballot_box import STEP, Vote, voter_key
from workshop.domain import ballots
from workshop.domain.ballots import SPOILT
from workshop.language import Catalogue
from workshop.models import Attendance, Box, Counted, Round
from workshop.reports.outline import outline_of
from workshop.services.ballots import announced
from workshop.services.recount import recount
from workshop.snapshots.picture import secret_of
from workshop.snapshots.record import Reader
from workshop.snapshots.scene import load_scene
from workshop.snapshots.summary import summary_of

OPTIONS = [{"id": name, "label": name.upper()} for name in ("a", "b", "c")]


def configure(vote: Vote, kind: str = "resolution", **config) -> None:
    """Let the step be so; a resolution keeps its wording."""
    vote.asks(kind, **{"ask": "Die Runde empfiehlt eine Anlaufstelle.", **config})


def cast(vote: Vote, *values) -> None:
    vote.open()
    for mayor, value in zip(vote.mayors, values, strict=False):
        vote.cast(mayor, value)


def shown(vote: Vote, audience: str = "screen") -> dict:
    vote.hall.command("reveal", activity=vote.hall.step(STEP))
    return vote.hall.pictures()[f"{audience} {vote.hall.step(STEP)}"]["whole"]


def test_an_invalid_ballot_is_counted_apart_with_its_reason(either):
    cast(either, "yes", "yes", "no", SPOILT, "abstain", SPOILT)
    assert either.close() == "sealed"
    assert either.counted() == {"!spoilt": 2, "abstain": 1, "no": 1, "yes": 2}
    assert either.round.outcome["cast"] == 6
    result = shown(either)
    assert (result["yes"], result["no"], result["abstain"], result["given"]) == (2, 1, 1, 4)
    assert result["invalid"] == {"spoilt": 2}


@pytest.mark.parametrize(("of", "base"), [("votes", 3), ("given", 4)])
def test_an_invalid_ballot_is_in_no_base_of_a_majority(vote, of, base):
    configure(vote, rule="own", share="60\u00a0%", of=of, quorum="none")
    cast(vote, "yes", "yes", "no", "abstain", *[SPOILT] * 9)
    vote.close()
    assert shown(vote)["rule"]["base"] == base


def test_who_casts_an_invalid_ballot_is_there(vote):
    """More ballots than the list of attendance knows of: base and quorum are of people."""
    configure(vote, rule="absolute")
    vote.open()
    for mayor in vote.mayors:
        vote.cast(mayor, SPOILT)
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Attendance).values(state="absent"))
    vote.close()
    result = shown(vote)
    assert (result["given"], result["there"], result["quorum"]["present"], result["verdict"]) == (0, 17, 17, "none")
    assert result["rule"]["base"] == 17


def test_nobody_can_tell_an_invalid_ballot_in_the_box(vote):
    cast(vote, "yes", "abstain", SPOILT)
    assert len({len(row.ct) for row in vote.rows(Box)}) == 1


def test_where_it_is_switched_off_an_invalid_ballot_is_refused(vote):
    configure(vote, may_spoil=False)
    vote.open()
    assert vote.refused(vote.mayors[0], SPOILT) == "not_an_option"
    assert told(vote)["may_spoil"] is False


def test_the_editor_switches_it_off_for_votes_that_can_be_secret_and_for_nothing_else(vote):
    change = {"field": "may_spoil", "value": False, "former": None}
    assert vote.hall.refusal("edit_step", activity=vote.hall.step("Lagebild"), **change) == "not_an_option"
    assert vote.hall.refusal("edit_step", activity=vote.hall.step(STEP), **change | {"value": 0}) == "wrong_type"
    vote.hall.command("edit_step", activity=vote.hall.step(STEP), **change)
    assert told(vote)["may_spoil"] is False
    vote.open()
    assert vote.round.base["may_spoil"] is False
    assert (
        vote.hall.refusal("edit_step", activity=vote.hall.step(STEP), **change | {"value": True, "former": False})
        == "frozen"
    )


def told(vote: Vote) -> dict:
    with vote.hall.engine.connect() as connection:
        scene = load_scene(connection, vote.hall.workshop, vote.hall.now)
        return secret_of(scene, scene.step(vote.hall.step(STEP)))


def test_whether_it_is_possible_is_announced_and_stands_in_the_checksum(vote):
    vote.open()
    with_it = vote.round
    assert with_it.base["may_spoil"] is True and told(vote)["may_spoil"] is True
    with_it.base = {**with_it.base, "may_spoil": False}
    assert announced(with_it) != with_it.frozen_hash


def test_a_round_that_was_opened_before_there_were_invalid_ballots_has_none(vote):
    vote.open()
    with vote.hall.engine.begin() as connection:
        base = {name: value for name, value in vote.round.base.items() if name != "may_spoil"}
        connection.execute(update(Round).where(Round.id == vote.round.id).values(base=base))
    assert told(vote)["may_spoil"] is False
    assert vote.refused(vote.mayors[0], SPOILT) == "not_an_option"


def test_a_choice_can_be_invalid_on_purpose_too(either):
    configure(either, "choice", options=OPTIONS, most=2)
    cast(either, ["a", "b"], ["c"], SPOILT, ["a"], ["b"])
    assert either.refused(either.mayors[6], [SPOILT]) == "not_an_option"
    assert either.close() == "sealed"
    assert either.counted() == {"!spoilt": 1, "a": 2, "b": 2, "c": 1}
    assert shown(either)["invalid"] == {"spoilt": 1}


UNREADABLE = [*(("resolution", said) for said in ("maybe", "YES", "", "!unreadable")),
              *(("choice", said) for said in ("0", "8", "7", "01", "yes", "-1"))]  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), UNREADABLE)
def test_a_true_ballot_that_says_none_of_the_answers_is_invalid_and_breaks_nothing(vote, kind, said):
    if kind == "choice":
        configure(vote, kind, options=OPTIONS, most=2)
    cast(vote, *[["a"] if kind == "choice" else "yes"] * 5)
    write_over(vote, said)
    assert vote.close() == "sealed"
    assert vote.counted()["!unreadable"] == 1 and sum(vote.counted().values()) == 6
    assert shown(vote)["invalid"] == {"unreadable": 1}
    assert faults(vote) == ()


def write_over(vote: Vote, said: str | bytes, code: str = "") -> None:
    """Cast one more ballot and let it say something else, by somebody who has the key of the round."""
    key = voter_key()
    vote.cast(vote.mayors[7], "yes" if vote.round.frozen.get("rule") else ["a"], key)
    number, raw = vote.round.id, ballots.voter_key(key)
    slot, of_round = ballots.slot_of(number, raw), vote.vault.get(number, vote.round.key_print)
    code = code or ballots.code_of(number, raw, vote.round.salt)
    ct = ballots.close_ballot(of_round, number, slot, vote.round.frozen_hash, code, said)
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Box).where(Box.round_id == number, Box.slot == slot).values(ct=ct))


def test_a_spoilt_ballot_where_none_was_offered_says_none_of_the_answers(vote):
    configure(vote, may_spoil=False)
    cast(vote, *["yes"] * 5)
    write_over(vote, SPOILT)
    vote.close()
    assert vote.counted() == {"!unreadable": 1, "yes": 5}


def test_a_ballot_whose_receipt_nobody_could_have_got_breaks_the_round(vote):
    cast(vote, *["yes"] * 5)
    write_over(vote, "yes", code="no receip")
    assert vote.close() == "broken"
    assert len(vote.rows(Box)) == 6


def faults(vote: Vote) -> tuple[str, ...]:
    with vote.hall.engine.connect() as connection:
        return recount(connection, vote.vault)[0].faults


def test_the_second_count_knows_invalid_ballots(vote):
    cast(vote, "yes", "yes", SPOILT, "no", "no")
    vote.close()
    assert faults(vote) == ()
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Counted).where(Counted.choice == SPOILT).values(n=2))
    assert faults(vote) == ("sum",)


def test_the_second_count_finds_invalid_ballots_that_could_not_be_cast(vote):
    configure(vote, may_spoil=False)
    cast(vote, "yes", "yes", "no", "no", "no")
    vote.close()
    with vote.hall.engine.begin() as connection:
        connection.execute(update(Counted).where(Counted.choice == "yes").values(choice=SPOILT))
    assert faults(vote) == ("sum",)


@pytest.mark.parametrize(("values", "rows"), [
    (("yes", "yes", "no", SPOILT, SPOILT), [["Davon ungültig: bewusst ungültig abgegeben", 2]]),
    (("yes", "yes", "no", "no", "no"), [["Davon ungültig: bewusst ungültig abgegeben", 0]]),
])  # fmt: skip
def test_documents_count_invalid_ballots_with_their_reason(vote, values, rows):
    cast(vote, *values)
    vote.close()
    with vote.hall.engine.connect() as connection:
        found = summary_of(connection, vote.hall.workshop, vote.hall.now, Reader("de", "Europe/Berlin", Catalogue()))
    summary = json.loads(json.dumps(found.as_dict()))
    [step] = [step for step in summary["steps"] if step["title"] == STEP]
    [ballot] = [section["table"]["rows"] for section in step["sections"] if section["title"] == "Geheime Abstimmung"]
    assert ballot == [["In der Urne und ausgezählt", 5], *rows, ["Im Wählerverzeichnis", 17]]
    assert rows[0][0] in str(outline_of(summary))


def test_more_answers_than_a_ballot_holds_cannot_be_opened(vote):
    """Themes of an earlier step may be any number."""
    options = [{"id": f"o{n}", "label": f"Möglichkeit {n}"} for n in range(129)]
    configure(vote, "choice", options=options, most=1)
    vote.hall.command("go_live", activity=vote.hall.step(STEP))
    assert vote.hall.refusal("open", activity=vote.hall.step(STEP)) == "too_many_answers"
    assert vote.round.state == "draft"
    configure(vote, "choice", options=options[:128], most=1)
    cast(vote, *[["o127"]] * 5)
    assert vote.close() == "sealed"
    assert vote.counted()["o127"] == 5
