"""Make one document: ``python -m workshop.reports pdf < summary.json > minutes.pdf``.

A process of its own, so that a large document never stops the room. It knows no database.
"""

import importlib
import json
import os
import sys

POLITE = 10  # the room comes first on a machine with few processors
FORMATS = ("pdf", "docx", "xlsx", "csv", "json", "cards", "letters")


def main(arguments: list[str]) -> int:
    """Read a Summary (or a deck of seats) from stdin, write the file to stdout; 2 for a format that does not exist."""
    if len(arguments) != 1 or arguments[0] not in FORMATS:
        print(f"usage: python -m workshop.reports {{{','.join(FORMATS)}}}", file=sys.stderr)
        return 2
    os.nice(POLITE)
    summary = json.load(sys.stdin.buffer)
    # Only what this format needs is imported: it starts twice as fast.
    report = importlib.import_module(f"workshop.reports.{arguments[0]}")
    sys.stdout.buffer.write(report.make(summary))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
