"""The only place where the parts meet."""

from flask import Flask

from config import ROOT, Config
from workshop import logs, web
from workshop.language import Catalogue
from workshop.live import sockets
from workshop.live.broadcast import Broadcast
from workshop.live.crowds import Crowds
from workshop.live.keeping import Keeping
from workshop.live.listeners import Listeners
from workshop.live.presence import Presence
from workshop.live.sealing import Sealing
from workshop.pictures import Album
from workshop.product import Product, clock
from workshop.snapshots.screen import Place
from workshop.storage import attach, of_one_moment
from workshop.tokens import Tokens
from workshop.vault import Vault
from workshop.writer import Writer

LARGEST_UPLOAD = 2 * 1024 * 1024  # bytes; a roster has a few kilobytes


def build(config: Config) -> Flask:
    """Build the app for one configuration."""
    logs.set_up(config.log_level)
    app = Flask(
        "workshop",
        root_path=str(ROOT / "workshop"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static" / "dist"),
        static_url_path="/static",
    )
    app.config.update(SECRET_KEY=config.secret_key, MAX_CONTENT_LENGTH=LARGEST_UPLOAD)
    product = _product(app, config)
    app.extensions["workshop"] = product
    sockets.attach(app, product)
    web.attach(app)  # after the socket, whose answers need its headers as well
    product.writer.changed.connect(product.broadcast.on_changed, weak=False)
    product.writer.changed.connect(product.sealing.on_changed, weak=False)
    return app


def _product(app: Flask, config: Config) -> Product:
    engine = attach(app, config.database_url)
    tokens, listeners = Tokens(config.secret_key), Listeners()
    vault = Vault(config.ballot_keys, is_plain=config.is_plain, may_open=config.secret_over_http or not config.is_plain)
    writer = Writer(engine, clock, vault)
    broadcast = Broadcast(of_one_moment(engine), clock, Place(config.public_url), tokens, listeners, writer.counters)
    crowds = Crowds(config)
    presence = Presence(listeners, writer.counters, crowds.voices)
    keeping = Keeping(engine, writer, vault, Album(config.instance), lambda number: _close(number, crowds, listeners))
    return Product(
        config,
        engine,
        Catalogue(),
        tokens,
        writer,
        listeners,
        broadcast,
        presence,
        crowds,
        Sealing(engine, vault, writer),
        keeping,
        writer.counters,
    )


def _close(workshop: int, crowds: Crowds, listeners: Listeners) -> None:
    """Let everybody out of a room that is no more."""
    crowds.end(workshop)
    for listener in listeners.in_workshop(workshop):
        listeners.close(listener)
