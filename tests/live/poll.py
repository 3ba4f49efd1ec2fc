"""A line by long polling, as a browser holds it that gets no WebSocket."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import requests

PATIENCE = 5.0  # seconds
HELD = 30.0  # seconds a request may hang; one that is given up would take its packets along
SEPARATOR = "\x1e"


class Poll:
    """The same as ``Line`` over plain requests; ``origin`` None: none is sent."""

    def __init__(self, url: str, query: str, token: str = "", *, origin: str | None = "", cookie: str = "") -> None:
        self.address = f"{url}/socket.io/?EIO=4&transport=polling&{query}"
        named = url if origin == "" else origin
        self.headers = {**({"Origin": named} if named else {}), **({"Cookie": cookie} if cookie else {})}
        self.heard: list[str] = []
        answer = requests.get(self.address, headers=self.headers, timeout=HELD)
        self.status = answer.status_code
        self.is_open = answer.ok
        if answer.ok:
            self.address += f"&sid={json.loads(answer.text[1:])['sid']}"
            self.send("40" + (json.dumps({"token": token}) if token else ""))
            threading.Thread(target=self._listen, daemon=True).start()
            self.wait(lambda packet: packet.startswith(("40", "44")))

    def send(self, packet: str) -> None:
        requests.post(self.address, data=packet.encode(), headers=self.headers, timeout=HELD)

    def events(self, name: str) -> list[Any]:
        """Return the payloads of the events of that name so far."""
        time.sleep(0.6)
        start = f'42["{name}",'
        return [json.loads(packet[2:])[1] for packet in self.heard if packet.startswith(start)]

    def wait(self, is_it: Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Return the first packet that is it, "" if it does not come or the line goes."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if found := next(filter(is_it, list(self.heard)), ""):
                return found
            if not self.is_open:
                break
            time.sleep(0.02)
        return ""

    def _listen(self) -> None:
        while self.is_open:
            try:
                answer = requests.get(self.address, headers=self.headers, timeout=HELD)
            except requests.RequestException:
                break
            if not answer.ok:
                break
            for packet in answer.text.split(SEPARATOR):
                self.heard.append(packet)
                if packet == "2":
                    self.send("3")
                if packet in ("1", "41"):
                    self.is_open = False
        self.is_open = False
