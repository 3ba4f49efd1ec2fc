"""The one place besides wsgi.py that knows eventlet."""

import sys
from collections.abc import Callable
from typing import Any


def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    """Run pure C work (argon2) in a real thread, so that the room does not wait for it.

    Nothing that logs, locks or queues may run there: those are green and would hang.
    Without eventlet (command line, tests) the work runs where it is.
    """
    if not is_green():
        return work(*args)
    from eventlet import tpool

    return tpool.execute(work, *args)


def is_green() -> bool:
    """Return whether this process runs on patched sockets."""
    patcher = sys.modules.get("eventlet.patcher")
    return bool(patcher and patcher.is_monkey_patched("socket"))
