"""Writes docs/protocol.md from the table of commands, so that it cannot say anything else."""

from typing import Any, get_args, get_type_hints

import msgspec

from workshop.domain.permissions import CAPABILITIES
from workshop.live.commands import COMMANDS, Command
from workshop.live.listeners import LIMIT, MODERATOR_LIMIT, WINDOW
from workshop.live.sockets import LARGEST, PING, PONG

_HEAD = f"""# The wire

Written by `workshop protocol` from the table of commands in `workshop/live/commands.py`; a test fails when
the two differ. The shapes of pictures and answers are in `static/src/wire.ts`.

## Coming in

`POST /api/join` with JSON `{{"code", "name", "seat"?, "capacity"?}}` answers `{{"token", "workshop", "participant"}}`;
`capacity` is `holder` or `deputy`. Pages use a cookie; everything else sends the token as Socket.IO
`auth: {{"token"}}`. Namespace `/`, path `/socket.io`, query `w=<workshop>&as=phone|cockpit|screen`. Foreign origins
are refused. A message has at most {LARGEST:,} bytes; a ping goes out every {PING} s and must be answered within
{PONG} s; {LIMIT} commands in {WINDOW:.0f} s are taken from a participant, {MODERATOR_LIMIT} from those who lead.

## What the server says

| event | to | when |
|---|---|---|
| `state` | an audience | the stage, a step or the agenda changed; whole, at most five a second |
| `results` | an audience | somebody gave, cards were arranged; lists as deltas, at most five a second |
| `me` | one person's devices | on connecting, after `sync`, when another device gave, when theirs was arranged |
| `presence` | cockpit, screen | somebody came or went; at most once a second |
| `notice` | an audience or one device | `server_restart`, `removed`, `more_time` |

## Commands

Each is an event with one object and is acknowledged with `{{"ok": true, …}}` or `{{"error": {{"code", …}}}}`, after the
commit. *guarded* commands carry `expected`, the `revision` they were decided on; if another guarded command has come
since, the answer is `stale`. Unknown members are refused (`malformed`).

| command | payload | who | workshop is | guarded |
|---|---|---|---|---|
"""


def document() -> str:
    """Return docs/protocol.md."""
    return _HEAD + "\n".join(_row(command) for command in COMMANDS.values()) + "\n"


def _row(command: Command) -> str:
    members = ", ".join(_member(command, name) for name in command.payload.__struct_fields__) or "–"
    roles = ", ".join(sorted(CAPABILITIES.get(command.capability, {"everybody"})))
    guarded = "yes" if command.guarded else ""
    return f"| `{command.name}` | {members} | {roles} | {', '.join(command.states)} | {guarded} |"


def _member(command: Command, name: str) -> str:
    spec = next(one for one in msgspec.structs.fields(command.payload) if one.name == name)
    optional = "" if spec.required else "?"
    return f"`{name}{optional}`: {_type(get_type_hints(command.payload)[name])}"


def _type(hint: Any) -> str:
    args = get_args(hint)
    if hint is Any:
        return "JSON"
    if hint in (int, str, bool):
        return {int: "number", str: "text", bool: "true or false"}[hint]
    if all(isinstance(arg, str) for arg in args):
        return " or ".join(f'"{arg}"' for arg in args)
    if type(None) in args:
        return f"{_type(args[0])} or null"
    if getattr(hint, "__origin__", None) is dict:
        return f"{_type(args[1])} by name"
    return f"list of {_type(args[0])}s" if getattr(hint, "__origin__", None) is list else _type(args[0])
