"""Schemathesis over every API: no 5xx, no undeclared status, no breach of a declared schema."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
import uvicorn
from fastapi import FastAPI, Response
from pydantic import BaseModel

from infra.contracts_gate.apis import SERVICES
from infra.local.ports import free_port
from tests.contracts.fuzzing import fuzz
from tests.contracts.running import running
from tests.contracts.seeds import seed

pytestmark = [pytest.mark.fuzz]
EVERY_ROLE = ("agent", "supervisor", "manager", "gm", "department", "integrator", "service", "guest")


@pytest.mark.parametrize("name", SERVICES)
def test_an_api_keeps_its_own_word_whatever_it_is_sent(
    name: str, mongo_url: str, bootstrap: str, tmp_path: Path
) -> None:
    with running(name, mongo_url, bootstrap, tmp_path) as service:
        known = seed(service)
        guest = known.get("guest_id", ["019a0000-0000-7000-8000-000000000001"])[0]
        caller = service.caller(*EVERY_ROLE, guest_id=guest, departments=known.get("department_id", ()))
        kept, report = fuzz(service.url, tmp_path, authorization=caller.headers["Authorization"], known=known)
        assert kept, f"{report}\n{service.complaints()}"
        assert service.complaints() == []


Lie = Literal["none", "fails", "undeclared", "misshapen"]


@pytest.fixture
async def liar(lie: Lie) -> AsyncIterator[str]:
    """A served API that breaks its word in one way."""

    class Answer(BaseModel):
        count: int

    app = FastAPI()

    @app.get("/thing", response_model=Answer)
    async def thing() -> Response:
        status = {"fails": 500, "undeclared": 418}.get(lie, 200)
        body = '{"count": "many"}' if lie == "misshapen" else '{"count": 1}'
        return Response(body, status, media_type="application/json")

    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


@pytest.mark.parametrize("lie", ["none", "fails", "undeclared", "misshapen"])
async def test_a_broken_word_would_be_noticed(liar: str, lie: Lie, tmp_path: Path) -> None:
    kept, report = await asyncio.to_thread(fuzz, liar, tmp_path)
    assert kept is (lie == "none"), report
