"""From the raw figures of every run to medians, ratios and a table for people.

Plain values in, plain values out: starts nothing and reads nothing.
"""

import statistics
from typing import Any

Run = dict[str, Any]
# name in the ratios → figure of a run
RATIOS = {
    "acks": "acks_per_s",
    "p95": "ack_p95_ms",
    "final": "final_ms",
    "cpu": "cpu_us_per_vote",
    "memory": "memory_bytes",
    "joined": "joined_s",
}
RATIO_SIZES = (300, 1000)
EXPLANATION = (
    "Every ratio is our figure divided by theirs: of acks more than 1 is better for us,"
    " of all others (milliseconds, CPU, bytes, seconds) less than 1."
)
COLUMNS = (
    ("acks_per_s", "acks/s", 1, 0),
    ("ack_p50_ms", "ack p50 ms", 1, 1),
    ("ack_p95_ms", "ack p95 ms", 1, 1),
    ("final_ms", "all hold the tally ms", 1, 0),
    ("cpu_us_per_vote", "CPU µs/vote", 1, 0),
    ("memory_bytes", "kB/connection", 1 / 1024, 1),
    ("joined_s", "all joined s", 1, 2),
)


def summary(runs: list[Run]) -> dict[str, Any]:
    """Return what build/bench.json holds: medians, ratios and every raw run."""
    medians = medians_of(runs)
    return {
        "ratios_mean": EXPLANATION,
        "ratios": {str(n): ratios_at(medians, n) for n in RATIO_SIZES if f"ours/{n}" in medians},
        "medians": medians,
        "runs": runs,
    }


def medians_of(runs: list[Run]) -> dict[str, Run]:
    """Return ``server/n`` → the median of each figure; None where a run did not finish."""
    groups: dict[str, list[Run]] = {}
    for run in runs:
        groups.setdefault(f"{run['server']}/{run['clients']}", []).append(run)
    return {name: _median(group) for name, group in groups.items()}


def _median(group: list[Run]) -> Run:
    return {figure: _middle([run[figure] for run in group]) for figure, *_ in COLUMNS}


def _middle(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if len(known) == len(values) else None


def ratios_at(medians: dict[str, Run], n: int) -> dict[str, float | None]:
    """Return ``acks_vs_node``, ``cpu_vs_naive`` … for one size of the crowd."""
    return {
        f"{name}_vs_{peer}": _ratio(medians[f"ours/{n}"][figure], medians[f"{peer}/{n}"][figure])
        for peer in ("node", "naive")
        if f"{peer}/{n}" in medians
        for name, figure in RATIOS.items()
    }


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return round(ours / theirs, 3) if ours is not None and theirs else None


def table(medians: dict[str, Run]) -> str:
    """Draw the medians as a Markdown table."""
    lines = [
        "| server | clients | " + " | ".join(title for _, title, *_ in COLUMNS) + " |",
        "|---|--:|" + "--:|" * len(COLUMNS),
    ]
    for name in sorted(medians, key=lambda name: int(name.split("/")[1])):
        server, n = name.split("/")
        lines.append(f"| {server} | {n} | " + " | ".join(_cells(medians[name])) + " |")
    return "\n".join(lines)


def _cells(figures: Run) -> list[str]:
    return [
        "unfinished" if figures[name] is None else f"{figures[name] * factor:,.{digits}f}"
        for name, _, factor, digits in COLUMNS
    ]
