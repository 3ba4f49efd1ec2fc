"""The mayors of a rehearsal: told on standard input where to go, for how long, and where they keep what they hold."""

import json
import sys
from pathlib import Path

from workshop.rehearsal import main

told = json.load(sys.stdin)
main(told["url"], told["code"], told["voices"], like_people=True, longest=told["longest"], jar=Path(told["jar"]))
