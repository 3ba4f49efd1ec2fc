"""Free ports of this machine."""

import socket

_HELD: list[socket.socket] = []


def free_port() -> int:
    """Return a port that nobody else is given while these tests run.

    It stays bound and nobody listens: who binds it with SO_REUSEADDR, as servers do, gets it, and no other socket that
    asks for any free port does.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _HELD.append(held)
    return int(held.getsockname()[1])
