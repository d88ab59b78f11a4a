"""Live streams: they end with their caller's token, and no caller holds open as many as they like."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import APIRouter, Request
from prometheus_client import REGISTRY
from sse_starlette import EventSourceResponse, ServerSentEvent

from contracts.topic import Topic
from infra.chassis.feed import rest, streaming
from infra.chassis.settings import ServiceSettings
from infra.local.places import ROOT
from tests.integration.chassis.conftest import until
from tests.integration.chassis.counting import Agent, counting
from tests.integration.chassis.serving import Tokens, serving

BOARD = "/counters/board"


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path)


@pytest.fixture
async def http(
    stack_settings: dict[str, Any], database_name: str, counters_topic: Topic, tokens: Tokens
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service that lets each caller hold two streams."""
    settings = ServiceSettings(
        **stack_settings, **tokens.settings(), mongo_database=database_name, streams_per_caller=2
    )
    service = counting(settings, counters_topic)
    service.routes(floods())
    async with serving(service) as url, httpx.AsyncClient(base_url=url) as client:
        yield client
        await service.db.client.drop_database(database_name)


def floods() -> APIRouter:
    """A stream of more than any socket holds, so that a reader who stops reading stops it in mid-message."""
    router = APIRouter()

    @router.get("/flood", response_class=EventSourceResponse)
    async def flood(_: Agent, request: Request) -> EventSourceResponse:
        async def messages(stopping: asyncio.Event) -> AsyncIterator[ServerSentEvent]:
            while not stopping.is_set():
                yield ServerSentEvent(data="x" * 1_000_000)
                await rest(stopping, 0.001)

        return streaming(request, messages)

    return router


def brief(tokens: Tokens, subject: str, seconds: int) -> dict[str, str]:
    """The header of a token that expires soon."""
    token = tokens.issuer.token(roles=["agent"], subject=subject, lifetime=timedelta(seconds=seconds))
    return {"Authorization": f"Bearer {token}"}


async def test_a_stream_ends_whole_when_its_caller_s_token_does(
    http: httpx.AsyncClient, tokens: Tokens
) -> None:
    header, begun = brief(tokens, "a", 2), time()

    async with asyncio.timeout(20), http.stream("GET", BOARD, headers=header) as stream:
        assert stream.status_code == 200
        await stream.aread()  # fails unless the last chunk comes

    assert time() - begun > 0.9, "no earlier"
    assert (await http.get(BOARD, headers=header)).status_code == 401


async def test_a_stream_that_is_looked_at_for_long_is_no_slow_request(
    http: httpx.AsyncClient, tokens: Tokens
) -> None:
    """An alert tells of routes that answer late; a board is open all day."""
    told = "http_server_request_duration_seconds"
    route = {"http_request_method": "GET", "http_route": BOARD, "http_response_status_code": "200"}
    before = REGISTRY.get_sample_value(f"{told}_sum", route) or 0.0
    count = REGISTRY.get_sample_value(f"{told}_count", route) or 0.0
    async with asyncio.timeout(20), http.stream("GET", BOARD, headers=brief(tokens, "a", 3)) as stream:
        await stream.aread()

    async def counted() -> bool:
        return REGISTRY.get_sample_value(f"{told}_count", route) == count + 1

    await until(counted)
    assert (REGISTRY.get_sample_value(f"{told}_sum", route) or 0.0) - before < 1


async def test_a_caller_holds_so_many_streams_and_no_more(http: httpx.AsyncClient, tokens: Tokens) -> None:
    busy, quiet = tokens.header("agent", subject="busy"), tokens.header("agent", subject="quiet")

    async def opened(header: dict[str, str]) -> int:
        async with http.stream("GET", BOARD, headers=header) as stream:
            return stream.status_code

    async with asyncio.timeout(20), AsyncExitStack() as held:
        for _ in range(2):
            stream = await held.enter_async_context(http.stream("GET", BOARD, headers=busy))
            assert stream.status_code == 200
        refused = await http.get(BOARD, headers=busy)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-streams")
        assert refused.headers["retry-after"] == "1"
        assert await opened(quiet) == 200
        assert (await http.get("/counters", headers=busy)).status_code == 200, "the rest goes on"

    async def welcome() -> bool:
        return await opened(busy) == 200

    await until(welcome)


async def test_who_stops_reading_holds_a_place_no_longer_than_their_token(
    http: httpx.AsyncClient, tokens: Tokens
) -> None:
    address = urlsplit(str(http.base_url))
    lines = [f"{name}: {value}" for name, value in brief(tokens, "idle", 5).items()]
    asked = "\r\n".join(["GET /flood HTTP/1.1", f"Host: {address.netloc}", *lines, "", ""]).encode()
    lasting = tokens.header("agent", subject="idle")

    async def idle() -> asyncio.StreamWriter:
        """Who asks, reads that they are welcome, and reads no more."""
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(asked)
        assert b" 200 " in await reader.readline()
        return writer

    async def welcome() -> bool:
        async with http.stream("GET", "/flood", headers=lasting) as stream:
            return stream.status_code == 200

    held = [await idle() for _ in range(2)]
    assert not await welcome()
    await until(welcome)
    for each in held:
        each.close()


def test_every_stream_is_made_where_this_is_seen_to() -> None:
    made = [path for path in ROOT.glob("services/**/*.py") if "EventSourceResponse(" in path.read_text()]

    assert made == []
