"""A line to the socket on which anything can be sent, also what no browser of ours would."""

import json
import time
from typing import Any

import requests
import websocket

PATIENCE = 5.0  # seconds
QUIET = 0.1


def join(url: str, code: str, **wish: Any) -> dict[str, Any]:
    """Come in as a program does and return token, workshop and participant."""
    return requests.post(f"{url}/api/join", json={"code": code, **wish}, timeout=PATIENCE).json()


class Line:
    """One WebSocket. ``heard`` holds every packet that came, as text."""

    def __init__(self, url: str, query: str, token: str = "", **options: Any) -> None:
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket&{query}"
        self.socket = websocket.create_connection(address, timeout=PATIENCE, origin=url, **options)
        self.socket.settimeout(QUIET)
        self.heard: list[str] = []
        self.is_open = True
        self.send("40" + (json.dumps({"token": token}) if token else ""))
        self.wait(lambda packet: packet.startswith(("40", "44")))

    def send(self, packet: str | bytes) -> None:
        kind = websocket.ABNF.OPCODE_BINARY if isinstance(packet, bytes) else websocket.ABNF.OPCODE_TEXT
        self.socket.send(packet, kind)

    def call(self, name: str, payload: Any = None) -> Any:
        """Send a command and return its answer, None if the line went."""
        self.send("427" + (payload if isinstance(payload, str) else json.dumps([name, payload or {}])))
        answer = self.wait(lambda packet: packet.startswith("437"))
        return json.loads(answer[3:])[0] if answer else None

    def events(self, name: str) -> list[Any]:
        """Return the payloads of the events of that name so far."""
        self.wait(lambda packet: False, 0.6)
        start = f'42["{name}",'
        return [json.loads(packet[2:])[1] for packet in self.heard if packet.startswith(start)]

    def wait(self, is_it: Any, patience: float = PATIENCE) -> str:
        """Return the first packet from now that is it, "" if it does not come or the line goes."""
        until = time.monotonic() + patience
        while self.is_open and time.monotonic() < until:
            packet = self._next()
            if packet and is_it(packet):
                return packet
        return ""

    def _next(self) -> str:
        try:
            packet = self.socket.recv()
        except websocket.WebSocketTimeoutException:
            return ""
        except (websocket.WebSocketException, OSError):
            packet = ""
        if packet == "":
            self.is_open = False
        elif packet == "2":
            self.send("3")
        else:
            self.heard.append(packet)
        return packet
