"""The Summary says all that happened, nothing that was put aside, and no name that was not announced."""

import json

from sqlalchemy import update

from workshop.models import Activity
from workshop.services.pictures import add_picture
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import summary_of

CARDS, CHOICE, WORDS = "Beispiele und Hürden", "Vertiefung", "Ankommen"


def texts(step):
    return [card.text for theme in step.themes for card in theme.cards]


def name_everybody(hall, title):
    hall.command("edit_step", activity=hall.step(title), field="privacy", value="named", former=None)


def test_before_anything_every_step_is_there_as_not_held(summary):
    assert {step.state for step in summary().steps} == {"draft"}
    assert [step.n for step in summary().steps] == list(range(1, 11))


def test_a_type_that_is_missing_is_said_to_be_missing(hall, steps):
    hall.outdate("Abschluss")
    [closing] = steps("Abschluss")
    assert (closing.exists, closing.type_name, closing.table) == (False, "", None)


def test_there_is_none_of_an_unknown_number(hall):
    with hall.engine.connect() as connection:
        assert summary_of(connection, 999, hall.now, Reader("de", "Europe/Berlin", None)) is None


def test_votes_are_counted(hall, steps):
    hall.open(CHOICE)
    first, second, _ = (option["id"] for option in hall.round(CHOICE).frozen["options"])
    for who, option in zip(hall.people[:3], (first, first, second), strict=True):
        hall.give(who, [option])
    hall.command("close", activity=hall.step(CHOICE))
    [step] = steps(CHOICE)
    assert step.table.rows == [["Ein Ansprechpartner", 2], ["Wohnung", 1], ["Ehrenamt", 0]]
    assert step.table.columns == [("Möglichkeit", "text"), ("Stimmen", "number")]
    assert step.chart.values == [[2], [1], [0]]
    assert step.chart.alt == "Balkendiagramm: Ein Ansprechpartner 2; Wohnung 1; Ehrenamt 0"
    assert (
        step.base
        == "3 von 17 Gemeinden haben abgegeben; bei der Öffnung 3 anwesend oder vertreten; bei der Schließung 3."
    )


def test_where_all_who_are_there_vote_a_guests_vote_counts_and_the_base_names_guests_apart(hall, steps):
    hall.command("edit_step", activity=hall.step(CHOICE), field="who", value="all", former=None)
    hall.open(CHOICE)
    first, second, _ = (option["id"] for option in hall.round(CHOICE).frozen["options"])
    for who, option in zip((hall.people[0], hall.people[1], hall.people[4]), (first, second, second), strict=True):
        hall.give(who, [option])
    hall.command("close", activity=hall.step(CHOICE))
    hall.command("reveal", activity=hall.step(CHOICE))
    [step] = steps(CHOICE)
    assert step.table.rows == [["Ein Ansprechpartner", 1], ["Wohnung", 2], ["Ehrenamt", 0]]
    assert step.count == {"unit": "seats", "given": 2, "of": 17, "guests": 1}
    assert step.base.startswith("2 von 17 Gemeinden haben abgegeben; dazu ein Gast; ")
    for audience in ("phone", "screen", "cockpit"):
        assert hall.pictures()[audience]["live"]["who"] == "all"
        assert hall.pictures()[f"{audience} {hall.step(CHOICE)}"]["count"] == step.count


def test_a_resolution_is_the_seats_whatever_the_step_says(hall):
    step = hall.step("Empfehlung")
    with hall.engine.begin() as connection:  # as a file from elsewhere may say
        config = {"ask": "Die Runde empfiehlt eine Anlaufstelle.", "proposal": [], "who": "all"}
        connection.execute(update(Activity).where(Activity.id == step).values(config=config))
    hall.open("Empfehlung")
    assert hall.round("Empfehlung").base["who"] == "seats"
    payload = {"round": hall.round("Empfehlung").id, "value": "yes", "key": hall.key(), "n": 1}
    assert hall.refusal("give", hall.people[4], **payload) == "seats_only"
    assert hall.pictures()["phone"]["live"]["activity"] == step and hall.pictures()["phone"]["live"]["who"] == "seats"


def test_an_open_vote_shows_how_many_but_not_what(hall, steps):
    hall.open(CHOICE)
    hall.give(hall.people[0], [hall.round(CHOICE).frozen["options"][0]["id"]])
    [step] = steps(CHOICE)
    assert (step.state, step.count["given"]) == ("open", 1)
    assert (step.table, step.chart, step.result) == (None, None, {})


def test_both_rounds_of_a_step_are_there(hall, steps):
    hall.open(CHOICE)
    options = [option["id"] for option in hall.round(CHOICE).frozen["options"]]
    hall.give(hall.people[0], [options[0]])
    for name in ("close", "reveal", "next_round", "open"):
        hall.command(name, activity=hall.step(CHOICE))
    hall.give(hall.people[0], [options[1]])
    hall.command("close", activity=hall.step(CHOICE))
    assert [(step.run, [row[1] for row in step.table.rows]) for step in steps(CHOICE)] == [
        (1, [1, 0, 0]),
        (2, [0, 1, 0]),
    ]


def test_a_second_round_heads_what_was_before_by_its_round(hall, steps):
    hall.open(CHOICE)
    hall.give(hall.people[0], [hall.round(CHOICE).frozen["options"][0]["id"]])
    for name in ("close", "reveal", "next_round", "open", "close"):
        hall.command(name, activity=hall.step(CHOICE))
    _, second = steps(CHOICE)
    assert second.table.columns[-1] == ("in Runde 1", "number")
    assert [row[-1] for row in second.table.rows] == [1, 0, 0]


def test_a_round_that_never_opened_adds_nothing(hall, steps):
    hall.open(CHOICE)
    for name in ("close", "reveal", "next_round"):
        hall.command(name, activity=hall.step(CHOICE))
    assert [step.run for step in steps(CHOICE)] == [1]


def test_a_round_that_was_reset_is_named_and_nothing_of_it_is_told(hall, steps):
    hall.open(CHOICE)
    hall.give(hall.people[0], [hall.round(CHOICE).frozen["options"][0]["id"]])
    for name in ("close", "reset", "open", "close"):
        hall.command(name, activity=hall.step(CHOICE))
    reset, fresh = steps(CHOICE)
    assert (reset.set_aside, reset.table, reset.count, reset.base) == (True, None, {}, "")
    assert (fresh.set_aside, fresh.count["given"]) == (False, 0)
    assert fresh.origin == "Aus Schritt 3 · Beispiele und Hürden"


def test_documents_say_that_not_all_themes_fitted_into_a_step(hall, steps):
    for n in range(29):
        hall.theme(f"Weiteres {n}")
    hall.open(CHOICE)
    assert steps(CHOICE)[0].origin == "Aus Schritt 3 · Beispiele und Hürden · die ersten 30 von 32"


def test_the_wording_is_the_one_that_was_frozen(hall, steps):
    hall.open(WORDS)
    before = steps(WORDS)[0].ask
    with hall.read() as session:
        session.info["writer"] = True
        step = session.get(Activity, hall.step(WORDS))
        step.config = {**step.config, "ask": "Etwas anderes?"}
        session.commit()
    assert steps(WORDS)[0].ask == before != ["Etwas anderes?"]


def test_cards_stand_in_their_themes_those_without_one_last(hall, steps):
    hall.open(CARDS)
    one, two, three = (hall.card(hall.people[0], text) for text in ("Eins", "Zwei", "Drei"))
    themes = {theme.title: theme.id for theme in _themes(hall)}
    hall.command("sort", card=two, theme=themes["Wohnung"], place=1)
    hall.command("merge", cards=[three], into=two)
    [step] = steps(CARDS)
    assert [theme.title for theme in step.themes] == ["Ein Ansprechpartner", "Wohnung", "Ehrenamt", ""]
    assert [[card.text for card in theme.cards] for theme in step.themes] == [[], ["Zwei"], [], ["Eins"]]
    assert step.themes[1].cards[0].merged == ["Drei"]
    assert one


def test_the_wording_says_which_table_had_which_question(hall, steps, summary):
    step = hall.step(CARDS)
    hall.command("edit_step", activity=step, field="tables", value=3, former=0)
    hall.command("edit_step", activity=step, field="by_table", value=True, former=False)
    hall.open(CARDS)
    first, second = (question["label"] for question in hall.round(CARDS).frozen["questions"])
    assert steps(CARDS)[0].ask[:2] == [f"Tische 1, 3: {first}", f"Tisch 2: {second}"]
    [english] = [one for one in summary("en").steps if one.title == CARDS]
    assert english.ask[0] == f"Tables 1, 3: {first}"


def test_a_card_says_its_table_and_that_it_came_late(hall, steps):
    step, who = hall.step(CARDS), hall.people[0]
    hall.command("edit_step", activity=step, field="tables", value=3, former=0)
    hall.open(CARDS)
    hall.give(who, 2, CARDS, kind="table")
    on_time = {"question": hall.round(CARDS).frozen["questions"][0]["id"], "text": "Pünktlich", "table": 2}
    hall.give(who, on_time, CARDS, item="item-on-time")
    hall.command("close", activity=step)
    for n, text in enumerate(("Spät", "Später")):
        hall.give(who, on_time | {"text": text}, CARDS, item=f"item-late-{n}", late=True)
    cards = {row.value["text"]: row.id for row in hall.rows(CARDS) if row.kind == "card"}
    hall.command("approve", cards=[cards["Spät"], cards["Später"]])
    hall.command("merge", cards=[cards["Später"]], into=cards["Spät"])
    [told] = steps(CARDS)
    lines = {card.text: card for theme in told.themes for card in theme.cards}
    assert lines["Pünktlich"].marks == ["Tisch 2"]
    assert lines["Spät"].marks == ["Tisch 2", "nachgereicht"]
    assert lines["Spät"].merged == ["Später (Tisch 2, nachgereicht)"]
    assert told.table is not None
    assert [label for label, _ in told.table.columns[3:]] == ["Tisch", "Nachgereicht"]
    assert [row[2:] for row in told.table.rows] == [
        ["Pünktlich", 2, ""], ["Spät", 2, "nachgereicht"], ["Später", 2, "nachgereicht"]
    ]  # fmt: skip


def test_what_was_put_aside_is_in_no_word_of_it(hall, summary):
    hall.open(CARDS)
    cards = {text: hall.card(hall.people[0], text) for text in ("Bleibt", "Versteckt", "Verworfen", "Zurückgenommen")}
    hall.command("hide_card", card=cards["Versteckt"])
    hall.command("discard", card=cards["Verworfen"])
    item = next(row.item for row in hall.rows(CARDS) if row.id == cards["Zurückgenommen"])
    hall.command("take_back", hall.people[0], round=hall.round(CARDS).id, item=item, key=hall.key(), n=2)
    hall.command("premoderate", activity=hall.step(CARDS), on=True)
    hall.card(hall.people[1], "Wartet")
    said = json.dumps(summary().as_dict(), ensure_ascii=False)
    assert "Bleibt" in said
    assert not [text for text in ("Versteckt", "Verworfen", "Zurückgenommen", "Wartet") if text in said]


def test_what_was_taken_back_while_hidden_does_not_come_back(hall, steps):
    hall.open(CARDS)
    card = hall.card(hall.people[0], "Zurückgenommen")
    hall.command("hide_card", card=card)
    item = next(row.item for row in hall.rows(CARDS) if row.id == card)
    hall.command("take_back", hall.people[0], round=hall.round(CARDS).id, item=item, key=hall.key(), n=2)
    hall.command("restore", card=card)
    assert texts(steps(CARDS)[0]) == []
    assert hall.pictures()[f"cockpit {hall.step(CARDS)}"]["rows"] == []


def test_nobody_is_named_unless_it_was_announced(hall, summary, steps):
    hall.open(CARDS)
    hall.card(hall.people[0], "Wer war das?")
    [step] = steps(CARDS)
    assert (step.privacy, step.themes[-1].cards[0].who) == ("unnamed", "")
    said = json.dumps([step.__dict__ for step in summary().steps], default=lambda one: one.__dict__)
    assert not [seat.name for seat in summary().seats if f'"{seat.name}"' in said]


def test_names_stand_beside_cards_where_it_was_announced(hall, steps):
    name_everybody(hall, CARDS)
    hall.open(CARDS)
    hall.card(hall.people[0], "Das war ich.")
    [step] = steps(CARDS)
    assert (step.privacy, step.themes[-1].cards[0].who) == ("named", "Ahorn")
    assert step.table.columns[-1] == ("Von", "text")


def test_a_step_that_arranges_refers_to_the_cards(hall, steps):
    hall.open(CARDS)
    hall.card(hall.people[0], "Eine Karte")
    hall.command("go_live", activity=hall.step("Ordnen"))
    [step] = steps("Ordnen")
    assert (step.state, step.themes, step.table) == ("open", [], None)
    assert step.ask == ["Die Karten aus „Beispiele und Hürden“ wurden in Themen geordnet; sie stehen dort."]
    assert texts(steps(CARDS)[0]) == ["Eine Karte"]


def test_what_was_only_read_brings_its_table_and_its_picture(hall, steps):
    step = hall.command("add_step", type="info", title="Lage", after=None)["activity"]
    picture = {"hash": "a" * 64, "kind": "png", "width": 4, "height": 3}
    hall.writer.run(None, add_picture, hall.moderator, workshop_id=hall.workshop, **picture)
    shown = {"hash": "a" * 64, "alt": "Karte", "width": 4, "height": 3}
    for field, value in (("body", "| a | b |\n|---|---|\n| x | 3 |"), ("chart", True), ("picture", shown)):
        former = {"body": "", "chart": False, "picture": None}[field]
        hall.command("edit_step", activity=step, field=field, value=value, former=former)
    assert steps("Lage")[0].table is None
    hall.command("go_live", activity=step)
    [read] = steps("Lage")
    assert (read.table.rows, read.chart.values, read.count) == ([["x", 3]], [[3]], {})
    assert (read.picture.alt, read.picture.hash, read.picture.data) == ("Karte", "a" * 64, "")


def test_attendance_is_counted_from_the_stored_facts(hall, summary):
    with hall.read() as session:
        seat = hall.pictures()["cockpit"]["seats"][5]["id"]
        assert session
    hall.command("attend", seat=seat, state="excused")
    found = summary()
    assert found.attendance_counts == {"present": 3, "represented": 0, "excused": 1, "absent": 13, "guests": 1}
    assert [line.state for line in found.seats].count("excused") == 1


def test_another_workshop_adds_nothing(hall, summary):
    before = summary()
    hall.workshop, here = hall.elsewhere, hall.workshop
    hall.open(WORDS)
    hall.workshop = here
    assert [step.state for step in summary().steps] == [step.state for step in before.steps]


def test_it_is_english_for_english_readers(hall, summary):
    hall.open(WORDS)
    found = summary("en")
    assert found.steps[0].type_name == "Words"
    assert found.labels["documents.attendance"] == "Attendance"
    assert found.steps[0].base.startswith("0 of 17")


def test_its_keys_are_pinned(summary):
    assert set(summary().as_dict()) == {
        "archived_at", "deleted_at",
        "language", "timezone", "made_at", "version", "sample", "title", "subtitle", "series", "organiser",
        "moderation", "state", "seats_called", "starts_at", "started_at", "ended_at", "minutes", "seats",
        "attendance_counts", "steps", "labels", "schema", "measures", "decisions", "notes", "topics", "speeches",
        "following",
    }  # fmt: skip


def _themes(hall):
    from sqlalchemy import select

    from workshop.models import Theme

    with hall.read() as session:
        return list(session.scalars(select(Theme).where(Theme.activity_id == hall.step(CARDS))))


def test_questions_stand_by_their_likes_and_the_answered_ones_say_so(hall, steps):
    hall.command("add_step", type="questions", title="Fragen", after=None)
    hall.open("Fragen")
    for who, text in enumerate(("Ab wann?", "Wer zahlt?", "Bis wann?")):
        hall.give(hall.people[who], {"text": text}, "Fragen", item=f"question-{who}")
    first, second, _ = (row.id for row in hall.rows("Fragen"))
    hall.give(hall.people[0], True, "Fragen", kind="like", item=str(second))
    hall.command("answer", card=first, on=True)
    hall.command("close", activity=hall.step("Fragen"))
    [step] = steps("Fragen")
    assert step.table.columns == [("Frage", "text"), ("Zustimmungen", "number"), ("Stand", "text")]
    assert step.table.rows == [
        ["Wer zahlt?", 1, "offen"],
        ["Bis wann?", 0, "offen"],
        ["Ab wann?", 0, "beantwortet"],
    ]


def test_a_decision_stands_with_its_rule_and_who_voted_how(hall, steps):
    hall.open("Empfehlung")
    for who, vote in zip(hall.people[:2], ("yes", "no"), strict=True):
        hall.give(who, vote, "Empfehlung")
    hall.command("close", activity=hall.step("Empfehlung"))
    [step] = steps("Empfehlung")
    decision, votes = step.sections
    assert [row[1] for row in decision.table.rows] == [
        "Nicht beschlussfähig",
        "Einfache Mehrheit: mehr Ja als Nein, Enthaltungen zählen nicht mit",
        "2 Ja- und Nein-Stimmen, nötig waren 2 Ja",
        "beschlussfähig ab 9 von 17; 3 waren anwesend oder vertreten",
        "Meinungsbild ohne rechtliche Bindung",
    ]
    assert [row[1] for row in votes.table.rows] == ["Ja", "Nein"]
    assert step.print.replace(" ", "") == step.frozen_hash[:12] != ""


def test_an_annulled_round_is_told_with_its_reason_and_without_its_counts(hall, steps):
    hall.open("Empfehlung")
    hall.give(hall.people[0], "yes", "Empfehlung")
    hall.command("annul", activity=hall.step("Empfehlung"), reason="Der Wortlaut war falsch.")
    [step] = steps("Empfehlung")
    assert (step.state, step.reason, step.table, step.result) == ("annulled", "Der Wortlaut war falsch.", None, {})
