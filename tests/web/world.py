"""A whole app on a real database with people in it: a series with its team, and another series
whose rows must never show up."""

import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import insert, text

from config import Config
from workshop import create_app
from workshop.domain.codes import shown_code
from workshop.domain.permissions import SYSTEM, Who
from workshop.models import Activity, Receipt, Round, User, Workshop, db
from workshop.pictures import Album
from workshop.product import Product, cookie_name
from workshop.services import joining, people, series, stage, workshops
from workshop.services.pictures import add_picture
from workshop.web.tries import Tries

PASSWORD = "ein kurzer Satz"
PICTURE, OTHER_PICTURE = io.BytesIO(), io.BytesIO()
Image.new("RGB", (4, 3), "navy").save(PICTURE, "PNG")
Image.new("RGB", (4, 3), "maroon").save(OTHER_PICTURE, "PNG")
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # hashing is slow on purpose
HASHED = QUICK.hash(PASSWORD)
ROLES = ("owner", "moderator", "staff", "observer")
AUDIENCES = ("anonymous", "participant", *ROLES, "stranger")


@dataclass
class World:
    """Names everything a test may want to open."""

    app: Flask
    product: Product
    users: dict[str, Who] = field(default_factory=dict)
    series: int = 0
    workshop: int = 0
    seat: int = 0
    other_series: int = 0
    other_workshop: int = 0
    other_seat: int = 0
    other_invitation: int = 0
    other_picture: str = ""
    other_ballot: int = 0
    invitation: int = 0
    token: str = ""
    participant: int = 0
    picture: str = ""
    ballot: int = 0  # a secret round that was counted

    def run(self, verb, who: Who, workshop: int | None = None, **payload: Any) -> dict[str, Any]:
        return self.product.writer.run(workshop, verb, who, **payload)

    def client(self) -> FlaskClient:
        """A browser of its own, in German."""
        made = self.app.test_client()
        made.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de"
        return made

    def signed_in(self, login: str) -> FlaskClient:
        """A browser in which somebody has signed in as people do."""
        client = self.client()
        answer = post(client, "/login", login=login, password=PASSWORD)
        assert answer.status_code == 302, answer.text
        return client

    def audience(self, name: str) -> FlaskClient:
        """A browser of one of AUDIENCES, without the time that a password takes."""
        if name == "participant":
            return self.inside()
        client = self.client()
        if name != "anonymous":
            with self.app.app_context():
                stamp = db.session.get(User, self.users[name].id).stamp
            with client.session_transaction() as kept:
                kept["_user_id"] = f"{self.users[name].id}:{stamp}"
        return client

    def inside(self) -> FlaskClient:
        """A phone whose owner has joined."""
        client = self.client()
        token = self.product.tokens.participant(self.workshop, self.participant)
        client.set_cookie(cookie_name(self.product.config, self.workshop), token)
        return client

    def code(self, workshop: int | None = None) -> str:
        with self.app.app_context():
            return shown_code(db.session.get(Workshop, workshop or self.workshop).code)

    def url(self, rule: str) -> str:
        """The address of a rule with this world's numbers in it."""
        values = {
            "series_id": self.series,
            "workshop_id": self.workshop,
            "workshop": self.workshop,
            "seat_id": self.seat,
            "user_id": self.users["staff"].id,
            "invitation_id": self.invitation,
            "token": self.token,
            "code": self.code(),
            "filename": "manifest.json",
            "name": "json",
            "hash": self.picture,
            "round_id": self.ballot,
        }
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found.group(1)]), rule)


def post(client: FlaskClient, url: str, **form: Any):
    """Send a form as a browser does: with the token of the page before."""
    return client.post(url, data={"csrf_token": csrf(client), **form})


def csrf(client: FlaskClient) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', client.get("/imprint").text).group(1)


def make_world(folder: Path, **settings: str) -> World:
    return fill(make_app(folder, **settings))


def make_app(folder: Path, **settings: str) -> Flask:
    config = Config.from_env({"INSTANCE": str(folder), "PUBLIC_URL": "http://localhost", **settings})
    app = create_app(config)
    with app.app_context():
        db.create_all()  # quicker than the migrations, which have tests of their own
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE alembic_version AS SELECT 'tests' AS version_num"))
    return app


def empty(app: Flask) -> Flask:
    """Forget everybody and everything."""
    app.extensions["tries"] = Tries()
    with app.extensions["workshop"].engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
    return app


def fill(app: Flask) -> World:
    """Put the people and rooms of a world into an empty app."""
    world = World(app, app.extensions["workshop"])
    _people(world)
    _rooms(world)
    return world


def _people(world: World) -> None:
    for login in (*ROLES, "stranger"):
        made = world.run(people.add_user, SYSTEM, login=login, name=login.title(), hashed=HASHED)
        world.users[login] = Who("user", made["user"])
    owner, stranger = world.users["owner"], world.users["stranger"]
    world.series = world.run(series.create, owner, title="MORO Coburg", organiser="Landkreis")["series"]
    world.other_series = world.run(series.create, stranger, title="KielRegion")["series"]
    for role in ROLES[1:]:
        call = {"user_id": world.users[role].id, "series_id": world.series, "role": role}
        world.run(people.give_role, SYSTEM, **call)
    made = world.run(people.invite, owner, series_id=world.series, role="staff")
    world.invitation, world.token = made["invitation"], made["token"]
    made = world.run(people.invite, stranger, series_id=world.other_series, role="staff")
    world.other_invitation = made["invitation"]


def _rooms(world: World) -> None:
    owner, stranger = world.users["owner"], world.users["stranger"]
    world.workshop = _workshop(world, owner, world.series, "Integration vor Ort")
    world.other_workshop = _workshop(world, stranger, world.other_series, "Hafenrunde")
    world.seat = world.run(series.add_seat, owner, series_id=world.series, cells={"name": "Ahorn"})["seat"]
    world.run(series.add_seat, owner, series_id=world.series, cells={"name": "Meeder"})
    world.other_seat = world.run(series.add_seat, stranger, series_id=world.other_series, cells={"name": "Kiel"})[
        "seat"
    ]
    made = world.run(joining.join, Who("participant"), world.workshop, seat_id=None, capacity="guest", name="Gast")
    world.participant = made["participant"]
    world.picture = _picture(world, owner, world.workshop, PICTURE)
    world.other_picture = _picture(world, stranger, world.other_workshop, OTHER_PICTURE)
    world.ballot = _ballot(world, world.workshop)
    world.other_ballot = _ballot(world, world.other_workshop)


def _ballot(world: World, workshop: int) -> int:
    """A counted secret round of a step that has left the agenda, so that no other test meets it."""
    step = {"workshop_id": workshop, "position": 1, "type": "resolution", "title": "Empfehlung", "config": {}}
    with world.product.engine.begin() as connection:
        activity = connection.execute(insert(Activity).values(**step, removed_at=1)).inserted_primary_key[0]
        facts = {"state": "sealed", "key_print": "0" * 64, "frozen": {}, "base": {"privacy": "secret"}, "outcome": {}}
        made = connection.execute(insert(Round).values(activity_id=activity, n=1, **facts)).inserted_primary_key[0]
        codes = ("ABCDEFGHI", "K7Q4MXOTI")
        connection.execute(insert(Receipt), [{"round_id": made, "code": code} for code in codes])
    return int(made)


def _picture(world: World, owner: Who, workshop: int, drawn: io.BytesIO) -> str:
    """A picture as the darkroom leaves it, without the time that takes."""
    data = drawn.getvalue()
    facts = {"hash": hashlib.sha256(data).hexdigest(), "width": 4, "height": 3}
    file = Album(world.product.config.instance).path(facts["hash"], "png")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    world.run(add_picture, owner, workshop_id=workshop, kind="png", **facts)
    return str(facts["hash"])


def _workshop(world: World, owner: Who, series_id: int, title: str) -> int:
    made = world.run(workshops.create, owner, series_id=series_id, title=title)["workshop"]
    world.run(stage.start, owner, made)
    return made
