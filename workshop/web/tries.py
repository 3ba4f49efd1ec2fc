"""How often somebody may be wrong. Only failed tries are counted, so a full hall behind one address gets in.

Kept in memory: a restart forgives.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from workshop.domain.errors import Limited

# Join codes: 40 random bits, so even unlimited guessing would take years. What the limits
# protect is the server; somebody with the right code is therefore never refused.
CODE_PER_ADDRESS = RateLimitItemPerMinute(10, 5)
CODE_IN_ALL = RateLimitItemPerMinute(200, 1)
SIGN_IN_PER_LOGIN = RateLimitItemPerMinute(5, 5)
SIGN_IN_PER_ADDRESS = RateLimitItemPerMinute(30, 5)
SLOW = 1.0  # seconds that a wrong answer takes once too many were wrong

log = structlog.get_logger()


@dataclass
class Tries:
    """Counts what went wrong, and where."""

    window: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    under_way: Counter[tuple[str, ...]] = field(default_factory=Counter)  # passwords that are being looked at

    def check(self, limit: RateLimitItem, *of: str) -> None:
        """Raise Limited (with ``seconds``) if the tries are used up."""
        if not self.window.test(limit, *of, cost=1 + self.under_way[of]):
            raise Limited(seconds=self._seconds(limit, *of))

    def wrong_code(self, address: str) -> None:
        """Count a wrong code; raises Limited and answers slowly when there were too many."""
        is_flood = not self.window.hit(CODE_IN_ALL, "code")
        is_over = not self.window.hit(CODE_PER_ADDRESS, "code", address)
        if is_flood:
            log.warning("many wrong join codes", per_minute=CODE_IN_ALL.amount)
        if is_flood or is_over:
            time.sleep(SLOW)  # green in the server: only the one who guesses waits
        if is_over:
            raise Limited(seconds=self._seconds(CODE_PER_ADDRESS, "code", address))

    @contextmanager
    def signing_in(self, login: str, address: str) -> Iterator[None]:
        """Let one password be looked at; raise Limited if this log-in or this address failed too often.

        Looking takes a while: what is tried meanwhile counts as if it were wrong, else a hundred
        tries at once would all pass.
        """
        self.check(SIGN_IN_PER_LOGIN, "login", login)
        self.check(SIGN_IN_PER_ADDRESS, "address", address)
        these = (("login", login), ("address", address))
        self.under_way.update(these)
        try:
            yield
        finally:
            self.under_way.subtract(these)
            self.under_way += Counter()  # forgets what is no longer under way

    def wrong_sign_in(self, login: str, address: str) -> None:
        """Count a wrong password."""
        self.window.hit(SIGN_IN_PER_LOGIN, "login", login)
        self.window.hit(SIGN_IN_PER_ADDRESS, "address", address)

    def forgive(self, login: str) -> None:
        """Forget the wrong passwords of somebody who got in."""
        self.window.clear(SIGN_IN_PER_LOGIN, "login", login)

    def _seconds(self, limit: RateLimitItem, *of: str) -> int:
        return max(1, int(self.window.get_window_stats(limit, *of).reset_time - time.time()) + 1)
