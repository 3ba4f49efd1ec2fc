"""Prepare rooms to be led by two: each with an open vote, a board that is live with cards on it, and a measure.

`INSTANCE=… python -m tests.faults.rooms N` before the server starts; prints what bench.hall does of each, and ``cards``
and ``measure`` by number.
"""

import os
import sys
from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import select

from bench.hall import prepare
from config import Config
from workshop import create_app
from workshop.domain.permissions import SYSTEM, Who
from workshop.live.commands import command_of
from workshop.models import Contribution, Round
from workshop.services import agenda, measures, rounds, stage

WRITERS = 3
QUESTION = {"id": "question", "label": "Was fehlt?"}


def make_room(product: Any) -> dict[str, Any]:
    hall = prepare(product, WRITERS)
    run = product.writer.run
    board = run(hall.workshop, agenda.add_step, SYSTEM, type="cards", title="Tafel", after=None)["activity"]
    asked = {"activity": board, "field": "questions", "value": [QUESTION], "former": []}
    run(hall.workshop, agenda.edit_step, SYSTEM, **asked)
    run(hall.workshop, stage.go_live, SYSTEM, activity=board)
    run(hall.workshop, rounds.open_round, SYSTEM, activity=board)
    with product.engine.connect() as connection:
        round_ = connection.execute(select(Round.id).where(Round.activity_id == board)).scalar_one()
    for number, _ in hall.guests:
        card = {"question": QUESTION["id"], "text": f"Karte von {number}"}
        given = {"round": round_, "value": card, "item": f"item-{number:08d}", "n": 1, "key": f"key-{number:018d}"}
        product.writer.submit(hall.workshop, command_of("give").call(Who("participant", number), given))
    with product.engine.connect() as connection:
        query = select(Contribution.id).where(Contribution.round_id == round_, Contribution.kind == "card")
        cards = list(connection.execute(query.order_by(Contribution.id)).scalars())
    measure = run(hall.workshop, measures.add_measure, SYSTEM, activity=None, what="Anfang")["measure"]
    return asdict(hall) | {"cards": cards, "measure": measure}


def main() -> None:
    app = create_app(Config.from_env(os.environ))
    with app.app_context():
        made = [make_room(app.extensions["workshop"]) for _ in range(int(sys.argv[1]))]
    print(orjson.dumps(made).decode())


if __name__ == "__main__":
    main()
