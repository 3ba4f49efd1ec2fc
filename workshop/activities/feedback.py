"""feedback: several questions on one page, each of another type that can be a part.

A part is ``{"id", "type", "config"}``. Its contributions are those of its type, the kind called
``<type>:<kind>`` and the item ``<part>:<item>``, so that no two parts meet; everything else is left to that type.
What a type says about results (``after``), about others' texts (``of``) or beside its answers has no place in a form.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from workshop.activities.base import ActivityType, Field, Frozen, Given, Kind, Material, Section, Table
from workshop.domain.errors import Refused

MOST_PARTS = 8


class Feedback(ActivityType):
    """A form of several questions."""

    name = "feedback"
    fields = (
        Field("ask", "text", "", most=300),
        Field("parts", "parts", (), least=1, most=MOST_PARTS, required=True),
    )
    types: Mapping[str, ActivityType] = {}

    def compose(self, types: Mapping[str, ActivityType]) -> None:
        """Take those types that can be a part."""
        cls = type(self)
        cls.types = {name: found for name, found in types.items() if found.in_parts}
        cls.kinds = tuple(
            replace(kind, name=f"{name}:{kind.name}") for name, found in cls.types.items() for kind in _fit(found)
        )

    def freeze(self, config: dict[str, Any], options: Sequence[dict[str, str]] | None = None) -> Frozen:
        """Return ask and the parts, each as its type freezes it."""
        parts = [part for part in config.get("parts") or () if part["type"] in self.types]
        return {
            "ask": config.get("ask") or "",
            "parts": [
                {"id": part["id"], "type": part["type"], "frozen": self.types[part["type"]].freeze(part["config"])}
                for part in parts
            ],
        }

    def ask(self, frozen: Frozen) -> dict[str, Any]:
        """Return what each type says of its part."""
        parts = [
            {"id": part.id, "type": part.type.name, "ask": part.type.ask(part.frozen)} for part in self._parts(frozen)
        ]
        return {"ask": frozen["ask"], "parts": parts}

    def ready(self, frozen: Frozen) -> str:
        """There must be a question, and each must be ready."""
        reasons = [part.type.ready(part.frozen) for part in self._parts(frozen)]
        unasked = any(not part.type.wording(part.frozen) for part in self._parts(frozen))
        return next(filter(None, reasons), "part_unasked" if unasked else "") if reasons else "no_parts"

    def clean(self, kind: str, item: str, value: Any, frozen: Frozen) -> Any:
        """Return what the type of the part makes of the value."""
        part = self._part(kind, item, frozen)
        return part.type.clean(part.kind(kind), part.item(item), value, part.frozen)

    def check(self, kind: str, item: str, value: Any, frozen: Frozen, mine: Mapping[tuple[str, str], Any]) -> None:
        """The rules of a part's type hold among the answers to that part."""
        part = self._part(kind, item, frozen)
        own = {(part.kind(of), part.item(at)): said for (of, at), said in mine.items() if part.has(of, at)}
        part.type.check(part.kind(kind), part.item(item), value, part.frozen, own)

    def results(self, frozen: Frozen, material: Material) -> dict[str, Any]:
        """Return ``{"parts": [{"id", "type", "whole", "rows"}]}``: what each type says, and its texts."""
        parts = [(part, part.material(material)) for part in self._parts(frozen)]
        return {
            "parts": [
                {
                    "id": part.id,
                    "type": part.type.name,
                    "whole": part.type.results(part.frozen, own),
                    "rows": _rows(own) if part.type.listed else None,
                }
                for part, own in parts
            ]
        }

    def rehearse(self, ask: Mapping[str, Any], voice: int, chance: Random) -> list[tuple[str, str, Any]]:
        """Return an answer to each part: of texts the first."""
        kinds = {kind.name: kind for kind in self.kinds}
        given: list[tuple[str, str, Any]] = []
        for part in ask["parts"]:
            asked = {**part["ask"], "samples": ask.get("samples")}
            said = self.types[part["type"]].rehearse(asked, voice, chance)
            named = [(f"{part['type']}:{kind}", f"{part['id']}:{item}", value) for kind, item, value in said]
            fit = [one for one in named if one[0] in kinds]
            given += fit[:1] if fit and kinds[fit[0][0]].is_text else fit
        return given

    def sections(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return one section a part: its question as title, its table and picture."""
        return [self._section(part, part.material(material)) for part in self._parts(frozen)]

    def compared(self, frozen: Frozen, material: Material) -> list[Section]:
        """Return what the types of its parts compare, under the question of each."""
        return [
            replace(one, title=(part.type.wording(part.frozen) or [part.id])[0])
            for part in self._parts(frozen)
            for one in part.type.compared(part.frozen, part.material(material))
        ]

    def facets(self, kind: str, value: Any) -> Any:
        """Return what the type of the part makes of it."""
        name, _, own = kind.partition(":")
        return self.types[name].facets(own, value)

    def _section(self, part: "_Part", material: Material) -> Section:
        title, *more = part.type.wording(part.frozen) or [part.id]
        table = _told(part.type.table(part.frozen, material), title)
        return Section(title, table, part.type.chart(part.frozen, material), more)

    def _parts(self, frozen: Frozen) -> Iterator["_Part"]:
        return (_Part(part["id"], self.types[part["type"]], part["frozen"]) for part in frozen["parts"])

    def _part(self, kind: str, item: str, frozen: Frozen) -> "_Part":
        for part in self._parts(frozen):
            if part.has(kind, item):
                return part
        raise Refused("unknown_item")

    samples = {
        "config": {
            "ask": "Ihre Rückmeldung",
            "parts": [
                {
                    "id": "nutzen",
                    "type": "scale",
                    "config": {
                        "ask": "Wie hilfreich war der Austausch?",
                        "from": "wenig",
                        "to": "sehr",
                        "points": "5",
                        "cannot_judge": False,
                        "statements": [{"id": "heute", "label": "Der Austausch heute"}],
                    },
                },
                {
                    "id": "wieder",
                    "type": "choice",
                    "config": {
                        "ask": "Kommen Sie wieder?",
                        "options": [{"id": "ja", "label": "Ja"}, {"id": "nein", "label": "Nein"}],
                        "most": 1,
                    },
                },
                {"id": "wort", "type": "words", "config": {"ask": "In einem Wort?", "most": 1}},
                {
                    "id": "mitnehmen",
                    "type": "cards",
                    "config": {"questions": [{"id": "was", "label": "Was nehmen Sie mit?"}]},
                },
            ],
        },
        "good": [
            ("scale:rating", "nutzen:heute", 4),
            ("choice:vote", "wieder:", ["ja"]),
            ("words:word", "wort:1", "Zuversicht"),
            ("cards:card", "mitnehmen:aaaaaaaa", {"question": "was", "text": "Feste Termine"}),
        ],
        "bad": [
            ("scale:rating", "nutzen:gestern", 4),
            ("scale:rating", "heute", 4),
            ("scale:rating", "wieder:heute", 4),
            ("scale:rating", "nutzen:heute", 6),
            ("choice:vote", "wieder", ["ja"]),
            ("choice:vote", "wieder:", []),
            ("cards:card", "mitnehmen:aaaaaaaa", "Feste Termine"),
            ("rating", "nutzen:heute", 4),
        ],
    }
    texts = {
        "de": {
            "name": "Rückmeldung",
            "about": "Mehrere Fragen auf einer Seite beantworten: Einschätzung, Auswahl, Wörter, Text",
            "field_ask": "Einleitung",
            "help_ask": "Ein Satz über den Fragen, wenn Sie möchten",
            "field_parts": "Fragen",
            "help_parts": "Alle stehen auf einer Seite des Telefons. Niemand muss jede beantworten.",
            "as_cards": "Freier Text",
            "answer": "Ihre Antwort",
            "send": "Antwort senden",
            "change": "Antwort ändern",
            "take_back": "Antwort zurücknehmen",
            "nothing": "Dazu hat niemand etwas gegeben.",
            "on_phones": "Die Texte stehen auf den Telefonen",
        },
        "en": {
            "name": "Feedback",
            "about": "Answer several questions on one page: rating, choice, words, text",
            "field_ask": "Introduction",
            "help_ask": "A sentence above the questions, if you like",
            "field_parts": "Questions",
            "help_parts": "All stand on one page of the phone. Nobody has to answer each of them.",
            "as_cards": "Free text",
            "answer": "Your answer",
            "send": "Send answer",
            "change": "Change answer",
            "take_back": "Take answer back",
            "nothing": "Nobody said anything about this.",
            "on_phones": "The texts are on the phones",
        },
    }


@dataclass(frozen=True)
class _Part:
    """One question: which type, and what it froze; knows which contributions are its own."""

    id: str
    type: ActivityType
    frozen: Frozen

    def has(self, kind: str, item: str) -> bool:
        return kind.startswith(f"{self.type.name}:") and item.startswith(f"{self.id}:")

    def kind(self, kind: str) -> str:
        return kind.partition(":")[2]

    def item(self, item: str) -> str:
        return item.partition(":")[2]

    def material(self, of: Material) -> Material:
        """Return what was given to this part, as its type knows it."""
        own = [given for given in of.given if self.has(given.kind, given.item)]
        named = [replace(given, kind=self.kind(given.kind), item=self.item(given.item)) for given in own]
        return Material(named, earlier=self._earlier(of.earlier))

    def _earlier(self, earlier: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        parts = earlier["parts"] if earlier else []
        found = (part["whole"] for part in parts if (part["id"], part["type"]) == (self.id, self.type.name))
        return next(({"run": earlier["run"], **whole} for whole in found), None) if earlier else None


def _fit(type_: ActivityType) -> list[Kind]:
    return [kind for kind in type_.kinds if not (kind.of or kind.after or kind.beside)]


def _rows(material: Material) -> list[dict[str, Any]]:
    """Return texts as the board draws them (Row in wire.ts), without what could tell whose they are."""
    return [_row(given) for given in sorted(material.given, key=lambda given: given.id)]


def _row(given: Given) -> dict[str, Any]:
    return {
        "id": given.id,
        "kind": given.kind,
        "item": "",
        "value": given.value,
        "state": "shown",
        "theme": None,
        "merged_into": given.merged_into,
        "place": given.place,
        "likes": 0,
        "late": given.late,
        "at": 0,
    }


def _told(table: Table, title: str) -> Table:
    """Leave out columns of texts that say nothing: empty ones, and those that only repeat the question."""
    kept = [
        at
        for at, (_, form) in enumerate(table.columns)
        if form == "number" or not {row[at] for row in table.rows} <= {"", title}
    ]
    return Table([table.columns[at] for at in kept], [[row[at] for at in kept] for row in table.rows])
