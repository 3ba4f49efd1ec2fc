"""What simulated participants write on cards."""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.activities.tables import questions_at

REHEARSED = (
    "Ein fester Termin alle zwei Wochen hilft mehr als jede Rundmail.",
    "Wir erfahren zu spät, was der Landkreis plant.",
    "Die Zuständigkeit ist unklar, jede Stelle verweist auf die nächste.",
    "Die Nachbargemeinde hat dafür eine gute Vorlage, die wir übernehmen konnten.",
    "Das Ehrenamt trägt viel, aber es braucht eine hauptamtliche Stelle im Rücken.",
    "Für die Antragstellung fehlt uns das Personal.",
    "Eine gemeinsame Ansprechperson für mehrere Gemeinden wäre ein Anfang.",
    "Der letzte Bus fährt um 17 Uhr.",
    "Die Vereine machen mit, wenn man sie früh fragt.",
    "Im Bürgerbüro liegt alles auf einem Blatt, das wird gut angenommen.",
    "Die Mittel sind befristet, danach steht niemand bereit.",
    "Ein Vormittag vor Ort hat mehr geklärt als drei Sitzungen.",
)


def rehearsed(
    ask: Mapping[str, Any], pools: Mapping[str, Sequence[str]], voice: int, table: int, n: int
) -> tuple[str, str, Any]:
    """Return the nth card of a simulated participant, from the pool of its question where there is one."""
    questions = questions_at(table, ask)
    question = questions[(voice + n) % len(questions)]
    pool = pools.get(question) or REHEARSED
    text = pool[((voice + n) // len(questions)) % len(pool)]
    value = {"question": question, "text": text} | ({"table": table} if table else {})
    # Its item must be the same after a reconnect, else the card would be written twice.
    return ("card", f"rehearsal-{voice}-{n}", value)
