"""Who came late, who left early, who was represented from when: in words, the same in every document."""

from dataclasses import replace

from tests.reports import samples
from workshop.reports.outline import attendance
from workshop.reports.sheets import sheets_of
from workshop.reports.wording import Wording
from workshop.snapshots.document import SeatLine, SpanOf

MINUTE = 60_000
CAME = samples.NOON


def told(*spans: SpanOf, state: str = "present", entitled: bool = True, by: str = "") -> list[str]:
    """Return state and time of a seat as documents and sheets say them."""
    ends = spans and (spans[0].since, spans[-1].until) or (None, None)
    seat = SeatLine("Ahorn", "Gemeinde", "", state, *ends, list(spans), entitled, by)
    summary = replace(samples.coburg(), seats=[seat]).as_dict()
    [row] = attendance(summary, Wording(summary))["rows"]
    [line] = next(sheet for sheet in sheets_of(summary) if sheet.title == "Anwesenheit").rows
    assert row[2:] == [line[3], line[4] or "–"]
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row[2:]]


def test_who_came_and_stayed_is_there_from_then_on():
    [state, time] = told(SpanOf("present", CAME, None))
    assert state == "anwesend" and time.startswith("ab ") and time.endswith(" Uhr")


def test_who_left_early_was_there_until_then():
    [state, time] = told(SpanOf("present", CAME, CAME + 65 * MINUTE))
    assert state == "anwesend" and " bis " in time


def test_the_deputy_who_follows_is_told_with_the_state():
    changed = SpanOf("present", CAME, CAME + MINUTE), SpanOf("represented", CAME + MINUTE, None)
    [state, time] = told(*changed, state="represented")
    assert state == "vertreten" and time.startswith("anwesend ") and "; vertreten ab " in time


def test_the_deputy_is_named_and_of_several_each_with_the_time():
    first, last = "2. Bürgermeister", "Geschäftsleitung"
    [state, time] = told(SpanOf("represented", CAME, None, first), state="represented", by=first)
    assert state == f"vertreten durch {first}" and time.startswith("ab ")
    spans = SpanOf("represented", CAME, CAME + MINUTE, first), SpanOf("represented", CAME + MINUTE, None, last)
    [state, time] = told(*spans, state="represented", by=last)
    assert state == f"vertreten durch {last}"
    assert time.startswith(f"vertreten durch {first} ") and f"; vertreten durch {last} ab " in time


def test_who_was_not_there_has_no_time_and_a_seat_may_have_no_vote():
    assert told(state="excused", entitled=False) == ["entschuldigt, ohne Stimme", "–"]
