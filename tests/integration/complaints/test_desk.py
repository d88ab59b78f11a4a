"""The desk's day: finding cases, moving them, the live board, the acceptance form."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from tests.integration.complaints.conftest import House, complaint, until


def ids(found: dict[str, Any]) -> set[str]:
    return {each["id"] for each in found["items"]}


async def test_a_desk_finds_its_cases(house: House) -> None:
    ann, bob = house.api(), house.api("agent", "bob")
    soup = await house.case()
    noise = await bob.made("/cases", complaint(house.venue, content="隔壁包厢太吵了", category="noise"))
    major = await house.case(channel="media", content="记者来电询问卫生", reference="新闻-77")
    await ann.made(f"/cases/{soup['id']}/dispatches", {"department_ids": ["kitchen"]})
    here = {"venue_id": house.venue}

    assert ids(await ann.got("/cases", mine=True, **here)) == {soup["id"], major["id"]}
    assert ids(await bob.got("/cases", mine=True, **here)) == {noise["id"]}
    assert ids(await ann.got("/cases", department_id="kitchen", **here)) == {soup["id"]}
    assert ids(await ann.got("/cases", severity="major", **here)) == {major["id"]}
    assert ids(await ann.got("/cases", number=noise["number"])) == {noise["id"]}
    assert ids(await ann.got("/cases", guest_id=soup["guest_id"], q="一个小时", **here)) == {soup["id"]}
    assert ids(await ann.got("/cases", q="包厢", **here)) == {noise["id"]}
    assert ids(await ann.got("/cases", q="新闻", **here)) == {major["id"]}
    assert ids(await ann.got("/cases", q="不存在的词", **here)) == set()
    soonest = await ann.got("/cases/breaching-next", **here)
    assert [each["id"] for each in soonest["items"]] == [soup["id"], noise["id"], major["id"]]

    chef = house.api("department", "chef", venues=(house.venue,), departments=("kitchen",))
    assert ids(await chef.got("/cases", department_id="floor")) == {soup["id"]}

    await ann.made(f"/cases/{noise['id']}/notes", {"text": "客人的雨伞还在前台"})
    assert ids(await ann.got("/cases", q="雨伞", **here)) == {noise["id"]}
    first = await ann.got("/cases", limit=2, **here)
    rest = await ann.got("/cases", limit=2, cursor=first["next"], **here)
    assert len(first["items"]) == 2
    assert ids(first) | ids(rest) == {soup["id"], noise["id"], major["id"]}


@pytest.mark.rule("C3", "C24")
async def test_cases_change_hands_by_reassignment_and_by_shift_handover_only(house: House) -> None:
    ann, bob, sue = house.api(), house.api("agent", "bob"), house.api("supervisor", "sue")
    one, two = await house.case(), await house.case(content="another")
    moved = await sue.made(
        "/cases/reassignment", {"case_ids": [one["id"], "none"], "owner_id": "bob", "reason": "Ann is ill"}
    )
    assert [(each["moved"], each["code"]) for each in moved["items"]] == [
        (True, None),
        (False, "case-not-found"),
    ]
    assert await ann.refused(
        "/cases/reassignment", {"case_ids": [one["id"]], "owner_id": "ann", "reason": "mine"}
    ) == (403, "role-required")

    wish = {"venue_id": house.venue, "relief_id": "bob", "announcements": ["电梯维修中"]}
    shift = await ann.made("/handovers", wish)
    assert (shift["case_ids"], [each["case_id"] for each in shift["due"]]) == ([two["id"]], [two["id"]])
    path = f"/handovers/{shift['id']}"
    assert await ann.refused(f"{path}/release") == (409, "not-acknowledged")
    assert await sue.refused(f"{path}/acknowledgement") == (403, "not-the-relief")
    await bob.made(f"{path}/acknowledgement")
    await ann.made(f"{path}/release")

    async def bobs() -> Any:
        return ids(await bob.got("/cases", mine=True, venue_id=house.venue)) == {one["id"], two["id"]}

    await until(bobs)
    [(_, told)] = await house.events(two["id"], "owner-changed")
    assert told["shift_id"] == shift["id"]


@pytest.mark.rule("C24")
async def test_a_handover_names_promised_callbacks_and_takes_them_along(house: House) -> None:
    ann, bob = house.api(), house.api("agent", "bob")
    case = await house.resolved()

    async def owed() -> Any:
        return (await ann.got("/callbacks", mine=True, status="owed"))["items"]

    [callback] = await until(owed)
    house.pass_time(hours=40)
    wish = {"venue_id": house.venue, "relief_id": "bob"}
    shift = await ann.made("/handovers", wish)
    assert [(each["case_id"], each["due_at"]) for each in shift["due"]] == [(case["id"], callback["due_at"])]
    path = f"/handovers/{shift['id']}"
    await bob.made(f"{path}/acknowledgement")
    late = await house.case(content="came in after the list was made")
    assert await ann.refused(f"{path}/release") == (409, "cases-left")
    second = await ann.made("/handovers", wish)
    assert late["id"] in second["case_ids"]
    await bob.made(f"/handovers/{second['id']}/acknowledgement")

    async def bobs() -> Any:
        mine = (await bob.got("/callbacks", mine=True, status="owed"))["items"]
        cases = ids(await bob.got("/cases", mine=True, venue_id=house.venue))
        return [each["id"] for each in mine] == [callback["id"]] and cases == {case["id"], late["id"]}

    await until(bobs)
    await ann.made(f"{path}/release")
    [(_, told)] = await house.events(callback["id"], "callback-reassigned")
    assert (told["previous_id"], told["assigned_to"]) == ("ann", "bob")


async def test_breaching_next_minds_every_clock_and_paused_cases_crowd_nobody_out(house: House) -> None:
    ann, here = house.api(), {"venue_id": house.venue}
    paused = await house.case()
    still = {"reason": "awaiting-guest", "until": "2026-11-03T10:00:00+08:00"}
    await ann.made(f"/cases/{paused['id']}/pause", still)
    house.pass_time(minutes=1)
    taken = await house.case(content="in hand")
    await ann.made(f"/cases/{taken['id']}/dispatches", {"department_ids": ["kitchen"]})
    await ann.made(f"/cases/{taken['id']}/reactions", {"department_id": "kitchen"})
    house.pass_time(minutes=1)
    fresh = await house.case(content="not dispatched yet")

    async def order(limit: int) -> list[str]:
        found = await ann.got("/cases/breaching-next", limit=limit, **here)
        return [each["id"] for each in found["items"]]

    assert await order(50) == [fresh["id"], taken["id"], paused["id"]]
    assert await order(2) == [fresh["id"], taken["id"]]
    assert (await ann.got(f"/cases/{fresh['id']}"))["next_due_at"] == "2026-11-02T02:12:00Z"
    assert (await ann.got(f"/cases/{paused['id']}"))["next_due_at"] is None


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The service's app on a socket: a stream that does not end needs a real one."""
    config = uvicorn.Config(house.service.app, port=0, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    server.force_exit = True
    await running


async def lines(client: httpx.AsyncClient, url: str, wanted: int, **headers: str) -> list[tuple[str, Any]]:
    """The first messages of a stream: (id, data)."""
    found: list[tuple[str, Any]] = []
    last = ""
    async with asyncio.timeout(20), client.stream("GET", url, headers=headers) as answer:
        assert answer.status_code == 200
        async for line in answer.aiter_lines():
            if line.startswith("id:"):
                last = line[3:].strip()
            if line.startswith("data:"):
                found.append((last, json.loads(line[5:])))
            if len(found) == wanted:
                break
    return found


async def test_the_board_shows_open_cases_and_resumes_where_it_broke_off(house: House) -> None:
    ann = house.api()
    one = await house.case()
    gone = await house.case(content="withdrawn")
    await ann.made(f"/cases/{gone['id']}/withdrawal", {"reason": "changed their mind"})
    async with served(house) as url:
        stream = f"{url}/cases/board?venue_id={house.venue}"
        client = httpx.AsyncClient(headers=ann.client.headers)
        [(first, shown)] = await lines(client, stream, 1)
        assert (shown["case_id"], shown["status"]) == (one["id"], "open")
        assert (shown["left_seconds"], shown["due_at"]) == (7_200, "2026-11-02T04:00:00+00:00")
        house.pass_time(seconds=30)
        await ann.made(f"/cases/{one['id']}/withdrawal", {"reason": "settled by phone"})
        (_, standing), *resumed = await lines(
            client, stream, 2, **{"Last-Event-ID": str(int(first) + 10_000)}
        )
        assert standing == {"ids": [one["id"]]}, "it was closed since; what was closed before is forgotten"
        assert [(each["case_id"], each["status"]) for _, each in resumed] == [(one["id"], "closed")]


async def test_a_board_reads_by_an_index_whoever_resumes_it(house: House) -> None:
    """It looks twice a second, for as long as somebody watches."""
    case = await house.case()
    db = house.service.db
    await db.client[db.name].command("profile", 2)
    async with served(house) as url:
        client = httpx.AsyncClient(headers=house.api().client.headers)
        for stream in (f"{url}/cases/board?venue_id={house.venue}", f"{url}/cases/board"):
            [(first, shown)] = await lines(client, stream, 1)
            assert shown["case_id"] == case["id"]
            await lines(client, stream, 2, **{"Last-Event-ID": first})
    await db.client[db.name].command("profile", 0)
    asked = db.collection("system.profile").find({"op": "query", "ns": f"{db.name}.cases"})
    plans = {each["planSummary"] async for each in asked}
    assert plans
    assert not {each for each in plans if "COLLSCAN" in each}
