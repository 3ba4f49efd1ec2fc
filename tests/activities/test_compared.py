"""A breakdown by groups of every type that has one: the rule for small rooms holds for whatever its answers look like.

What one person says is read here from the type's own figures of that person alone, and not from what the rule looks at.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from tests.activities.test_contract import check_table, frozen_of
from tests.services.drawing import tries
from workshop.activities import TYPES
from workshop.activities.base import ActivityType, Given, Material
from workshop.domain.breakdown import LEAST, divide, is_showable, partition

Said = dict[tuple[str, str], Any]
COMPARING = [kind for kind in TYPES.values() if kind.compared(frozen_of(kind), Material())]
every_comparing = pytest.mark.parametrize("kind", COMPARING, ids=lambda kind: kind.name)


def test_all_that_is_voted_on_and_forms_can_be_broken_down():
    assert {kind.name for kind in COMPARING} == {kind.name for kind in TYPES.values() if kind.votes} | {"feedback"}


def test_a_budget_of_proposals_compares_votes_as_one_of_shares_compares_means():
    config = {**TYPES["budget"].samples["config"], "way": "priced"}
    config["priced"] = [{"id": "a", "label": "Bus", "price": 2}, {"id": "b", "label": "Bad", "price": 3}]
    for made, column in ((config, "common.votes"), (TYPES["budget"].samples["config"], "budget.mean")):
        (section,) = TYPES["budget"].compared(TYPES["budget"].freeze(made), Material())
        assert section.table.columns[1][0] == column


@every_comparing
def test_what_is_compared_is_a_label_and_a_number(kind):
    material = material_of({f"seat:{n}": said_by(kind, n) for n in range(4)})
    for section in kind.compared(frozen_of(kind), material):
        check_table(section.table)
        assert [form for _, form in section.table.columns] == ["text", "number"]
        assert section.table.rows


@st.composite
def halls(draw, kind):
    """Parts, and what some of their seats and some guests said: much alike, and not always all that was asked."""
    roster = list(enumerate(draw(st.lists(st.sampled_from(("A", "B", "")), min_size=8, max_size=30)), start=1))
    voices = [*(f"seat:{seat}" for seat, _ in roster), *(f"guest:{n}" for n in range(draw(st.integers(0, 3))))]
    minds = [said_by(kind, n) for n in range(draw(st.integers(1, 5)))]
    found = {}
    for voice in voices:
        mind = draw(st.sampled_from(minds))
        silent = draw(st.sampled_from([*mind, *[None] * 9 * len(mind)]))
        found[voice] = {place: value for place, value in mind.items() if place != silent}
    return partition(roster), {voice: said for voice, said in found.items() if said}


@every_comparing
@settings(max_examples=tries(100))
@examples(st.data())
def test_in_a_shown_part_nobody_says_what_all_of_it_say(kind, data):
    parts, said = data.draw(halls(kind))
    divided = divide(parts, list(said))
    if not is_showable(divided, faceted(kind, said)):
        return
    for _, voices in divided:
        assert len(voices) >= LEAST
        alone = [figures(kind, {voice: said[voice]}) for voice in voices]
        for cell in alone[0]:
            values = [one[cell] for one in alone if one[cell] is not None]
            assert len(values) >= LEAST
            assert len(set(values)) > 1 or values[0] == 0, cell


@every_comparing
def test_one_part_of_one_mind_forbids_the_whole(kind):
    parts = partition([(n, "A" if n <= 6 else "B") for n in range(1, 13)])
    rooms = ({f"seat:{n}": said_by(kind, first + n) for n in range(1, 13)} for first in range(20))
    said = next(room for room in rooms if is_showable(divide(parts, list(room)), faceted(kind, room)))
    agreed = said | {f"seat:{n}": said["seat:1"] for n in range(1, 7)}
    assert not is_showable(divide(parts, list(agreed)), faceted(kind, agreed))


def said_by(kind: ActivityType, n: int) -> Said:
    """Return the answers of one of many minds, without what they would write."""
    texts = {spec.name for spec in kind.kinds if spec.is_text or spec.after}
    frozen = frozen_of(kind)
    given = kind.rehearse(kind.ask(frozen), 3 * n, Random(n))
    return {(of, item): kind.clean(of, item, value, frozen) for of, item, value in given if of not in texts}


def faceted(kind: ActivityType, said: Mapping[str, Said]) -> dict[str, Said]:
    return {voice: {place: kind.facets(place[0], value) for place, value in of.items()} for voice, of in said.items()}


def figures(kind: ActivityType, said: Mapping[str, Said]) -> dict[tuple[int, str], float | None]:
    """Return each cell of what is compared, by table and label."""
    sections = kind.compared(frozen_of(kind), material_of(said))
    return {(n, row[0]): row[1] for n, section in enumerate(sections) for row in section.table.rows}


def material_of(said: Mapping[str, Said]) -> Material:
    given: Sequence[tuple[tuple[str, str], Any]] = [one for of in said.values() for one in of.items()]
    return Material([Given(n, of, item, value) for n, ((of, item), value) in enumerate(given, start=1)])
