"""measures: who does what. Participants propose, the moderators write the register.

A proposal is a text and, if the step takes options from an earlier one, what it follows from. What is
agreed stands in the register of measures, which this type does not know: it is kept by those who lead.
"""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from workshop.activities.base import ActivityType, Field, Frozen, Kind, Material, Table, own_options
from workshop.activities.cards import in_order
from workshop.domain.errors import Refused
from workshop.domain.text import clean_text

LONGEST = 500  # characters
REHEARSED = (
    "Eine Telefonnummer im Landratsamt, die alle Gemeinden kennen",
    "Gemeinsame Vorlage für Anträge, im Sommer von zwei Gemeinden erprobt",
    "Treffen der Kontaktpersonen einmal im Vierteljahr, reihum in den Gemeinden",
    "Fahrplan und Kurszeiten vor jedem Halbjahr abstimmen",
    "Kurzes Merkblatt für das Bürgerbüro, auch in einfacher Sprache",
    "Vereine im Herbst zu einem Abend einladen und Patenschaften vermitteln",
    "Dolmetscherliste der Gemeinden zusammenführen und im Rathaus auslegen",
    "Zwei Vormittage im Jahr, an denen Jobcenter und Landratsamt in die Gemeinde kommen",
    "Freie Wohnungen vierteljährlich an eine Stelle melden",
    "Zuständigkeiten auf einem Blatt, im Januar und im Juli aktualisiert",
    "Den letzten Bus am Kursabend um eine Stunde verschieben",
)
_ITEM = re.compile(r"[A-Za-z0-9_-]{8,40}")  # made by the browser, one a proposal


class Measures(ActivityType):
    """Proposals for the register, which stands with the result."""

    name = "measures"
    kinds = (Kind("measure", many=True, is_text=True),)
    fields = (
        Field("ask", "text", "", required=True, most=300),
        Field("options", "options", (), most=30),
    )
    privacies = ("named", "unnamed")
    shows_live = True
    listed = True
    registers = True

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask and options ``[{"id", "label"}]``, what a measure can follow from; there may be none."""
        return {"ask": config.get("ask") or "", "options": list(own_options(config) if options is None else options)}

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> dict[str, str]:
        """Return ``{"text", "origin"}``, the text tidy, the origin an option's id or empty."""
        if not _ITEM.fullmatch(item):
            raise Refused("unknown_item")
        if not isinstance(value, dict) or set(value) != {"text", "origin"}:
            raise Refused("wrong_type")
        if value["origin"] not in ["", *(option["id"] for option in frozen["options"])]:
            raise Refused("not_an_option")
        return {"text": clean_text(value["text"], LONGEST), "origin": value["origin"]}

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"origins": [{"id", "label", "count"}], "proposals"}``; merged ones count, too."""
        origins = [given.value["origin"] for given in material.given]
        counted = [{**option, "count": origins.count(option["id"])} for option in frozen["options"]]
        return {"origins": counted, "proposals": len(origins)}

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return one proposal; ``ask["samples"]`` may bring measures, one for each of the first voices."""
        samples = list((ask.get("samples") or {}).get("measures") or ())
        mine = samples[voice] if voice < len(samples) else {"what": REHEARSED[(voice - len(samples)) % len(REHEARSED)]}
        options = ask["options"]
        origin = next((one["id"] for one in options if one["label"] == mine.get("theme") or len(options) == 1), "")
        # Its item must be the same after a reconnect, else the proposal would be written twice.
        return [("measure", f"rehearsal-{voice}", {"text": mine["what"], "origin": origin})]

    def table(self, frozen: Frozen, material: Material) -> Table:
        """Return one row a proposal, by what it follows from; a column for that only if there is a choice.

        A last column says who, where the step was announced as named.
        """
        labels = {option["id"]: option["label"] for option in frozen["options"]}
        has_who = any(given.who for given in material.given)
        columns = [("measures.proposal", "text"), ("measures.origin", "text"), ("measures.who", "text")]
        kept = [True, bool(labels), has_who]
        rows = [
            [given.value["text"], labels.get(given.value["origin"], ""), given.who]
            for _, given in self._ordered(list(labels), frozen, material)
        ]
        return Table(_only(columns, kept), [_only(row, kept) for row in rows])

    def _ordered(self, origins: list[str], frozen: Frozen, material: Material) -> list[Any]:
        """Return (top proposal, proposal) by what the top one follows from, those of nothing last."""
        order = {one: n for n, one in enumerate(origins)}
        pairs = in_order(frozen, material)
        return sorted(pairs, key=lambda pair: order.get(pair[0].value["origin"], len(order)))

    samples = {
        "config": {
            "ask": "Welche Maßnahme schlagen Sie vor?",
            "options": [{"id": "wohnen", "label": "Wohnen"}, {"id": "bus", "label": "Bus"}],
        },
        "good": [
            ("measure", "aaaaaaaa", {"text": "Rufbus zu den Sprachkursen prüfen", "origin": "bus"}),
            ("measure", "bbbbbbbb", {"text": "Leerstand erfassen", "origin": ""}),
        ],
        "bad": [
            ("measure", "", {"text": "Leerstand erfassen", "origin": ""}),
            ("measure", "aaaaaaa!", {"text": "Leerstand erfassen", "origin": ""}),
            ("measure", "aaaaaaaa", {"text": " ", "origin": ""}),
            ("measure", "aaaaaaaa", {"text": "x" * 501, "origin": ""}),
            ("measure", "aaaaaaaa", {"text": "Leerstand erfassen", "origin": "mitte"}),
            ("measure", "aaaaaaaa", {"text": "Leerstand erfassen", "origin": ["wohnen"]}),
            ("measure", "aaaaaaaa", {"text": "Leerstand erfassen", "origin": None}),
            ("measure", "aaaaaaaa", {"text": "Leerstand erfassen"}),
            ("measure", "aaaaaaaa", {"text": "Leerstand", "origin": "", "by": "Ahorn"}),
            ("measure", "aaaaaaaa", "Leerstand erfassen"),
            ("measure", "aaaaaaaa", None),
        ],
    }
    texts = {
        "de": {
            "name": "Maßnahmen",
            "about": "Maßnahmen vorschlagen lassen und festhalten, wer was bis wann tut",
            "field_ask": "Frage",
            "field_options": "Folgt aus",
            "help_options": "Die Themen, das Ergebnis oder der Beschluss eines früheren Schritts; kann leer bleiben",
            "proposal": "Vorschlag",
            "proposals": {"one": "ein Vorschlag", "other": "{count} Vorschläge"},
            "origin": "Folgt aus",
            "who": "Von",
            "add": "Neuer Vorschlag",
            "send": "Vorschlag senden",
            "change": "Vorschlag ändern",
            "take_back": "Vorschlag zurücknehmen",
            "note": "Wer soll was bis wann tun?",
            "proposed": "Vorschläge",
            "origin_none": "keine Angabe",
            "register": "Maßnahmen mit verantwortlicher Stelle und Frist",
            "n": "Nummer",
            "what": "Maßnahme",
            "responsible": "Verantwortlich",
            "involved": "Beteiligte",
            "due": "Frist",
            "status": "Status",
            "with": "mit {involved}",
            "nobody": "noch zu klären",
            "no_day": "ohne Frist",
            "status_open": "offen",
            "status_doing": "in Arbeit",
            "status_done": "erledigt",
            "status_dropped": "entfällt",
            "none": "Noch ist keine Maßnahme festgehalten.",
            "page": "Seite {n} von {of}",
        },
        "en": {
            "name": "Measures",
            "about": "Have measures proposed and write down who does what until when",
            "field_ask": "Question",
            "field_options": "Follows from",
            "help_options": "The themes, the result or the decision of an earlier step; can stay empty",
            "proposal": "Proposal",
            "proposals": {"one": "one proposal", "other": "{count} proposals"},
            "origin": "Follows from",
            "who": "From",
            "add": "New proposal",
            "send": "Send proposal",
            "change": "Change proposal",
            "take_back": "Take proposal back",
            "note": "Who should do what, until when?",
            "proposed": "Proposals",
            "origin_none": "not said",
            "register": "Measures with who is responsible and until when",
            "n": "Number",
            "what": "Measure",
            "responsible": "Responsible",
            "involved": "Involved",
            "due": "Deadline",
            "status": "Status",
            "with": "with {involved}",
            "nobody": "to be settled",
            "no_day": "no date",
            "status_open": "open",
            "status_doing": "in progress",
            "status_done": "done",
            "status_dropped": "dropped",
            "none": "No measure has been written down yet.",
            "page": "Page {n} of {of}",
        },
    }


def _only(cells: list[Any], kept: list[bool]) -> list[Any]:
    return [cell for cell, keep in zip(cells, kept, strict=True) if keep]
