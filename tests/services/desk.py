"""A desk to test on: the real writer on a real database, two series, four people.

The second series is there so that whatever finds too much is noticed.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.services.schema import attach
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Membership, User
from workshop.services import people, series
from workshop.writer import Writer

START = 1_485_176_100_000  # 23 January 2017, 13:55 in Coburg


@dataclass
class Desk:
    """Writes with verbs and reads with plain sessions; the clock stands until it is moved."""

    writer: Writer
    engine: Engine
    now: int = START

    def run(self, verb, who: Who, **payload: Any) -> dict[str, Any]:
        return self.writer.run(None, verb, who, **payload)

    def read(self) -> Session:
        return Session(self.engine)

    def user(self, login: str) -> Who:
        made = self.run(people.add_user, SYSTEM, login=login, name=login.title(), hashed="hash")
        return Who("user", made["user"])

    def series(self, owner: Who, title: str = "MORO") -> int:
        return self.run(series.create, owner, title=title)["series"]

    def member(self, owner: Who, series_id: int, login: str, role: str) -> Who:
        """Bring somebody in as people come in: by invitation."""
        token = self.run(people.invite, owner, series_id=series_id, role=role)["token"]
        who = self.user(login)
        self.run(people.take_invitation, who, token=token)
        return who

    def roles(self, series_id: int) -> dict[str, str]:
        with self.read() as session:
            query = session.query(User.login, Membership.role).join(Membership, User.id == Membership.user_id)
            return dict(query.filter(Membership.series_id == series_id).all())


def make_desk(url: str) -> Desk:
    engine = attach(url)
    desk = Desk(Writer(engine, lambda: desk.now), engine)
    return desk
