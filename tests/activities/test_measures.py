"""Measures: proposals in any order of voices, what they follow from, who is named, what a rehearsal proposes."""

from collections import Counter
from random import Random

from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.measures import REHEARSED, Measures
from workshop.library import templates

MEASURES = Measures()
FROZEN = MEASURES.freeze(MEASURES.samples["config"])
ORIGINS = ["", *(option["id"] for option in FROZEN["options"])]
# What voices do one after the other: (voice, which of their proposals, what it follows from; None takes it back).
DOINGS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.sampled_from([*ORIGINS, None])), max_size=40)


@examples(doings=DOINGS, chance=st.randoms(use_true_random=False))
def test_whatever_is_given_replaced_and_taken_back_each_standing_proposal_counts_once(doings, chance):
    standing = {(voice, which): origin for voice, which, origin in doings}
    standing = {place: origin for place, origin in standing.items() if origin is not None}
    given = [proposal(n, origin) for n, origin in enumerate(standing.values(), start=1)]
    chance.shuffle(given)
    results = MEASURES.results(FROZEN, Material(given))
    counts = Counter(standing.values())  # the standard library counts, too
    assert results["proposals"] == counts.total()
    assert {option["id"]: option["count"] for option in results["origins"]} == {one: counts[one] for one in ORIGINS[1:]}


@examples(doings=DOINGS, chance=st.randoms(use_true_random=False))
def test_the_table_has_every_proposal_once_by_what_it_follows_from(doings, chance):
    origins = [origin or "" for _, _, origin in doings]
    given = [proposal(n, origin) for n, origin in enumerate(origins, start=1)]
    chance.shuffle(given)
    rows = MEASURES.table(FROZEN, Material(given)).rows
    assert [text for text, _ in rows] == [
        f"Maßnahme {n}"
        for one in [*ORIGINS[1:], ""]  # what follows from nothing comes last
        for n, origin in enumerate(origins, start=1)
        if origin == one
    ]


def test_a_merged_proposal_stands_below_the_one_it_was_merged_into():
    given = [proposal(1, "bus"), proposal(2, "wohnen"), proposal(3, "", merged_into=2)]
    assert column(given, 0) == ["Maßnahme 2", "Maßnahme 3", "Maßnahme 1"]


def test_without_a_choice_there_is_no_column_of_what_a_measure_follows_from():
    frozen = MEASURES.freeze({"ask": "Was tun wir?"})
    assert MEASURES.table(frozen, Material([proposal(1)])).columns == [("measures.proposal", "text")]


def test_names_stand_in_the_table_only_where_they_were_announced():
    table = MEASURES.table(FROZEN, Material([proposal(1, who="Ahorn"), proposal(2)]))
    assert table.columns[-1] == ("measures.who", "text")
    assert [row[-1] for row in table.rows] == ["Ahorn", ""]
    assert "Ahorn" not in str(MEASURES.results(FROZEN, Material([proposal(1, who="Ahorn")])))


def test_a_proposal_follows_from_what_an_earlier_step_has_given():
    frozen = MEASURES.freeze({"ask": "Was tun wir?", "options": {"activity": 3}}, [{"id": "theme:7", "label": "Bus"}])
    value = {"text": " Rufbus  prüfen ", "origin": "theme:7"}
    assert MEASURES.clean("measure", "aaaaaaaa", value, frozen) == {"text": "Rufbus  prüfen", "origin": "theme:7"}


def test_the_sample_measures_are_proposed_once_each_with_their_themes():
    samples = templates()["coburg"]["samples"]
    options = [{"id": f"theme:{n}", "label": title} for n, title in enumerate(samples["themes"])]
    ask = {"ask": "?", "options": options, "samples": samples}
    given = [MEASURES.rehearse(ask, voice, Random(voice))[0][2] for voice in range(17)]
    assert [one["text"] for one in given[:6]] == [measure["what"] for measure in samples["measures"]]
    assert all(one["origin"] for one in given[:6])
    assert {one["text"] for one in given[6:]} == set(REHEARSED)


def proposal(number, origin="", **more):
    return Given(number, "measure", f"item-{number:04}", {"text": f"Maßnahme {number}", "origin": origin}, **more)


def column(given, at):
    return [row[at] for row in MEASURES.table(FROZEN, Material(given)).rows]
