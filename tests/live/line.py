"""A line to the socket on which anything can be sent, also what no browser of ours would."""

import json
from typing import Any

import requests
import websocket

from tests.live.talk import PATIENCE, Talk

QUIET = 0.1  # seconds


def join(url: str, code: str, **wish: Any) -> dict[str, Any]:
    """Come in as a program does and return token, workshop and participant."""
    return requests.post(f"{url}/api/join", json={"code": code, **wish}, timeout=PATIENCE).json()


class Line(Talk):
    """One WebSocket."""

    def __init__(self, url: str, query: str, token: str = "", **options: Any) -> None:
        super().__init__()
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket&{query}"
        self.socket = websocket.create_connection(address, timeout=PATIENCE, **{"origin": url, **options})
        self.socket.settimeout(QUIET)
        self.send("40" + (json.dumps({"token": token}) if token else ""))
        self.wait(lambda packet: packet.startswith(("40", "44")))

    def send(self, packet: str | bytes) -> None:
        kind = websocket.ABNF.OPCODE_BINARY if isinstance(packet, bytes) else websocket.ABNF.OPCODE_TEXT
        self.socket.send(packet, kind)

    def take_in(self) -> None:
        try:
            packet = self.socket.recv()
        except websocket.WebSocketTimeoutException:
            return
        except (websocket.WebSocketException, OSError):
            packet = ""
        if packet == "":
            self.is_open = False
        elif packet == "2":
            self.send("3")
        else:
            self.heard.append(packet)
