"""What every type of activity promises, whoever wrote it."""

import json
import re
from dataclasses import asdict, replace
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from tests.services.drawing import tries
from workshop.activities import TYPES, exists, type_of
from workshop.activities.base import ActivityType, Given, Material, Theme
from workshop.activities.forms import clean_field, default_config, plain
from workshop.activities.naming import by_answer, by_voice
from workshop.domain.ballots import SPOILT, UNREADABLE
from workshop.domain.errors import Refused

ROOT = Path(__file__).parents[2]
# names that a step has already
OF_A_STEP = {"title", "minutes", "note", "type", "privacy", "who", "live", "least_ballots", "may_spoil"}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
every_type = pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.name)


@every_type
def test_good_samples_are_accepted(kind):
    frozen = frozen_of(kind)
    for contribution, item, value in kind.samples["good"]:
        kind.clean(contribution, item, value, frozen)


@every_type
def test_cleaning_what_is_clean_changes_nothing(kind):
    frozen = frozen_of(kind)
    for contribution, item, value in kind.samples["good"]:
        once = kind.clean(contribution, item, value, frozen)
        assert kind.clean(contribution, item, once, frozen) == once


@every_type
def test_bad_samples_are_refused(kind):
    for contribution, item, value in kind.samples["bad"]:
        with pytest.raises(Refused):
            kind.clean(contribution, item, value, frozen_of(kind))


@every_type
@settings(max_examples=tries(150))
@examples(item=st.text(max_size=41), value=ANY_JSON)
def test_whatever_comes_in_is_cleaned_or_refused(kind, item, value):
    for contribution in [spec.name for spec in kind.kinds] or [""]:
        accepted_or_refused(kind, contribution, item, value)


@every_type
@settings(max_examples=tries(150))
@examples(value=ANY_JSON)
def test_nonsense_in_the_right_place_is_cleaned_or_refused(kind, value):
    for contribution, item, _ in kind.samples["good"]:
        accepted_or_refused(kind, contribution, item, value)


@pytest.mark.parametrize("kind", [kind for kind in TYPES.values() if kind.has_ballots], ids=lambda kind: kind.name)
def test_what_stands_on_a_ballot_is_known_again_and_nothing_else_is(kind):
    frozen, vote = frozen_of(kind), kind.kinds[0].name
    for value in (kind.clean(vote, item, value, frozen) for name, item, value in kind.samples["good"] if name == vote):
        assert kind.is_on_ballot(kind.on_ballot(value, frozen), frozen)
    assert not any(kind.is_on_ballot(said, frozen) for said in (SPOILT, UNREADABLE, "", "maybe", "\ufffd"))


@every_type
def test_the_samples_use_every_kind(kind):
    assert {contribution for contribution, _, _ in kind.samples["good"]} == {spec.name for spec in kind.kinds}


@every_type
def test_no_voice_gives_to_an_item_that_was_not_asked_for(kind):
    for contribution, _, value in kind.samples["good"]:
        with pytest.raises(Refused):
            kind.clean(contribution, "!", value, frozen_of(kind))


@every_type
def test_nothing_given_is_a_result_too(kind):
    frozen = frozen_of(kind)
    json.dumps(kind.results(frozen, Material()), allow_nan=False)
    check_table(kind.table(frozen, Material()))
    check_chart(kind.chart(frozen, Material()))


@every_type
def test_results_and_what_is_asked_are_json(kind):
    frozen = frozen_of(kind)
    for said in (frozen, kind.ask(frozen), kind.results(frozen, material_of(kind))):
        assert json.loads(json.dumps(said, allow_nan=False)) == said


@every_type
def test_the_table_is_rectangular(kind):
    check_table(kind.table(frozen_of(kind), material_of(kind)))


@every_type
def test_the_chart_agrees_with_itself(kind):
    check_chart(kind.chart(frozen_of(kind), material_of(kind)))
    for section in kind.sections(frozen_of(kind), material_of(kind)):
        assert section.title
        check_table(section.table)
        check_chart(section.chart)


@every_type
def test_bars_are_the_first_numbers_of_the_table_whose_head_stands_over_them(kind):
    chart, table = (make(frozen_of(kind), material_of(kind)) for make in (kind.chart, kind.table))
    if chart and chart.kind == "bars" and kind.takes_input(frozen_of(kind)):
        assert chart.labels == [row[0] for row in table.rows]
        assert chart.values == [[row[1] or 0] for row in table.rows]


@every_type
def test_the_order_of_voices_leaves_no_trace(kind):
    frozen, material = frozen_of(kind), material_of(kind)
    named = [replace(one, who=f"Seat {one.id}", by=one.id) for one in material.given]
    for given in (material.given, named):
        assert len({said_of(kind, frozen, Material(order, material.themes)) for order in permutations(given)}) == 1


@every_type
def test_a_room_full_of_voices_in_another_order_says_the_same(kind):
    """Other than above several say the same, each says several things, and a vote's number tells when it came."""
    frozen, texts = frozen_of(kind), {spec.name for spec in kind.kinds if spec.is_text}
    said = [Given(n, *one) for n, one in enumerate(crowd(kind, frozen), start=1)]
    asked = {spec.name for spec in kind.kinds if not (spec.of or spec.beside)}
    assert asked <= {one.kind for one in said} and (not asked or len(said) > len({str(one.value) for one in said}))
    for who, by in ((lambda n: "", lambda n: 0), (lambda n: f"Seat {n}", lambda n: n), (lambda n: "", lambda n: n)):
        given = [replace(one, who=who(one.id), by=by(one.id)) for one in said]
        first = said_of(kind, frozen, Material(given))
        for seed in range(12):
            order = Random(seed).sample(given, len(given))
            anew = [one if one.kind in texts else replace(one, id=n) for n, one in enumerate(order, start=1)]
            assert said_of(kind, frozen, Material(anew)) == first


@every_type
def test_a_type_that_offers_named_says_who(kind):
    frozen, material = frozen_of(kind), material_of(kind)
    named = Material([replace(one, who=f"Seat {one.id}", by=one.id) for one in material.given], material.themes)
    if "named" in kind.privacies:
        # What is given after the result stands beside the answer of the same seat (test_resolution.py).
        after = {spec.name for spec in kind.kinds if spec.after}
        who = {one.who for one in named.given if one.kind not in after}
        assert who <= set(re.findall(r"Seat \d", told_of(kind, frozen, named)))
        is_text = any(spec.is_text for spec in kind.kinds)
        in_the_room = [kind.results(frozen, named), by_answer(kind, frozen, named)]
        assert is_text or who <= set(re.findall(r"Seat \d", json.dumps(in_the_room)))
    assert by_answer(kind, frozen, material) == by_voice(kind, frozen, material) == []


@every_type
def test_asking_a_participant_changes_nothing_frozen(kind):
    frozen = frozen_of(kind)
    before = json.dumps(frozen)
    kind.ask(frozen)
    kind.results(frozen, material_of(kind))
    assert json.dumps(frozen) == before


@every_type
def test_a_new_step_can_be_shown_before_anything_was_written(kind):
    frozen = kind.freeze(default_config(kind))
    json.dumps(kind.ask(frozen))
    assert isinstance(kind.ready(frozen), str)


@every_type
def test_what_a_new_step_says_by_itself_is_there_in_both_languages(kind):
    words = {spec.name: spec.default for spec in kind.fields if spec.kind in ("line", "text") and spec.default}
    german, english = (
        {name.removeprefix("usual_"): said for name, said in kind.texts[language].items() if name.startswith("usual_")}
        for language in ("de", "en")
    )
    assert german == words
    assert english.keys() == words.keys() and not set(english.values()) & set(words.values())


@every_type
def test_documents_get_what_was_put_to_the_room_in_lines_of_plain_text(kind):
    lines = kind.wording(frozen_of(kind))
    assert lines
    assert all(isinstance(line, str) and line and "\n" not in line for line in lines)
    assert kind.wording(kind.freeze(default_config(kind))) == []


@every_type
def test_the_sample_is_ready_to_open(kind):
    assert kind.ready(frozen_of(kind)) == ""


@every_type
def test_the_sample_config_is_what_the_editor_would_save(kind):
    config = kind.samples["config"]
    assert set(config) <= {spec.name for spec in kind.fields}
    for spec in kind.fields:
        if spec.name in config:
            assert clean_field(spec, config[spec.name]) == plain(config[spec.name])


@every_type
def test_a_field_has_a_name_of_its_own(kind):
    names = [spec.name for spec in kind.fields]
    assert len(set(names)) == len(names)
    assert not set(names) & OF_A_STEP


@every_type
def test_what_a_rehearsal_gives_is_accepted_and_the_same_each_time(kind):
    frozen, of = frozen_of(kind), {spec.name for spec in kind.kinds if spec.of}
    for voice in range(20):
        given = kind.rehearse(kind.ask(frozen), voice, Random(voice))
        assert given == kind.rehearse(kind.ask(frozen), voice, Random(voice))
        mine: dict[tuple[str, str], Any] = {}
        for contribution, item, value in given:
            if contribution not in of:
                clean = kind.clean(contribution, item, value, frozen)
                kind.check(contribution, item, clean, frozen, mine)
                mine[contribution, item] = clean


@every_type
def test_what_is_said_beside_an_answer_has_a_name_of_its_own(kind):
    answers = {spec.name for other in TYPES.values() for spec in other.kinds if not spec.beside}
    assert not answers & {spec.name for spec in kind.kinds if spec.beside}


@every_type
def test_german_and_english_texts_are_complete(kind):
    german, english = kind.texts["de"], kind.texts["en"]
    assert set(german) == set(english)
    assert {"name", "about", *(f"field_{spec.name}" for spec in kind.fields)} <= set(german)
    assert all(german.values())
    assert all(english.values())


@every_type
def test_every_choice_of_a_field_has_a_text(kind):
    for spec in kind.fields:
        assert {f"{spec.name}_{choice}" for choice in spec.choices} <= set(kind.texts["de"])


@every_type
def test_both_languages_have_the_same_placeholders(kind):
    for key, text in kind.texts["de"].items():
        assert placeholders(text) == placeholders(kind.texts["en"][key]), key


@every_type
def test_there_is_a_front_end_file_with_input_and_result(kind):
    source = (ROOT / "static" / "src" / "activities" / f"{kind.name}.tsx").read_text(encoding="utf-8")
    for part in ("Input", "Result"):
        assert re.search(rf"^export (function|const) {part}\b", source, re.MULTILINE), part


@every_type
def test_a_vote_that_offers_named_draws_who(kind):
    """Texts bring their names along in rows; of votes the front end has to draw what the server says of names."""
    source = (ROOT / "static" / "src" / "activities" / f"{kind.name}.tsx").read_text(encoding="utf-8")
    if "named" in kind.privacies and not kind.listed:
        assert re.search(r"<(ByName|RollCall)\b", source)


@every_type
def test_no_other_type_stands_in_its_file(kind):
    assert type(kind).__module__ == f"workshop.activities.{kind.name}"


@every_type
def test_columns_of_the_table_have_texts(kind):
    for label, _ in kind.table(frozen_of(kind), material_of(kind)).columns:
        area, dot, key = label.partition(".")
        assert not dot or area != kind.name or key in kind.texts["de"]


def test_every_refusal_has_a_sentence():
    for language in ("de", "en"):
        errors = (ROOT / "translations" / language / "errors.json").read_text(encoding="utf-8")
        assert {f"errors.{code}" for code in refusals()} - set(json.loads(errors)) == set()


def test_a_step_whose_type_does_not_exist_yet_takes_nothing():
    assert not exists("astrology")
    pending = type_of("astrology")
    assert not pending.takes_input(pending.freeze({"ask": "?"}))
    with pytest.raises(Refused):
        pending.clean("vote", "", 1, {})


def accepted_or_refused(kind: ActivityType, contribution: str, item: str, value: Any) -> None:
    frozen = frozen_of(kind)
    try:
        once = kind.clean(contribution, item, value, frozen)
    except Refused:
        return
    assert kind.clean(contribution, item, once, frozen) == once


def frozen_of(kind: ActivityType) -> dict[str, Any]:
    return kind.freeze(kind.samples["config"])


def material_of(kind: ActivityType) -> Material:
    """Return up to four of the samples, some in a theme, one merged into another if they are texts."""
    frozen, themes = frozen_of(kind), (Theme(7, "Erstes"), Theme(8, "Zweites"))
    texts = {spec.name for spec in kind.kinds if spec.is_text}
    # A type gets likes counted, in Material.likes; what is said beside an answer reaches no result.
    apart = {spec.name for spec in kind.kinds if spec.of or spec.beside}
    good = ([sample for sample in kind.samples["good"] if sample[0] not in apart] * 4)[:4]
    given = [
        Given(
            n, contribution, item, kind.clean(contribution, item, value, frozen), **arranged(n, contribution in texts)
        )
        for n, (contribution, item, value) in enumerate(good, start=1)
    ]
    return Material(given, themes)


def arranged(n: int, is_text: bool) -> dict[str, Any]:  # noqa: FBT001 - a fact, not a switch
    if not is_text:
        return {}
    return {"theme": (None, 8, 7, None)[n - 1], "merged_into": 3 if n == 4 else None, "place": n % 2}


def crowd(kind: ActivityType, frozen: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Return what seven voices say, four of them twice, and the samples."""
    good = [(name, item, kind.clean(name, item, value, frozen)) for name, item, value in kind.samples["good"]]
    apart = {spec.name for spec in kind.kinds if spec.of or spec.beside}
    said = [kind.rehearse(kind.ask(frozen), voice, Random(voice)) for voice in (*range(7), *range(4))]
    clean = [(name, item, kind.clean(name, item, value, frozen)) for one in said for name, item, value in one]
    return [one for one in [*good, *clean] if one[0] not in apart]


def said_of(kind: ActivityType, frozen: dict[str, Any], material: Material) -> str:
    results, named = kind.results(frozen, material), by_answer(kind, frozen, material)
    return json.dumps([results, named, kind.best(frozen, results)]) + told_of(kind, frozen, material)


def told_of(kind: ActivityType, frozen: dict[str, Any], material: Material) -> str:
    """Return what documents say."""
    table, named = kind.table(frozen, material), by_voice(kind, frozen, material)
    sections = [asdict(section) for section in (*kind.sections(frozen, material), *named)]
    chart = kind.chart(frozen, material)
    return json.dumps([table.columns, table.rows, sections, chart and asdict(chart)])


def check_table(table) -> None:
    for row in table.rows:
        assert len(row) == len(table.columns)
        for cell, (_, form) in zip(row, table.columns, strict=True):
            assert isinstance(cell, str) if form == "text" else isinstance(cell, int | float | None)
    assert {form for _, form in table.columns} <= {"text", "number"}


def check_chart(chart) -> None:
    if chart is None:
        return
    width = len(chart.columns) or 1
    assert chart.kind in ("bars", "tiles")
    assert len(chart.values) == len(chart.labels)
    assert all(len(row) == width for row in chart.values)
    if chart.kind == "tiles":
        assert len(chart.marked) == len(chart.labels)
        assert all(column is None or 0 <= column < width for column in chart.marked)


def placeholders(text: str | dict[str, str]) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in re.findall(r"\{(\w+)\}", form)}


def refusals() -> set[str]:
    """Return every error code that stands in the rules of the types and of texts."""
    files = [*(ROOT / "workshop" / "activities").glob("*.py"), ROOT / "workshop" / "domain" / "text.py"]
    sources = "\n".join(file.read_text(encoding="utf-8") for file in files)
    said = set(re.findall(r'Refused\("(\w+)"', sources))
    for kind in TYPES.values():
        said.add(kind.ready(kind.freeze(default_config(kind))))
    return said - {""}
