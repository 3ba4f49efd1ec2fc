"""Start the server: patch, build, serve.

The one place that knows eventlet, so that leaving it stays a small change. It must not know
what the application does; a start that cannot work ends with a sentence and exit code 2.
"""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import errno
import gc
import os
import resource
import signal
import socket
import sys
from pathlib import Path

import eventlet.wsgi
from flask import Flask
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import DatabaseError

from config import EVERY_ADDRESS, ROOT, Config, SettingError, lan_address
from workshop import create_app
from workshop.cli import welcome
from workshop.storage import DamagedDatabase, check_file, damaged

BACKLOG = 2048  # the default of 50 loses a crowd that reconnects
CLIENTS = 5000  # past the default of 1024 every request hangs
FILES = CLIENTS + 500  # each client is an open file; most systems begin with 1024
IDLE = 60  # seconds until a silent connection is dropped
POLL = 0.25  # seconds; a signal does not wake the hub, so a flag is looked at
MANIFEST = ROOT / "static" / "dist" / "manifest.json"


class StartError(Exception):
    """The server cannot start; the sentence says why and what to do."""


def main() -> int:
    try:
        config = Config.from_env(os.environ)
        require_front(MANIFEST)
        require_database(config.database_url)
        listener = listen(config.host, config.port)
        app = create_app(config)
    except (SettingError, StartError) as error:
        print(error, file=sys.stderr)
        return 2
    allow_files(FILES)
    greet(app, config)
    serve(app, listener)
    return 0


def require_front(manifest: Path) -> None:
    if not manifest.is_file():
        raise StartError(
            "Die Oberfläche ist noch nicht gebaut. Bitte »make dist« ausführen."
            " / The front end is not built yet. Please run »make dist«."
        )


def require_database(url: str) -> None:
    engine = create_engine(url)
    try:
        check_file(url)
        is_prepared = inspect(engine).has_table("alembic_version")
    except (DamagedDatabase, DatabaseError) as error:
        raise StartError(damaged(url)) from error
    finally:
        engine.dispose()
    if not is_prepared:
        raise StartError(
            "Die Datenbank ist noch leer. Bitte »workshop prepare« ausführen."
            " / The database is still empty. Please run »workshop prepare«."
        )


def listen(host: str, port: int) -> socket.socket:
    try:
        # With reuse_port, eventlet's default, a second start would silently take half the crowd.
        listener = eventlet.listen((host, port), backlog=BACKLOG, reuse_port=False)
    except OSError as error:
        raise StartError(refused(host, port, error)) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # accepted sockets inherit it
    return listener


def refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} ist belegt. Bitte den anderen Server beenden oder PORT ändern."
            f" / Port {port} is in use. Please stop the other server or change PORT."
        )
    return (
        f"Auf {host}, Port {port}, kann der Server nicht horchen. Bitte HOST und PORT prüfen."
        f" / The server cannot listen on {host}, port {port}. Please check HOST and PORT."
    )


def allow_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def greet(app: Flask, config: Config) -> None:
    print(f"Workshop: {config.public_url}")
    near = f"http://{lan_address()}:{config.port}"
    if config.host in EVERY_ADDRESS and near != config.public_url:
        print(f"Im selben Netz / in the same network: {near}")
    print(*welcome(app), sep="\n")
    if config.missing_legal:
        names = ", ".join(config.missing_legal)
        print(f"Noch leer / still empty: {names} (docs/settings.md)")
    sys.stdout.flush()


def serve(app: Flask, listener: socket.socket) -> None:
    """Answer until SIGTERM or SIGINT; then say so to everybody, flush the writer and leave."""
    asked: list[int] = []
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda number, frame: asked.append(number))
    gc.freeze()  # what the start made lives for ever; the collector need not walk it again
    gc.set_threshold(20_000, 50, 100)  # a burst of votes makes no cycles; looking for some cost a twelfth of it
    server = eventlet.spawn(
        eventlet.wsgi.server,
        listener,
        app,
        max_size=CLIENTS,
        debug=False,  # the default sends tracebacks to clients
        log_output=False,
        socket_timeout=IDLE,
    )
    product = app.extensions["workshop"]
    eventlet.spawn(product.resume)
    eventlet.spawn(product.keeping.daily, product.clock)
    while not asked and not server.dead:
        eventlet.sleep(POLL)
    product.stop()
    server.kill()
    listener.close()


if __name__ == "__main__":
    sys.exit(main())
