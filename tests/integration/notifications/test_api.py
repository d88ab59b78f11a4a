"""The HTTP edge: rights, explanations, templates, wishes, inbox (rules N1, N3, N4, N5)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
import uvicorn

from contracts import loyalty
from infra.chassis.auth import check_routes
from infra.local.ports import free_port
from services.notifications.main import build
from services.notifications.settings import NotificationSettings
from tests.integration.notifications.conftest import GUEST, World, confirmed, reminder, venue
from tests.integration.notifications.providers import fails


@pytest.mark.rule("N5")
async def test_each_recipient_can_be_told_why_a_message_came_did_not_or_came_late(world: World) -> None:
    world.sms.script = [fails(503)]
    await world.hear(venue(), GUEST, confirmed())
    await world.tick(timedelta(seconds=5))
    me = world.api("guest", guest_id="g1")
    await me.made("/guests/g1/preferences", {"marketing": False})
    await world.hear(loyalty.BirthdayReached(guest_id="g1", year=2026, venue_id="harbour"))
    told = (await me.got("/recipients/guest/g1/explain"))["items"]
    summaries = [each["summary"] for each in told]
    assert "not sent: the guest wants no greetings and offers" in summaries
    assert any("5 s after it was wished because: retry" in each for each in summaries)
    late = next(each for each in told if "retry" in each["summary"])
    explained = await me.got(f"/deliveries/{late['delivery_id']}/explain")
    assert [line["code"] for line in explained["lines"]] == [
        "planned", "attempt", "failed", "retry", "attempt", "accepted",
    ]  # fmt: skip


async def test_a_guest_learns_nothing_of_other_guests(world: World) -> None:
    await world.hear(GUEST, confirmed())
    [delivery, _] = await world.deliveries()
    stranger = world.api("guest", guest_id="g2")
    for path in (
        f"/deliveries/{delivery.id}",
        f"/deliveries/{delivery.id}/explain",
        "/recipients/guest/g1/explain",
    ):
        assert (await stranger.get(path)).status_code == 404, path
    assert (await stranger.get("/guests/g1/preferences")).status_code == 404
    assert (await stranger.get("/deliveries")).status_code == 403
    assert (await world.api().get("/inbox")).status_code == 401


async def test_staff_see_deliveries_of_their_own_venues(world: World) -> None:
    await world.hear(GUEST, confirmed())
    assert len((await world.api("agent", venues=("harbour",)).got("/deliveries"))["items"]) == 2
    assert (await world.api("agent", venues=("elsewhere",)).got("/deliveries"))["items"] == []
    found = await world.api("agent").got(
        "/deliveries", subject_id="b1", kind="booking-confirmed", status="sent"
    )
    assert {each["plan"] for each in found["items"]} == {"sms>email", "inapp"}


@pytest.mark.rule("N3")
async def test_a_saved_wording_is_used_from_then_on_at_its_venue_only(world: World) -> None:
    manager = world.api("manager", venues=("harbour",))
    wording = {
        "title": "订好了",
        "body": "请您放心，{{guest_name}}：{{starts_at|time}}。",
        "sms": "请放心，{{starts_at|time}}。",
    }
    path = "/templates/booking-confirmed/zh-CN"
    saved = await manager.made(f"{path}/versions", wording, venue_id="harbour")
    assert saved["version"] == 1
    assert (await manager.got(path, venue_id="harbour"))["name"] == "booking-confirmed|zh-CN|harbour@1"
    await world.hear(GUEST, confirmed(), confirmed(booking_id="b2", venue_id="hill"))
    assert world.sms.seen[0].json["text"] == "请放心，20:00。"
    assert world.sms.seen[1].json["text"].startswith("您好，您在会所的预订已确认")
    assert (await manager.post(f"{path}/versions", wording)).status_code == 403, "the chain's is not theirs"


@pytest.mark.rule("N3")
async def test_an_impolite_or_incomplete_wording_is_refused_with_every_reason(world: World) -> None:
    wording = {"title": "{{nmae}}", "body": "Booked for {{starts_at|date}}"}
    answer = await world.api("manager").post("/templates/booking-confirmed/en/versions", wording)
    assert answer.status_code == 422
    assert answer.json()["code"] == "template-refused"
    assert [(each["field"], each["code"]) for each in answer.json()["problems"]] == [
        ("title", "unknown-field"),
        ("body", "impolite"),
    ]


@pytest.mark.rule("N3")
async def test_a_wording_can_be_previewed_and_tested_on_oneself(world: World) -> None:
    manager = world.api("manager", subject="m1")
    wording = {"title": "Seat", "body": "Thank you, {{guest_name}}: {{seat_number}}"}
    shown = await manager.made(
        "/templates/booking-seat/en/preview", {**wording, "facts": {"guest_name": "Li"}}
    )
    assert (shown["body"], shown["problems"]) == ("Thank you, Li: A12", [])
    flood = {**wording, "body": "{{a}}" * 800, "facts": {"a": "x" * 1_000_000}}
    assert (await manager.post("/templates/booking-seat/en/preview", flood)).status_code == 422
    await manager.made("/addresses/staff/m1", {"phone": "+8613900139000", "language": "en"})
    tried = await manager.made("/templates/booking-confirmed/test", key="try-1")
    await world.settled()
    assert [seen.json["to"] for seen in world.sms.seen] == ["+8613900139000"]
    assert {each.status.value for each in await world.deliveries(event_id=tried["event_id"])} == {
        "sent",
        "dropped",
    }
    await manager.made("/templates/booking-confirmed/test", key="try-1")
    await world.settled()
    assert len(world.sms.seen) == 1, "the same request sends once"


@pytest.mark.rule("N4")
async def test_who_refused_marketing_and_then_says_nothing_of_it_has_still_refused(world: World) -> None:
    me = world.api("guest", guest_id="g1")
    await me.made("/guests/g1/preferences", {"marketing": False})
    after = await me.made("/guests/g1/preferences", {"muted": ["email"]})
    assert (after["marketing"], after["muted"]) == (False, ["email"]), "silence withdraws no refusal"


@pytest.mark.rule("N1")
async def test_a_guests_wish_decides_the_channel(world: World) -> None:
    me = world.api("guest", guest_id="g1")
    wishes = {"channels": ["email"], "muted": [], "marketing": True, "zone": "Europe/Berlin"}
    assert await me.made("/guests/g1/preferences", wishes) == wishes
    assert await me.got("/guests/g1/preferences") == wishes
    await world.hear(GUEST, confirmed())
    assert (len(world.sms.seen), len(world.mail.caught)) == (0, 1)


@pytest.mark.rule("N4")
async def test_quiet_hours_are_the_guests_own(world: World) -> None:
    """Noon in Shanghai is six in the morning in Berlin."""
    await world.api("guest", guest_id="g1").made("/guests/g1/preferences", {"zone": "Europe/Berlin"})
    await world.hear(GUEST, reminder())
    assert world.sms.seen == []
    await world.tick(timedelta(hours=2))
    assert len(world.sms.seen) == 1


@pytest.mark.rule("N1")
async def test_reading_a_message_lowers_the_count_once(world: World) -> None:
    await world.hear(GUEST, confirmed(), confirmed(booking_id="b2"))
    me = world.api("guest", guest_id="g1")
    inbox = await me.got("/inbox")
    assert inbox["unread"] == 2
    for _ in range(2):
        read = await me.made(f"/inbox/{inbox['items'][0]['id']}/read")
        assert read["read_at"] is not None
    assert (await me.got("/inbox"))["unread"] == 1
    assert len((await me.got("/inbox", unread_only=True))["items"]) == 1
    other = await world.api("guest", guest_id="g2").post(f"/inbox/{inbox['items'][0]['id']}/read")
    assert other.status_code == 404


@pytest.mark.rule("N1")
async def test_all_that_was_seen_is_read_at_once_and_what_came_meanwhile_is_not(world: World) -> None:
    me = world.api("guest", guest_id="g1")
    await world.hear(GUEST, *(confirmed(booking_id=f"b{number}") for number in range(3)))
    seen = [each["id"] for each in (await me.got("/inbox"))["items"]]
    await world.hear(confirmed(booking_id="b4"))
    done = await me.made("/inbox/read", {"items": seen}, key="all")
    assert ({each["id"] for each in done["items"]}, done["unread"]) == (set(seen), 1)
    assert all(each["read_at"] and each["read_by"] for each in done["items"])
    assert await me.made("/inbox/read", {"items": seen}, key="all") == done
    [left] = (await me.got("/inbox", unread_only=True))["items"]
    stranger = await world.api("guest", guest_id="g2").post("/inbox/read", {"items": [left["id"]]})
    assert (stranger.status_code, stranger.json()["field"]) == (404, "items")
    assert (await me.got("/inbox"))["unread"] == 1


async def test_an_address_needs_rights_at_the_venue(world: World) -> None:
    body = {"phone": "+8613900139000"}
    elsewhere = world.api("manager", venues=("elsewhere",))
    assert (await elsewhere.post("/addresses/desk/manager@harbour", body)).status_code == 403
    assert (await world.api("manager").post("/addresses/desk/manager@harbour", body)).json()["channels"] == [
        "inapp", "phone", "sms",
    ]  # fmt: skip
    wrong = await world.api("manager").post("/addresses/desk/manager@harbour", {"phone": "1380"})
    assert wrong.status_code == 422


def test_every_route_states_its_rights_and_the_api_describes_itself(settings: NotificationSettings) -> None:
    service = build(settings.model_copy(update={"notifications_sink": True}))
    check_routes(service.app)
    document = service.app.openapi()
    assert "/deliveries/{delivery_id}/explain" in document["paths"]
    service.db.close()


@pytest.mark.rule("N1")
async def test_the_inbox_can_be_followed_live(world: World) -> None:
    """A real server: a test transport would wait for the stream's end."""
    port = free_port()
    world.service.app.router.lifespan_context = _no_lifespan
    server = uvicorn.Server(uvicorn.Config(world.service.app, port=port, log_level="error"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    token = world.api("guest", guest_id="g1")._client.headers["Authorization"]
    try:
        async with (
            asyncio.timeout(20),
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}", headers={"Authorization": token}
            ) as client,
            client.stream("GET", "/inbox/live") as stream,
        ):
            lines = stream.aiter_lines()
            await world.hear(GUEST, confirmed())
            async for line in lines:
                if line.startswith("data:"):
                    assert json.loads(line.removeprefix("data:"))["kind"] == "booking-confirmed"
                    break
    finally:
        server.force_exit = server.should_exit = True
        await running


@asynccontextmanager
async def _no_lifespan(_: Any) -> AsyncIterator[None]:
    yield
