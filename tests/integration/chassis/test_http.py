"""How every API of the house behaves, seen from outside."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.topic import Topic
from infra.chassis import feed
from infra.chassis.problems import LARGEST_BODY
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.counting import counting
from tests.integration.chassis.serving import Tokens, serving

BOARD = "/counters/board"


@pytest.fixture
async def http(
    stack_settings: dict[str, Any], database_name: str, counters_topic: Topic, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a counting service, signed in as an agent of venue v1."""
    tokens = Tokens(tmp_path)
    settings = ServiceSettings(**stack_settings, **tokens.settings(), mongo_database=database_name)
    service = counting(settings, counters_topic)
    async with (
        serving(service) as url,
        httpx.AsyncClient(base_url=url, headers=tokens.header("agent", venues=["v1"])) as client,
    ):
        yield client
        await service.db.client.drop_database(database_name)


async def count(
    http: httpx.AsyncClient, id: str = "c1", step: Any = 1, key: str | None = None, **headers: str
) -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid.uuid4())} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return await http.post(f"/venues/v1/counters/{id}/counts", json={"step": step}, headers=headers)


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem document; fails when it is none."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["type"] == f"urn:clubhouse:problem:{body['code']}"
    assert body["title"]
    assert body["detail"]
    return answer.status_code, body["code"]


async def test_whatever_goes_wrong_is_a_problem_document(http: httpx.AsyncClient) -> None:
    assert problem(await http.get("/counters/none")) == (404, "counter-not-found")
    assert problem(await http.get("/nowhere")) == (404, "http-404")
    assert problem(await http.delete("/counters")) == (405, "http-405")
    assert problem(await count(http, step=2_000_000)) == (422, "too-high")
    assert problem(await http.get("/counters", params={"cursor": "%%%"})) == (422, "bad-cursor")
    wrong = await count(http, step="many")
    assert problem(wrong) == (422, "invalid-input")
    assert wrong.json()["errors"] == [
        {
            "field": "step",
            "detail": "Input should be a valid integer, unable to parse string as an integer",
        }
    ]


async def test_a_post_without_a_key_is_refused(http: httpx.AsyncClient) -> None:
    answer = await http.post("/venues/v1/counters/c1/counts", json={"step": 1})

    assert problem(answer) == (400, "idempotency-key-required")


async def test_a_repeated_request_gets_its_first_answer_and_has_no_second_effect(
    http: httpx.AsyncClient,
) -> None:
    first = await count(http, key="k")
    await count(http)
    again = await count(http, key="k")

    assert (first.status_code, first.json()) == (201, {"id": "c1", "value": 1})
    assert (again.status_code, again.json(), again.headers["etag"]) == (201, first.json(), '"1"')
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")
    assert (await http.get("/counters/c1")).json()["value"] == 2


async def test_a_key_used_for_another_request_is_refused(http: httpx.AsyncClient) -> None:
    await count(http, key="k", step=1)

    assert problem(await count(http, key="k", step=2)) == (422, "idempotency-key-reused")


async def test_the_same_request_twice_at_once_has_one_effect(http: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(count(http, key="k") for _ in range(10)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    for answer in answers:
        if answer.status_code == 409:
            assert problem(answer) == (409, "request-in-flight")
    assert (await http.get("/counters/c1")).json()["value"] == 1


async def test_two_callers_may_use_the_same_key(http: httpx.AsyncClient, tmp_path: Path) -> None:
    await count(http, key="k")
    other = Tokens(tmp_path).header("agent", subject="somebody-else")
    await count(http, key="k", **other)

    assert (await http.get("/counters/c1")).json()["value"] == 2


async def test_a_change_of_what_was_changed_meanwhile_is_refused(http: httpx.AsyncClient) -> None:
    await count(http)
    read = (await http.get("/counters/c1")).headers["etag"]
    assert (await count(http, If_Match=read)).status_code == 201

    assert problem(await count(http, If_Match=read)) == (412, "version-mismatch")
    assert problem(await count(http, If_Match="banana")) == (400, "bad-if-match")
    assert problem(await count(http, If_Match=f'"{"9" * 5000}"')) == (400, "bad-if-match")
    assert (await count(http, If_Match="*")).status_code == 201


async def test_pages_show_everything_once_while_more_is_added(http: httpx.AsyncClient) -> None:
    for number in range(7):
        await count(http, id=f"c{number}")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = (
            await http.get("/counters", params={"limit": 3, **({"cursor": cursor} if cursor else {})})
        ).json()
        seen += [item["id"] for item in page["items"]]
        await count(http, id=f"z{len(seen)}")
        cursor = page["next"]
        if cursor is None:
            break

    assert seen == [f"c{number}" for number in reversed(range(7))]


async def test_a_body_is_too_large_by_what_it_says_or_by_what_it_is(http: httpx.AsyncClient) -> None:
    path, headers = "/venues/v1/counters/c1/counts", {"Idempotency-Key": "k"}
    large = json.dumps({"note": "x" * LARGEST_BODY}).encode()

    async def unannounced() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 65_536):
            yield large[start : start + 65_536]

    assert problem(await http.post(path, content=large, headers=headers)) == (413, "body-too-large")
    assert problem(await http.post(path, content=unannounced(), headers=headers)) == (413, "body-too-large")


async def test_a_board_shows_what_is_there_then_every_change_and_resumes(http: httpx.AsyncClient) -> None:
    await count(http, id="c1")
    async with board(http) as messages:
        assert (await anext(messages))["data"] == {"id": "c1", "value": 1}
        await count(http, id="c2")
        last = await anext(messages)
        assert last["data"] == {"id": "c2", "value": 1}
    await count(http, id="c3")

    async with board(http, **{"Last-Event-ID": last["id"]}) as messages:
        assert await anext(messages) == {"event": "standing", "data": {"ids": ["c1", "c2", "c3"]}}
        found: list[str] = []
        while "c3" not in found:
            found.append((await anext(messages))["data"]["id"])
    assert problem(await http.get(BOARD, headers={"Last-Event-ID": "yesterday"})) == (
        422,
        "bad-last-event-id",
    )


async def test_a_board_tells_what_left_it_and_on_a_resume_what_stands(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever shows it still would be wrong: a booking moved to another day, a message moved to another."""
    monkeypatch.setattr(feed, "_LEFT_AT_ONCE", 2)  # a part of the board at a time: each has its turn
    few = f"{BOARD}?below=2"
    for id in ("c1", "c2", "c3"):
        await count(http, id=id)
    async with board(http, few) as messages:
        shown = [await anext(messages) for _ in range(3)]
        assert {each["event"] for each in shown} == {"counter"}
        await count(http, id="c2")
        assert await anext(messages) == {"event": "gone", "data": {"id": "c2"}}, "and nothing else of it"
        await count(http, id="c4")
        assert (await anext(messages))["data"] == {"id": "c4", "value": 1}
    await count(http, id="c3")

    async with board(http, few, **{"Last-Event-ID": shown[-1]["id"]}) as messages:
        assert await anext(messages) == {"event": "standing", "data": {"ids": ["c1", "c4"]}}
        await count(http, id="c1")
        told = [await anext(messages)]
        while told[-1]["event"] != "gone":
            told.append(await anext(messages))
        assert told[-1]["data"] == {"id": "c1"}, "though this stream had not told of it"


async def test_probes_tell_what_is_reached_and_metrics_what_was_asked(http: httpx.AsyncClient) -> None:
    await count(http, step="many")
    assert (await http.get("/livez")).json() == {"status": "alive"}
    assert (await http.get("/readyz")).json() == {"store": "reached", "broker": "reached"}
    metrics = (await http.get("/metrics")).text
    [line] = [
        line
        for line in metrics.splitlines()
        if line.startswith("http_server_request_duration_seconds_count")
        and 'http_route="/venues/{venue_id}/counters/{id}/counts"' in line
        and 'http_response_status_code="422"' in line
    ]
    assert float(line.split()[-1]) >= 1


@asynccontextmanager
async def board(
    http: httpx.AsyncClient, path: str = BOARD, **headers: str
) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """The messages of the board."""

    async def messages(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
        message: dict[str, Any] = {}
        async for line in lines:
            name, _, value = line.partition(": ")
            if line == "" and "data" in message:
                yield message
                message = {}
            elif name in {"id", "event", "data"}:
                message[name] = json.loads(value) if name == "data" else value

    async with (
        asyncio.timeout(20),
        http.stream("GET", path, headers=headers) as stream,
    ):
        assert stream.status_code == 200
        yield messages(stream.aiter_lines())
