"""The mayors of a rehearsal: told on standard input where to go, ended after three hours at the latest."""

import json
import sys

from workshop.rehearsal import main

LONGEST = 3 * 3600  # seconds

told = json.load(sys.stdin)
main(told["url"], told["code"], told["voices"], like_people=True, longest=LONGEST)
