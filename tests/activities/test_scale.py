"""The figures of a scale, against the standard library, the published rule and the worked example."""

import statistics

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from workshop.activities.base import Given, Material
from workshop.activities.ratings import NONE, is_divided
from workshop.activities.scale import Scale

SCALE = Scale()
# The example of the district: counts of 1–5, "none", and what the screen says of it.
LAGEBILD = {
    "Steuerung": ([0, 1, 3, 5, 7], 0),
    "Ehrenamt": ([2, 5, 6, 2, 1], 0),
    "Zusammenleben": ([4, 7, 4, 1, 0], 0),
    "Sprache": ([1, 2, 5, 6, 1], 1),
    "Wohnen": ([0, 2, 2, 4, 7], 1),
    "Mobilität": ([2, 3, 1, 3, 6], 1),
}
# Fitch et al. 2001: of so many voices, so many at each end make dissent.
PANELS = {8: 3, 9: 3, 10: 3, 11: 4, 12: 4, 13: 4, 14: 5, 15: 5, 16: 5}


def test_the_worked_example_is_ordered_by_median_then_mean():
    assert [row["label"] for row in lagebild()] == [
        "Steuerung", "Wohnen", "Mobilität", "Sprache", "Ehrenamt", "Zusammenleben",
    ]  # fmt: skip


def test_the_worked_example_has_its_medians():
    assert [row["median"] for row in lagebild()] == [4, 4, 4, 3, 3, 2]


def test_in_the_worked_example_only_mobility_is_divided():
    assert [row["label"] for row in lagebild() if row["dissent"]] == ["Mobilität"]


def test_the_worked_example_keeps_its_counts():
    rows = {row["label"]: (row["counts"], row["none"]) for row in lagebild()}
    assert rows == LAGEBILD


@pytest.mark.parametrize(("voices", "enough"), PANELS.items())
def test_dissent_begins_where_the_published_table_says(voices, enough):
    assert is_divided([enough, 0, voices - 2 * enough, 0, enough])
    assert not is_divided([enough - 1, 0, voices - 2 * enough + 1, 0, enough])


def test_one_voice_does_not_disagree_with_itself():
    assert not is_divided([1, 0, 0, 0, 0])
    assert not is_divided([0, 0, 1, 0, 0])


def test_two_voices_at_both_ends_disagree():
    assert is_divided([1, 0, 0, 0, 1])


def test_nobody_is_not_divided():
    assert not is_divided([0] * 5)


def test_of_eleven_values_the_ends_are_four_wide():
    assert is_divided([0, 0, 0, 3, 3, 0, 0, 3, 0, 0, 0])
    assert not is_divided([0, 0, 0, 0, 6, 0, 3, 0, 0, 0, 0])


@examples(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_figures_are_those_of_the_standard_library(ratings):
    row = rated(ratings)
    assert row["median"] == statistics.median(ratings)
    assert row["mean"] == round(statistics.fmean(ratings), 2)
    assert row["spread"] == round(statistics.pstdev(ratings), 2)
    assert (row["n"], sum(row["counts"])) == (len(ratings), len(ratings))


@examples(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_the_median_lies_in_the_frame(ratings):
    row = rated(ratings, points="11")
    framed = row["framed"]
    assert framed[0] <= row["median"] <= framed[-1]
    assert len(framed) == (1 if float(row["median"]).is_integer() else 2)


def test_a_median_between_two_columns_frames_both_and_marks_none_in_a_document():
    assert rated([3, 4])["framed"] == [2, 3]
    assert chart([3, 4]).marked == [None]
    assert chart([4, 4]).marked == [3]


def test_who_cannot_judge_is_counted_apart():
    row = rated([5, NONE, NONE])
    assert (row["none"], row["n"], row["median"]) == (2, 1, 5)


def test_a_statement_that_nobody_could_judge_comes_last_without_figures():
    frozen = frozen_of(["Leer", "Bewertet"])
    material = Material([Given(1, "rating", "0", NONE), Given(2, "rating", "1", 1)])
    rows = SCALE.results(frozen, material)["statements"]
    assert [row["label"] for row in rows] == ["Bewertet", "Leer"]
    assert (rows[1]["median"], rows[1]["mean"], rows[1]["spread"], rows[1]["framed"]) == (None, None, None, [])


def test_equal_statements_keep_the_order_of_the_agenda():
    frozen = frozen_of(["B", "A"])
    material = Material([Given(1, "rating", "0", 3), Given(2, "rating", "1", 3)])
    assert [row["label"] for row in SCALE.results(frozen, material)["statements"]] == ["B", "A"]


def test_the_table_has_a_column_for_each_value_and_marks_dissent():
    table = SCALE.table(frozen_of(["Bus"]), material([1, 5]))
    assert [label for label, _ in table.columns[1:6]] == ["1", "2", "3", "4", "5"]
    assert table.rows == [["Bus", 1, 0, 0, 0, 1, 0, 2, 3, 3, 2.0, "↔"]]


def test_documents_say_what_the_ends_mean():
    asked = SCALE.freeze(SCALE.samples["config"])
    assert SCALE.wording(asked) == ["Wie groß ist der Handlungsbedarf?", "1 = läuft gut · 5 = großer Bedarf"]


def test_without_the_option_nobody_can_pass():
    frozen = SCALE.freeze({**SCALE.samples["config"], "cannot_judge": False})
    with pytest.raises(Exception, match="wrong_type"):
        SCALE.clean("rating", "wohnen", NONE, frozen)


def lagebild():
    frozen = frozen_of(list(LAGEBILD))
    given = [
        Given(0, "rating", str(n), value)
        for n, (counts, none) in enumerate(LAGEBILD.values())
        for value in [*spread_out(counts), *[NONE] * none]
    ]
    return SCALE.results(frozen, Material(given))["statements"]


def spread_out(counts):
    return [value for value, count in enumerate(counts, start=1) for _ in range(count)]


def frozen_of(labels, points="5"):
    statements = [{"id": str(n), "label": label} for n, label in enumerate(labels)]
    return SCALE.freeze({"ask": "?", "points": points, "statements": statements})


def material(ratings):
    return Material([Given(n, "rating", "0", rating) for n, rating in enumerate(ratings)])


def rated(ratings, points="5"):
    return SCALE.results(frozen_of(["Bus"], points), material(ratings))["statements"][0]


def chart(ratings):
    return SCALE.chart(frozen_of(["Bus"]), material(ratings))
