"""Summaries made by hand: a real day, an empty one, a hostile one, a large one."""

import base64
import io
from dataclasses import replace
from typing import Any

from PIL import Image

from workshop.language import Catalogue
from workshop.snapshots.document import (
    CapturedOf,
    CardLine,
    ChartOf,
    MeasureOf,
    NextOf,
    PictureOf,
    SeatLine,
    SectionOf,
    SpanOf,
    SpeakerOf,
    SpeechOf,
    StepOf,
    Summary,
    TableOf,
    ThemeOf,
    TopicOf,
)  # fmt: skip
from workshop.snapshots.record import Reader
from workshop.snapshots.summary import labels_of

NOON = 1485176100000  # Monday, 23 January 2017, 13:55 in Coburg
MINUTE = 60_000
NAMES = (
    "Ahorn", "Dörfles-Esbach", "Ebersdorf b.Coburg", "Großheirath", "Grub a.Forst", "Itzgrund", "Lautertal", "Meeder",
    "Neustadt b.Coburg", "Niederfüllbach", "Bad Rodach", "Rödental", "Seßlach", "Sonnefeld", "Untersiemau",
    "Weidhausen b.Coburg", "Weitramsdorf",
)  # fmt: skip
WORDS = (("Ehrenamt", 6), ("Wohnraum", 5), ("Geduld", 3), ("Sprache", 2), ("Zuständigkeit", 1))
STATEMENTS = (
    ("Steuerung und Zuständigkeiten", (0, 1, 3, 5, 7), 3, (0, 16, 4, 4.13, 0.93), ""),
    ("Wohnen", (0, 2, 2, 4, 7), 3, (1, 15, 4, 4.07, 1.06), ""),
    ("Mobilität", (2, 3, 1, 3, 6), 3, (1, 15, 4, 3.53, 1.5), "↔"),
    ("Sprache, Arbeit und Ausbildung", (1, 2, 5, 6, 1), None, (1, 15, 3.5, 3.27, 1), ""),
)
HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "#typst[*bold*] $x$ @label // gone",
    "C:\\neu\\text",
    "שלום עולם – مرحبا",
    "@SUM(A1)",
    "＝1+1",
    "-2+3",
    "Zeile eins\nZeile zwei",
    "\"quoted\"; 'single'",
    "{count} {time}",
    "x" * 2000,
    "&amp; <b>fett</b>",
)
EMOJI = "Danke 😀👩‍👧 漢字"


def coburg(language: str = "de") -> Summary:
    """A day as it could have been: 17 seats, all kinds of results, two rounds, steps that were not held."""
    return Summary(
        language=language,
        timezone="Europe/Berlin",
        made_at=NOON + 100 * MINUTE,
        version=1234,
        sample=True,
        title="Integration vor Ort gestalten",
        subtitle="Austausch der Bürgermeisterinnen und Bürgermeister im Landkreis Coburg",
        series="MORO – Integration von Migranten im Coburger Land",
        organiser="Landkreis Coburg, MORO-Geschäftsstelle",
        moderation="Universität Bamberg",
        state="ended",
        seats_called="Gemeinden",
        starts_at=NOON,
        started_at=NOON,
        ended_at=NOON + 92 * MINUTE,
        minutes=90,
        seats=seats(),
        attendance_counts={"present": 15, "represented": 1, "excused": 1, "absent": 0, "guests": 2},
        steps=[words(1), scale(2), cards(3), arranging(4), choice(5, run=1), choice(5, run=2), missing(6), skipped(7)],
        labels=labels_of(Reader(language, "Europe/Berlin", Catalogue())),
        **aside(),
    )


def aside() -> dict[str, Any]:
    """What was kept beside the agenda."""
    at, step = NOON + 40 * MINUTE, "Vertiefung"
    return {
        "measures": [
            MeasureOf(1, "Eine Anlaufstelle je Gemeinde wird benannt.", "Amt für Jugend, Familie und Senioren",
                      "Gemeinden; Kreisverband", "2017-03-31", "open", "Aus „Frühzeitig informieren“", step),
            MeasureOf(2, "Liste freier Wohnungen", "", "", "", "doing", "", ""),
        ],
        "decisions": [CapturedOf("Wir beginnen mit der Anlaufstelle.", at, step)],
        "notes": [CapturedOf("Die Präsentation geht an alle.", at + 26 * 60 * MINUTE, "")],
        "topics": [
            TopicOf("Busverbindung nach 17 Uhr", at, "Beispiele und Hürden", is_card=True, done=False),
            TopicOf("Raumfrage geklärt", at, "", is_card=False, done=True),
        ],
        "speeches": [SpeakerOf("Ahorn", 185, [SpeechOf(at, 125), SpeechOf(at + 9 * MINUTE, 60)]),
                     SpeakerOf("Frau Gast", 7, [SpeechOf(at + 3 * MINUTE, 7)])],
        "following": NextOf("Zweiter Austausch", NOON + 60 * 24 * 60 * MINUTE),
    }  # fmt: skip


NOTHING_ASIDE: dict[str, Any] = {
    "measures": [], "decisions": [], "notes": [], "topics": [], "speeches": [], "following": None,
}  # fmt: skip


def briefing() -> Summary:
    """A step that is only to be read, with a picture and a table drawn as bars."""
    shown = PictureOf("a" * 64, 800, 400, "Karte: <b>17</b> Gemeinden & #set", base64.b64encode(PAINTED).decode())
    rows: list[list[Any]] = [["Ahorn", 12.5], ["Meeder", 3]]
    read = step(
        1, "info", "Lage", type_name="Information", privacy="", count={}, base="", ask=["Stand 2017"],
        table=_counted("Gemeinde", rows, "Anteil (%)"), chart=_bars(rows), picture=shown,
        opened_at=None, closed_at=None,
    )  # fmt: skip
    return replace(coburg(), steps=[read])


def painted(kind: str = "PNG", size: tuple[int, int] = (800, 400)) -> bytes:
    """Return a picture file."""
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, kind)
    return made.getvalue()


PAINTED = painted()


def empty() -> Summary:
    """A workshop that nobody has prepared yet."""
    nobody = {"present": 0, "represented": 0, "excused": 0, "absent": 0, "guests": 0}
    return replace(
        coburg(), state="draft", starts_at=None, started_at=None, ended_at=None, seats=[], steps=[], subtitle="",
        series="", organiser="", moderation="", sample=False, attendance_counts=nobody, **NOTHING_ASIDE,
    )  # fmt: skip


def hostile() -> Summary:
    """Texts that would do harm in at least one format."""
    texts = (*HOSTILE, EMOJI)
    theme = ThemeOf("=cmd|' /C calc'!A0", [CardLine(text, "#question[", merged=["+merged"]) for text in texts])
    rows = [[theme.title, card.question, card.text] for card in theme.cards]
    table = TableOf([("Thema", "text"), ("=Frage", "text"), ("Karte", "text")], rows)
    bars = [["=1+1", 3], ["#none", 2]]
    named = replace(
        choice(2), title="#raw[`x`] <b>&", ask=["=A1", "<i>&amp;"], table=_counted("=Was", bars), chart=_bars(bars)
    )
    seat = SeatLine("=HYPERLINK(1)", "<b>", "#set", "present", NOON)
    step = replace(cards(1), table=table, themes=[theme], title="=2+2 [x]:*?/\\ und ein sehr langer Titel des Schritts")
    beside: dict[str, Any] = {
        "measures": [MeasureOf(n, text, text[:200], text[:300], "", "open", text, "") for n, text in enumerate(texts)],
        "decisions": [CapturedOf(text, NOON, "=Schritt #x") for text in texts],
        "topics": [TopicOf(text, NOON, "", is_card=False, done=False) for text in texts],
        "speeches": [SpeakerOf("=HYPERLINK(2) #set <b>", 3, [SpeechOf(NOON, 3)])],
    }
    return replace(
        coburg(), title="=Titel <script> #x \\", seats=[seat], steps=[step, named, replace(named, id=9, n=3)], **beside
    )


def large(count: int = 120) -> Summary:
    """Many cards and a voice of many."""
    lines = [CardLine(f"Karte Nummer {n}: {'ein etwas längerer Text ' * 4}", "Wo hakt es?") for n in range(count)]
    table = TableOf(
        [("Thema", "text"), ("Frage", "text"), ("Karte", "text")], [["", "Wo hakt es?", c.text] for c in lines]
    )
    rows = [["Ja", 312], ["Nein", 1088]]
    crowd = replace(choice(2), table=_counted("Möglichkeit", rows), chart=_bars(rows))
    return replace(coburg(), steps=[replace(cards(1), table=table, themes=[ThemeOf("", lines)]), crowd])


def seats() -> list[SeatLine]:
    """The municipalities, one represented by somebody with an office, one excused."""
    states = {3: "represented", 15: "excused"}
    group = "Bürgermeisterinnen und Bürgermeister"
    return [_seat(n, name, group, states.get(n, "present")) for n, name in enumerate(NAMES)]


def _seat(n: int, name: str, group: str, state: str) -> SeatLine:
    came = NOON - 5 * MINUTE + n * 20_000
    by = "2. Bürgermeisterin" if state == "represented" else ""
    spans = [] if state == "excused" else [SpanOf(state, came, None, by)]
    return SeatLine(name, "Gemeinde", group, state, came if spans else None, None, spans, by=by)


REASON = "Bei uns fährt er noch bis 22 Uhr."


def step(n: int, kind: str, title: str, **facts: Any) -> StepOf:
    """A step that was held and gave nothing, unless ``facts`` say more."""
    usual: dict[str, Any] = {
        "n": n, "id": n, "type": kind, "type_name": kind.capitalize(), "title": title, "exists": True,
        "state": "closed", "run": 1, "privacy": "unnamed", "minutes": 8, "real_minutes": 9,
        "opened_at": NOON + n * 10 * MINUTE,
        "closed_at": NOON + (n * 10 + 9) * MINUTE, "ask": [f"Frage {n}?"],
        "base": "16 von 17 Gemeinden haben abgegeben; bei der Öffnung 16 anwesend oder vertreten.",
        "count": {"unit": "seats", "given": 16, "of": 17, "guests": 0}, "table": None, "chart": None, "themes": [],
        "result": {},
    }  # fmt: skip
    return StepOf(**(usual | facts))


def words(n: int) -> StepOf:
    rows = [list(row) for row in WORDS]
    return step(
        n, "words", "Ankommen", type_name="Stichwörter", table=_counted("Wort", rows, "Nennungen"), chart=_bars(rows)
    )


def scale(n: int) -> StepOf:
    figures = ("keine Angabe", "Stimmen", "Median", "Mittelwert", "Streuung")
    columns = [
        ("Aussage", "text"),
        *((name, "number") for name in ("1", "2", "3", "4", "5", *figures)),
        ("uneinig", "text"),
    ]
    rows = [[label, *counts, *numbers, split] for label, counts, _, numbers, split in STATEMENTS]
    chart = ChartOf(
        "tiles",
        [row[0] for row in STATEMENTS],
        [list(row[1]) for row in STATEMENTS],
        ["1", "2", "3", "4", "5"],
        [row[2] for row in STATEMENTS],
        "Verteilung: Steuerung und Zuständigkeiten 0, 1, 3, 5, 7",
    )
    ask = ["Wie groß ist der Handlungsbedarf in Ihrer Gemeinde?", "1 = läuft gut · 5 = großer Handlungsbedarf"]
    said = TableOf([("Aussage", "text"), ("Begründung", "text")], [["Mobilität", REASON]])
    drawn = {"table": TableOf(columns, rows), "chart": chart, "sections": [SectionOf("Begründungen", [], said, None)]}
    return step(n, "scale", "Lagebild", type_name="Einschätzung", ask=ask, **drawn)


def cards(n: int) -> StepOf:
    good, bad = "Was hat sich bei Ihnen bewährt?", "Wo hakt die Abstimmung?"
    themes = [
        ThemeOf("Frühzeitig informieren", [
            CardLine("Rathaus und Helferkreis haben einen festen Termin.", good, "Ahorn"),
            CardLine("Von Zuweisungen erfahren wir zu spät.", bad, "Meeder", ["Zuweisung kam am Freitagabend."]),
        ]),
        ThemeOf("Kosten fair verteilen", []),
        ThemeOf("", [CardLine("Der letzte Bus fährt um 17 Uhr.", bad, "Itzgrund", marks=["Tisch 2", "nachgereicht"])]),
    ]  # fmt: skip
    rows = [[t.title, c.question, text, c.who] for t in themes for c in t.cards for text in (c.text, *c.merged)]
    columns = [("Thema", "text"), ("Frage", "text"), ("Karte", "text"), ("Von", "text")]
    return step(n, "cards", "Beispiele und Hürden", type_name="Karten", privacy="named", ask=[good, bad],
                table=TableOf(columns, rows), themes=themes)  # fmt: skip


def arranging(n: int) -> StepOf:
    ask = ["Die Karten aus „Beispiele und Hürden“ wurden in Themen geordnet; sie stehen dort."]
    return step(
        n, "cards", "Ordnen", type_name="Karten", ask=ask, opened_at=None, closed_at=None, count={}, base="", privacy=""
    )


def choice(n: int, run: int = 1) -> StepOf:
    rows = [["Ein Ansprechpartner", 7 + run], ["Wohnung nach der Anerkennung", 6 - run], ["Kosten fair verteilen", 0]]
    at = NOON + (n * 10 + run) * MINUTE
    ask = ["Welche Hürde besprechen wir heute zuerst?"]
    drawn = {"table": _counted("Möglichkeit", rows), "chart": _bars(rows)}
    return step(n, "choice", "Vertiefung", type_name="Auswahl", run=run, opened_at=at, ask=ask, **drawn)


def missing(n: int) -> StepOf:
    return replace(skipped(n), title="Schwerpunkte", type="dots", type_name="", exists=False)


def skipped(n: int) -> StepOf:
    return step(n, "choice", "Nachlese", type_name="Auswahl", state="draft", opened_at=None, closed_at=None,
                real_minutes=None, count={}, base="", privacy="")  # fmt: skip


def _counted(label: str, rows: list[list[Any]], count: str = "Stimmen") -> TableOf:
    return TableOf([(label, "text"), (count, "number")], rows)


def _bars(rows: list[list[Any]]) -> ChartOf:
    said = ", ".join(f"{label} {count}" for label, count in rows)
    return ChartOf("bars", [row[0] for row in rows], [[row[1]] for row in rows], [], [], f"Balkendiagramm: {said}")
