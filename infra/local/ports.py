"""Ports on this machine: which are taken, and a free one for a test."""

from __future__ import annotations

import asyncio
import random
import socket

__all__ = ["HOST", "free_port", "is_free", "is_open"]

HOST = "127.0.0.1"
_BELOW_EPHEMERAL = range(20_000, 32_000)
"""The kernel hands out higher ports to outgoing connections, so a port from here stays free."""


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port nobody listens on, drawn at random so that sessions running side by side do not meet."""
    while not is_free(port := random.choice(_BELOW_EPHEMERAL)):
        pass
    return port


async def is_open(port: int) -> bool:
    """Whether something answers on `port`."""
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    writer.close()
    return True
