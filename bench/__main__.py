"""`make bench`: every server in turn, several times over, then build/bench.json and a table."""

import argparse
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict
from typing import Any

import orjson

from bench import report, servers
from bench.load import Spec

SIZES = (100, 300, 1000)
ALTERNATIONS = 5
TIME_LIMIT = 900.0  # seconds; no new run begins after that
RUN_LIMIT = 180.0  # seconds until a load generator is ended
SERVERS = {"ours": servers.ours, "naive": servers.naive, "node": servers.node}
TARGET = servers.ROOT / "build" / "bench.json"


def main() -> None:
    asked = arguments()
    began, runs = time.monotonic(), []
    for server, n in plan(asked.sizes, asked.alternations):
        if time.monotonic() - began > TIME_LIMIT:
            print(f"stopped after {TIME_LIMIT:.0f} s", file=sys.stderr)
            break
        runs.append(run_once(server, n))
    write(runs, asked)


def arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m bench")
    reader.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    reader.add_argument("--alternations", type=int, default=ALTERNATIONS)
    return reader.parse_args()


def plan(sizes: list[int], alternations: int) -> list[tuple[str, int]]:
    """Alternate, so that a noisy minute of the machine hits all three alike."""
    return [(server, n) for _ in range(alternations) for n in sizes for server in SERVERS]


def run_once(server: str, n: int) -> dict[str, Any]:
    with SERVERS[server](n) as spec:
        figures = {"server": server, **measured(spec)}
    print(
        f"{server:>6} {n:>5}: {figures['acks_per_s']:>8,.0f} acks/s, p95 {figures['ack_p95_ms']:,.0f} ms",
        file=sys.stderr,
    )
    return figures


def measured(spec: Spec) -> dict[str, Any]:
    generator = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=servers.ROOT,
        input=orjson.dumps(asdict(spec)),
        stdout=subprocess.PIPE,
        timeout=RUN_LIMIT,
        check=True,
    )
    figures: dict[str, Any] = orjson.loads(generator.stdout)
    if figures["refused"]:
        raise SystemExit(f"votes were refused: {figures['first_refusal']}")
    return figures


def write(runs: list[dict[str, Any]], asked: argparse.Namespace) -> None:
    whole = {
        "measured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "machine": {"cores": os.cpu_count(), "kernel": platform.release(), "python": platform.python_version()},
        "alternations": asked.alternations,
        **report.summary(runs),
    }  # fmt: skip
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2))
    print(report.table(whole["medians"]))
    print(orjson.dumps(whole["ratios"], option=orjson.OPT_INDENT_2).decode())
    print(f"{report.EXPLANATION}\nEvery run: {TARGET.relative_to(servers.ROOT)}")


if __name__ == "__main__":
    main()
