"""The load generator: N clients hold a WebSocket, all vote in one burst.

Runs as a process of its own (`python -m bench.load`): reads one Spec as JSON from its
standard input, prints one line of figures. It must not know which server it asks.
"""

import asyncio
import gc
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import orjson

from bench.process import cpu_seconds, memory_bytes
from workshop.rehearsal.wire import Line, connect

WARMED = 1  # votes given before the measurement
AT_ONCE = 200  # connections being opened at the same time
QUIET = 0.5  # seconds without a packet: the room has settled
AFTERWARDS = 0.3  # seconds after the final tally that still count as work for the votes


@dataclass
class Spec:
    """``votes[i]`` is sent by client i; ``given`` is where a results picture says how many have voted.

    The first client votes before the measurement and leaves: a server that has just started compiles and
    fills its caches with that vote, as it did long ago in a room that has been running for an hour.
    """

    url: str
    pid: int
    query: dict[str, Any]
    given: list[str]
    auths: list[dict[str, Any]]
    votes: list[dict[str, Any]]
    limit: float  # seconds for the burst


@dataclass
class Burst:
    """What the clients saw; times are seconds of one monotonic clock."""

    spec: Spec
    began: float = 0.0
    answered: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    refused: list[Any] = field(default_factory=list)
    final: dict[Line, float] = field(default_factory=dict)
    last_packet: float = 0.0
    pictures: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def on_event(self, client: Line, name: str, payload: Any) -> None:
        self.last_packet = time.monotonic()
        if name != "results":
            return
        self.pictures += 1
        if given_in(payload, self.spec.given) == len(self.spec.votes) + WARMED:
            self.final.setdefault(client, self.last_packet)
            self.check()

    def vote(self, client: Line, payload: dict[str, Any]) -> None:
        sent = time.monotonic()

        def on_ack(answer: Any) -> None:
            now = time.monotonic()
            self.answered.append(now)
            self.delays.append(now - sent)
            if not answer.get("ok"):
                self.refused.append(answer)
            self.check()

        client.emit("give", payload, on_ack)

    def check(self) -> None:
        if len(self.answered) == len(self.final) == len(self.spec.votes):
            self.done.set()


def given_in(payload: Any, path: list[str]) -> Any:
    for name in path:
        payload = payload[name] if payload else None
    return payload


async def measure(spec: Spec) -> dict[str, Any]:
    burst = Burst(spec)
    await warm_up(spec, burst)
    await settled(burst)
    memory = memory_bytes(spec.pid)
    joined, clients = await join(spec, burst)
    await settled(burst)
    memory = memory_bytes(spec.pid) - memory
    gc.collect()
    gc.disable()
    figures = await vote_round(spec, burst, clients)
    return {"joined_s": joined, "memory_bytes": memory / len(clients), **figures}


async def warm_up(spec: Spec, burst: Burst) -> None:
    client = await connect(spec.url, spec.query, spec.auths.pop(0), burst.on_event)
    answer = await client.call("give", spec.votes.pop(0))
    if not answer.get("ok"):
        burst.refused.append(answer)
    client.close()


async def join(spec: Spec, burst: Burst) -> tuple[float, list[Line]]:
    gate, began = asyncio.Semaphore(AT_ONCE), time.monotonic()

    async def enter(auth: dict[str, Any]) -> Line:
        async with gate:
            return await connect(spec.url, spec.query, auth, burst.on_event)

    clients = await asyncio.gather(*(enter(auth) for auth in spec.auths))
    return time.monotonic() - began, clients


async def settled(burst: Burst) -> None:
    burst.last_packet = time.monotonic()
    while time.monotonic() - burst.last_packet < QUIET:
        await asyncio.sleep(QUIET / 5)


async def vote_round(spec: Spec, burst: Burst, clients: list[Line]) -> dict[str, Any]:
    burst.pictures = 0
    cpu, own = cpu_seconds(spec.pid), time.process_time()
    burst.began = time.monotonic()
    for client, payload in zip(clients, spec.votes, strict=True):
        burst.vote(client, payload)
    try:
        await asyncio.wait_for(burst.done.wait(), spec.limit)
    except TimeoutError:
        print(f"unfinished after {spec.limit} s", file=sys.stderr)
    busy = (time.process_time() - own) / (time.monotonic() - burst.began)
    await asyncio.sleep(AFTERWARDS)
    return figures_of(burst, cpu_seconds(spec.pid) - cpu) | {"generator_busy": busy}


def figures_of(burst: Burst, cpu: float) -> dict[str, Any]:
    n, acks = len(burst.spec.votes), len(burst.answered)
    delays = sorted(burst.delays) or [float("nan")]
    is_whole = len(burst.final) == n
    return {
        "clients": n,
        "acked": acks,
        "refused": len(burst.refused),
        "first_refusal": burst.refused[:1],
        "informed": len(burst.final),
        "acks_per_s": acks / (max(burst.answered) - burst.began) if acks else 0.0,
        "ack_p50_ms": 1000 * statistics.median(delays),
        "ack_p95_ms": 1000 * delays[min(len(delays) - 1, int(len(delays) * 0.95))],
        "final_ms": 1000 * (max(burst.final.values()) - burst.began) if is_whole else None,
        "cpu_us_per_vote": 1e6 * cpu / max(acks, 1),
        "pictures_per_client": burst.pictures / n,
    }


def main() -> None:
    spec = Spec(**orjson.loads(sys.stdin.buffer.read()))
    print(orjson.dumps(asyncio.run(measure(spec))).decode())


if __name__ == "__main__":
    main()
