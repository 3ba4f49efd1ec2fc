"""Every setting of the server, one line each, read once from the environment.

It must not know the application: it turns text into checked values or says in one sentence
which setting is wrong. docs/settings.md explains each; a test compares the two.
"""

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent
OWN_ADDRESSES = ("127.0.0.1", "::1", "localhost")
KEY_LENGTH = 32  # characters; shorter secrets are refused
EVERY_ADDRESS = ("0.0.0.0", "::")
LEGAL = ("ORGANISER", "IMPRINT", "PRIVACY", "ACCESSIBILITY")


class SettingError(Exception):
    """A setting nobody can start with; says which one and what would be right."""

    def __init__(self, setting: str, sentence: str) -> None:
        super().__init__(f"{setting}: {sentence}")
        self.setting = setting
        self.sentence = sentence


def folder(value: str) -> Path:
    return (ROOT / Path(value).expanduser()).resolve()


def database(value: str) -> str:
    if value.startswith(("postgres://", "postgresql://", "postgresql+psycopg2://")) and has_port(value):
        return "postgresql+psycopg2://" + value.partition("://")[2]
    if value == "" or (value.startswith("sqlite:///") and len(value) > 10 and ":memory:" not in value):
        return value
    raise ValueError(
        "Bitte sqlite:///Datei oder postgresql://… angeben. / Please give sqlite:///file or postgresql://…."
    )


def has_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        raise ValueError(
            f"Bitte eine Zahl von {least} bis {most} angeben. / Please give a number from {least} to {most}."
        )

    return read


def choice(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value in allowed:
            return value
        words = ", ".join(allowed)
        raise ValueError(f"Möglich sind: {words}. / Possible are: {words}.")

    return read


def origin(value: str) -> str:
    parts = urlsplit(value)
    whole = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme in ("http", "https") and parts.hostname and value.rstrip("/") == whole:
        return whole
    raise ValueError(
        "Bitte eine Adresse wie https://workshop.example.org angeben, ohne Pfad."
        " / Please give an address like https://workshop.example.org, without a path."
    )


def public(value: str) -> str:
    return origin(value) if value else ""


def origins(value: str) -> tuple[str, ...]:
    # `*` and `[]` would switch the check off in Socket.IO; origin() refuses both.
    return tuple(origin(one.strip()) for one in value.split(",")) if value else ()


def secret(value: str) -> str:
    if value == "" or len(value) >= KEY_LENGTH:
        return value
    raise ValueError(
        f"Der Schlüssel braucht mindestens {KEY_LENGTH} Zeichen. / The key needs at least {KEY_LENGTH} characters."
    )


def zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(
            "Bitte eine Zeitzone wie Europe/Berlin angeben. / Please give a time zone like Europe/Berlin."
        ) from error


def language(value: str) -> str:
    # Desktops set LANGUAGE for gettext, as "de_DE:de"; that must not stop the server.
    known = [one[:2] for one in value.split(":") if one[:2] in ("de", "en")]
    return choice("de", "en")(known[0] if known else value)


def text(value: str) -> str:
    """Return the text itself, or what stands in the file it names."""
    if not value.startswith(("/", "./", "~/")):
        return value
    try:
        return folder(value).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"Die Datei {value} ist nicht lesbar. / The file {value} cannot be read.") from error


def plain(value: str) -> str:
    return value


def yes_or_no(value: str) -> bool:
    return choice("yes", "no")(value) == "yes"


def setting(name: str, default: str, read: Callable[[str], Any]) -> Any:
    return field(metadata={"name": name, "default": default, "read": read})


@dataclass(frozen=True)
class Config:
    instance: Path = setting("INSTANCE", "instance", folder)
    database_url: str = setting("DATABASE_URL", "", database)
    secret_key: str = setting("SECRET_KEY", "", secret)
    host: str = setting("HOST", "127.0.0.1", plain)
    port: int = setting("PORT", "5000", number(1, 65535))
    public_url: str = setting("PUBLIC_URL", "", public)
    origins: tuple[str, ...] = setting("ORIGINS", "", origins)
    proxy_hops: int = setting("PROXY_HOPS", "0", number(0, 9))
    language: str = setting("LANGUAGE", "de", language)
    timezone: str = setting("TIMEZONE", "Europe/Berlin", zone)
    organiser: str = setting("ORGANISER", "", text)
    imprint: str = setting("IMPRINT", "", text)
    privacy: str = setting("PRIVACY", "", text)
    accessibility: str = setting("ACCESSIBILITY", "", text)
    ballot_keys: Path = setting("BALLOT_KEYS", "", plain)
    secret_over_http: bool = setting("SECRET_OVER_HTTP", "no", yes_or_no)
    transport: str = setting("TRANSPORT", "stock", choice("stock"))
    log_level: str = setting("LOG_LEVEL", "info", choice("debug", "info", "warning", "error"))

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read and check every setting; raise SettingError for the first that is wrong."""
        values = {one.name: read_setting(one.metadata, environ) for one in fields(cls)}
        instance = values["instance"]
        values["secret_key"] = values["secret_key"] or kept_key(instance)
        values["ballot_keys"] = folder(values["ballot_keys"] or str(instance / "ballot-keys"))
        values["database_url"] = values["database_url"] or f"sqlite:///{instance / 'workshop.db'}"
        if not values["public_url"]:
            host, port = reachable(values["host"]), values["port"]
            values["public_url"] = f"http://{host}:{port}"
            values["origins"] += (f"http://127.0.0.1:{port}", f"http://localhost:{port}")
        return cls(**values)

    @property
    def is_secure(self) -> bool:
        """Tell whether people come over https, so that cookies may demand it."""
        return self.public_url.startswith("https://")

    @property
    def stays_home(self) -> bool:
        """Tell whether only this very computer reaches the server, so that there is no line to listen on."""
        places = (self.host, *(urlsplit(one).hostname for one in self.allowed_origins))
        return self.proxy_hops == 0 and all(place in OWN_ADDRESSES for place in places)

    @property
    def is_plain(self) -> bool:
        """Tell whether somebody in the same network could read along."""
        return not (self.is_secure or self.stays_home)

    @property
    def allowed_origins(self) -> list[str]:
        """List the only origins whose pages may talk to the server."""
        return list(dict.fromkeys((self.public_url, *self.origins)))

    @property
    def missing_legal(self) -> list[str]:
        """Name the legal texts that are still empty."""
        return [name for name in LEGAL if not getattr(self, name.lower()).strip()]


def setting_names() -> list[str]:
    """Name every setting as the environment knows it."""
    return [one.metadata["name"] for one in fields(Config)]


def read_setting(one: Mapping[str, Any], environ: Mapping[str, str]) -> Any:
    try:
        return one["read"](environ.get(one["name"], "").strip() or one["default"])
    except ValueError as error:
        raise SettingError(one["name"], str(error)) from error


def kept_key(instance: Path) -> str:
    """Return the key of this installation, making it once."""
    file = instance / "secret-key"
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            write_once(file, secrets.token_urlsafe(48))
        key = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("INSTANCE", unusable(instance)) from error
    if len(key) < KEY_LENGTH:
        raise SettingError("INSTANCE", unusable(file))
    return key


def unusable(path: Path) -> str:
    return f"{path} ist nicht lesbar oder beschreibbar. / {path} cannot be read or written."


def write_once(file: Path, key: str) -> None:
    # Two processes may start at once: the link succeeds for one, and both read that one.
    own = file.with_name(f"{file.name}.{os.getpid()}")
    own.touch(mode=0o600)
    own.write_text(key, encoding="ascii")
    try:
        os.link(own, file)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def reachable(host: str) -> str:
    return lan_address() if host in EVERY_ADDRESS else host


def lan_address() -> str:
    """Return the address under which phones in the same network find this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address; UDP connect sends nothing
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
