"""docs/protocol.md says what the table says, and wire/commands.ts names the same commands."""

import re
from pathlib import Path

from workshop.live.commands import COMMANDS
from workshop.live.protocol import document

ROOT = Path(__file__).parents[2]


def test_the_protocol_is_written_from_the_table():
    written = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    assert written == document(), "run: workshop protocol > docs/protocol.md"


def test_the_front_end_knows_the_same_commands():
    source = (ROOT / "static" / "src" / "wire" / "commands.ts").read_text(encoding="utf-8")
    listed = source[source.index("export interface Commands") : source.index("export type CommandName")]
    assert set(re.findall(r"^  (\w+):", listed, flags=re.M)) == set(COMMANDS)
