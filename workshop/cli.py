"""The command line: prepare an installation, look after accounts, rehearse."""

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from config import Config, SettingError
from workshop import create_app
from workshop.domain import secrets as passwords
from workshop.domain.ballots import parted
from workshop.domain.codes import shown_code
from workshop.domain.errors import WorkshopError
from workshop.domain.keeping import DAY
from workshop.domain.permissions import SYSTEM
from workshop.domain.text import short_print
from workshop.models import Series, User, Workshop
from workshop.models.chain import steps_of
from workshop.product import Product, product_of
from workshop.services import library, people, rounds, stage
from workshop.services import recount as ballots
from workshop.storage import DamagedDatabase, bring_up, check_file, damaged, tidy
from workshop.vault import Vault
from workshop.writer import Answer, Call, Verb

LOG_INS = "first-log-ins.txt"
_FIRST = (("moderation", "Universität Bamberg (Moderation)", "owner"), ("staff", "MORO-Geschäftsstelle", "staff"))
_DONE = {"archive": "archiviert / archived", "delete": "gelöscht / deleted"}
_COMING = {"archive": "zu archivieren / to be archived", "delete": "zu löschen / to be deleted"}
# Under the commands' names of the wire, because the cockpit offers to take them back by name.
_FIRST_STEP: dict[str, Verb] = {"go_live": stage.go_live, "open": rounds.open_round}


@click.group()
def main() -> None:
    """Live workshops: prepare, look after accounts, rehearse."""


@main.command()
@click.option("--live", is_flag=True, help="open the first step and show what comes in, as `make demo` does")
def prepare(live: bool) -> None:  # noqa: FBT001 - click's flag
    """Bring the database up, load the sample workshop, make the first log-ins."""
    app = _app(_config())
    bring_up(app)
    product = product_of(app)
    workshop = _plant(product)
    if live:
        _begin(product, workshop)


@main.command()
@click.option("--voices", default=17, help="how many simulated mayors join")
@click.option("--url", default="", help="address of the server; default: the one of the settings")
def demo(voices: int, url: str) -> None:
    """Let simulated mayors join the sample workshop through the real socket."""
    from workshop import rehearsal

    app = _app(_config())
    code = _sample_code(app)
    rehearsal.main(url or f"http://127.0.0.1:{product_of(app).config.port}", code, voices)


@main.command()
def protocol() -> None:
    """Print docs/protocol.md, made from the table of commands."""
    from workshop.live.protocol import document

    click.echo(document(), nl=False)


@main.command()
@click.option("--do", "is_meant", is_flag=True, help="archive and delete what is due")
@click.option("--days", default=60, help="also name what is due within so many days")
def retention(is_meant: bool, days: int) -> None:  # noqa: FBT001 - click's flag
    """Say which workshops are due to be archived or deleted; with --do, do it. The server does so once a day."""
    product = product_of(_app(_config()))
    now = product.clock()
    if is_meant:
        for due in product.keeping.work(now):
            click.echo(f"{_day(due.at)}  {_DONE[due.what]}  {due.workshop.id}  {due.workshop.title}")
        tidy(product.engine)
    coming = product.keeping.due(now, days * DAY)
    for due in coming:
        click.echo(f"{_day(due.at)}  {_COMING[due.what]}  {due.workshop.id}  {due.workshop.title}")
    if not coming:
        click.echo("Nichts ist fällig. / Nothing is due.")


@main.command()
def recount() -> None:
    """Count all secret ballots again, and check what every vote announced; fails where something does not fit."""
    product = product_of(_app(_config()))
    with product.engine.connect() as connection:
        found = ballots.recount(connection, Vault(product.config.ballot_keys))
    for line in _recounted(product, found):
        click.echo(line)
    if any(one.faults for one in found):
        sys.exit(1)


@main.group()
def user() -> None:
    """Look after accounts."""


@user.command("add")
@click.argument("login")
@click.option("--name", default="", help="the person's name")
@click.option("--series", type=int, default=None, help="number of a series they get a role in")
@click.option("--role", type=click.Choice(["owner", "moderator", "staff", "observer"]), default="moderator")
@click.password_option()
def add_user(login: str, name: str, series: int | None, role: str, password: str) -> None:
    """Make an account."""
    product = product_of(_app(_config()))
    account = {"login": login, "name": name or login, "hashed": _hashed(product, password, login)}
    if series is None:
        _run(product, people.add_user, **account)
    else:
        _run(product, people.add_member, series_id=series, role=role, **account)
    click.echo(f"{login}: angelegt / made")


@user.command("password")
@click.argument("login")
@click.password_option()
def set_password(login: str, password: str) -> None:
    """Give an account another password; other log-ins end."""
    product = product_of(_app(_config()))
    _run(product, people.set_password, login=login, hashed=_hashed(product, password, login))
    click.echo(f"{login}: Kennwort geändert / password changed")


@user.command("disable")
@click.argument("login")
def disable_user(login: str) -> None:
    """Close an account."""
    product = product_of(_app(_config()))
    _run(product, people.disable_user, login=login)
    click.echo(f"{login}: gesperrt / disabled")


@user.command("enable")
@click.argument("login")
def enable_user(login: str) -> None:
    """Open a closed account again, with the password it had."""
    product = product_of(_app(_config()))
    _run(product, people.enable_user, login=login)
    click.echo(f"{login}: wieder offen / enabled")


def welcome(app: Flask) -> list[str]:
    """Return what the start prints: the way in for everybody."""
    product = product_of(app)
    code = _sample_code(app)
    lines = [f"Log-ins: {product.config.instance / LOG_INS}"]
    if code:
        lines.insert(0, f"Code: {shown_code(code)} → {product.config.public_url}/j/{shown_code(code)}")
    return lines


def _recounted(product: Product, found: Sequence[ballots.Finding]) -> Iterator[str]:
    """Return what was found, a block of lines a round, in the language of the house."""
    say = partial(product.catalogue.t, product.config.language)
    if not found:
        yield say("recount.none")
    for one in found:
        printed = say("cockpit.print", print=short_print(one.print))
        yield f"{one.workshop} · {one.title} · {say('screen.run', n=one.run)} ({one.round}) · {printed}"
        yield "  " + say(f"recount.{one.state}", cast=one.cast, roll=one.roll)
        if one.counts:
            counts, invalid = parted(one.counts)
            yield "  " + ", ".join(f"{choice}: {n}" for choice, n in sorted(counts.items()))
            yield from ("  " + say(f"recount.{why}", n=n) for why, n in sorted(invalid.items()))
        yield from ("  ! " + say(f"recount.fault_{fault}") for fault in one.faults)
        if not one.faults:
            yield "  " + say("recount.fits")


def _plant(product: Product) -> int:
    """Load the sample series once, open its room, and return the workshop."""
    made = product.writer.run(None, library.plant_sample, SYSTEM)
    with product.engine.connect() as connection:
        state = connection.execute(select(Workshop.state).where(Workshop.id == made["workshop"])).scalar()
        somebody = connection.execute(select(User.id)).first()
    if state == "draft":
        product.writer.run(made["workshop"], stage.start, SYSTEM)
    if somebody is None:
        _make_first(product, made["series"])
    return int(made["workshop"])


def _begin(product: Product, workshop: int) -> None:
    """Bring the first step live and open, unless the room is at a step already."""
    with product.engine.connect() as connection:
        query = select(Workshop.live_activity_id, Workshop.state).where(Workshop.id == workshop)
        live, state = connection.execute(query).one()
        first = steps_of(connection, workshop)[0].id
    if live is None and state == "open":
        for name, verb in _FIRST_STEP.items():
            product.writer.submit(workshop, Call(name, SYSTEM, {"activity": first}, verb=verb))


def _make_first(product: Product, series: int) -> None:
    """Make the first log-ins and keep their passwords where only the owner of the files reads them."""
    lines = []
    for login, name, role in _FIRST:
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        account = {"login": login, "name": name, "hashed": passwords.hash_password(password)}
        product.writer.run(None, people.add_member, SYSTEM, series_id=series, role=role, **account)
        lines.append(f"{role}: {login} / {password}")
    _keep(product.config.instance / LOG_INS, "\n".join(lines) + "\n")


def _keep(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)


def _sample_code(app: Flask) -> str:
    with product_of(app).engine.connect() as connection:
        query = select(Workshop.code).join(Series).where(Workshop.is_sample, Series.is_sample)
        return connection.execute(query.order_by(Workshop.id)).scalar() or ""


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d}"


def _hashed(product: Product, password: str, login: str) -> str:
    try:
        return passwords.hash_password(passwords.check_password(password, login))
    except WorkshopError as refused:
        raise _failure(product, refused) from refused


def _run(product: Product, verb: Verb, **payload: Any) -> Answer:
    try:
        return product.writer.run(None, verb, SYSTEM, **payload)
    except WorkshopError as refused:
        raise _failure(product, refused) from refused


def _failure(product: Product, refused: WorkshopError) -> click.ClickException:
    sentence = product.catalogue.t(product.config.language, f"errors.{refused.code}", **refused.params)
    return click.ClickException(sentence)


def _config() -> Config:
    try:
        config = Config.from_env(os.environ)
    except SettingError as wrong:
        click.echo(wrong, err=True)
        sys.exit(2)
    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    return config


def _app(config: Config) -> Flask:
    try:
        check_file(config.database_url)
        app = create_app(config)
        product_of(app).engine.connect().close()
    except (DamagedDatabase, DatabaseError):
        click.echo(damaged(config.database_url), err=True)
        sys.exit(2)
    return app
