"""A line by long polling, as a browser holds it that gets no WebSocket."""

import json
import threading
import time

import requests

from tests.live.talk import Talk

HELD = 30.0  # seconds a request may hang; one that is given up would take its packets along
SEPARATOR = "\x1e"


class Poll(Talk):
    """The same as ``Line`` over plain requests; ``origin`` None: none is sent. ``headers`` go with every request."""

    def __init__(
        self,
        url: str,
        query: str,
        token: str = "",
        *,
        origin: str | None = "",
        cookie: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.address = f"{url}/socket.io/?EIO=4&transport=polling&{query}"
        named = url if origin == "" else origin
        own = {**({"Origin": named} if named else {}), **({"Cookie": cookie} if cookie else {})}
        self.headers = own | (headers or {})
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

    def take_in(self) -> None:
        time.sleep(0.02)

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
