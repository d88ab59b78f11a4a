"""A whole service on a port of its own, with tokens it believes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn

from infra.chassis.service import Service
from infra.local.issuer import Issuer
from infra.local.ports import HOST, free_port

ISSUER = "http://127.0.0.1:8100"


class Tokens:
    """An issuer of the test's own, its public keys in a file that services read."""

    def __init__(self, folder: Path) -> None:
        self.issuer = Issuer(folder / "issuer", ISSUER)
        self.jwks = folder / "jwks.json"
        self.jwks.write_text(json.dumps(self.issuer.jwks()))

    def settings(self) -> dict[str, str]:
        """What makes a service believe them."""
        return {"issuer": ISSUER, "jwks": str(self.jwks)}

    def header(
        self,
        role: str,
        *,
        venues: Sequence[str] = ("*",),
        subject: str | None = None,
        guest_id: str | None = None,
    ) -> dict[str, str]:
        """An ``Authorization`` header."""
        token = self.issuer.token(roles=[role], venues=venues, subject=subject, guest_id=guest_id)
        return {"Authorization": f"Bearer {token}"}


@asynccontextmanager
async def serving(service: Service) -> AsyncIterator[str]:
    """Serve it until the block ends; yields its base URL once its consumers have joined."""
    port = free_port()
    server = _Server(
        uvicorn.Config(service.app, host=HOST, port=port, log_config=None, timeout_graceful_shutdown=1)
    )
    running = asyncio.create_task(server.serve())
    try:
        await service.connected()
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        await running


class _Server(uvicorn.Server):
    """Uvicorn that leaves signals to the test runner."""

    def install_signal_handlers(self) -> None:
        """None."""
