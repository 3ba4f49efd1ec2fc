"""Whatever was typed and counted stands in every format, and a hostile text is only a text."""

import time

import pytest

from tests.reports import samples
from tests.reports.readers import MAKERS, made, text_of
from workshop.reports.csv import guarded

FORMATS = sorted(MAKERS)


def typed(summary):
    """Return every text of a person in a Summary."""
    for step in summary.steps:
        yield step.title
        if step.state == "draft":
            continue
        yield from step.ask
        yield from (label for label in (step.chart.labels if step.chart else []))
        for theme in step.themes:
            yield theme.title
            for card in theme.cards:
                yield from (card.text, *card.merged)
    yield from (summary.title, summary.series, summary.organiser, summary.moderation)
    yield from (seat.name for seat in summary.seats)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_text_stands_in_every_format(kind):
    said = text_of("coburg", kind)
    assert [text for text in typed(samples.coburg()) if text not in said] == []


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_every_count_stands_in_every_format(kind):
    said = text_of("coburg", kind)
    for step in samples.coburg().steps:
        for label, counts in zip(step.chart.labels, step.chart.values, strict=True) if step.chart else ():
            after = said.split(label, 1)[1] if step.run == 1 else said.rsplit(label, 1)[1]
            assert all(str(count) in after[:160] for count in counts), (label, counts, after[:160])


@pytest.mark.parametrize("kind", FORMATS)
def test_names_stand_only_beside_what_was_named(kind):
    assert "Rathaus und Helferkreis haben einen festen Termin." in text_of("coburg", kind)
    before, _, after = text_of("coburg", kind).partition("Rathaus und Helferkreis haben einen festen Termin.")
    assert "Ahorn" in after[:120]


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "json"])  # there it is a member: test_json.py
@pytest.mark.parametrize(("language", "said"), [("", "vertreten durch"), (":en", "represented by")])
def test_who_represented_a_seat_stands_in_every_format(kind, language, said):
    assert f"{said} 2. Bürgermeisterin" in text_of(f"coburg{language}", kind).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("text", samples.HOSTILE)
def test_hostile_texts_are_shown_literally(kind, text):
    said = text_of("hostile", kind)
    if kind == "csv":
        text = guarded(text)
    wanted = " ".join(text.split())
    if kind == "pdf":
        # Lines are broken, right-to-left texts drawn from the right: letters stay, order and blanks may not.
        said, wanted = said.replace(" ", ""), wanted.replace(" ", "")
        wanted = wanted.replace("＝", "[fullwidthequalssign]")
        if "שלום" in wanted:
            assert set(wanted) <= set(said)
            return
    assert wanted in said


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "json"])
def test_signs_beyond_letters_stay_what_they_are(kind):
    assert samples.EMOJI in text_of("hostile", kind)


def test_a_sign_no_font_has_is_named_on_paper():
    assert "Danke [grinning face]" in text_of("hostile", "pdf")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_workshop_without_anything_is_a_document_too(kind):
    assert "Integration vor Ort gestalten" in text_of("empty", kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_all_of_many_cards_are_there(kind):
    said = text_of("large", kind).replace(" ", "")
    assert all(f"KarteNummer{n}:" in said for n in range(120))


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_english_readers_get_english_words_and_dates(kind):
    said = text_of("coburg:en", kind)
    assert "Monday, 23 January 2017, 13:55 to 15:27" in said
    assert "Attendance" in said
    assert "Anwesenheit" not in said


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_german_readers_get_german_dates_in_their_zone(kind):
    assert "Montag, 23. Januar 2017, 13:55 bis 15:27 Uhr" in text_of("coburg", kind)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_sample_content_and_interim_states_say_so(kind):
    assert "Beispieldaten" in text_of("coburg", kind)
    assert "Zwischenstand" not in text_of("coburg", kind)
    assert "Zwischenstand" in text_of("empty", kind)
    assert "Beispieldaten" not in text_of("empty", kind)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_the_same_summary_makes_the_same_file_at_any_time(kind):
    first = made("coburg", kind)
    made.cache_clear()
    time.sleep(1.1)  # files name seconds
    assert made("coburg", kind) == first
