"""A whole complaint through HTTP, bus, loyalty and notifications, all real, under one clock.

Five guests, one matter; general becomes major; a department stalls and the general manager is told; the
deadline is extended; a remedy's points are granted; the visit finds the guest unsatisfied; rework;
satisfied; closed with a corrective action.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.chassis.clock import ManualClock
from infra.chassis.service import Service
from infra.local.issuer import Issuer
from services.complaints.main import build as build_complaints
from services.complaints.settings import ComplaintsSettings
from services.loyalty.main import build as build_loyalty
from services.loyalty.settings import LoyaltySettings
from services.notifications.channels.sms_http import HttpSmsSettings
from services.notifications.main import build as build_notifications
from services.notifications.settings import NotificationSettings
from tests.integration.notifications.providers import HttpProvider, http_provider

MORNING = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai, a Monday."""
VENUE = f"harbour-{uuid.uuid4().hex[:8]}"
PHONE = "+8613800138000"
PEOPLE = f"""what,id,venue_id,department_id,name,head_id,level,badge
department,kitchen,{VENUE},,厨房,chef,,
staff,chef,{VENUE},kitchen,,,department,K1
staff,sue,{VENUE},,,,supervisor,S1
staff,max,{VENUE},,,,manager,M1
staff,gina,{VENUE},,,,gm,G1
staff,ann,{VENUE},,,,desk,A1
"""


async def until(condition: Callable[[], Awaitable[Any]], seconds: float = 60) -> Any:
    """Wait for a condition and return what it gave; fail when it does not come true in time."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):
            await asyncio.sleep(0.05)
    return found


class Chain:
    """Three services and the people who use them."""

    def __init__(
        self, services: dict[str, Service], clock: ManualClock, issuer: Issuer, sms: HttpProvider
    ) -> None:
        self._services = services
        self._issuer = issuer
        self.clock = clock
        self.sms = sms

    def caller(self, service: str, role: str, subject: str, **claims: Any) -> httpx.AsyncClient:
        token = self._issuer.token(roles=(role,), subject=subject, **claims)
        transport = httpx.ASGITransport(app=self._services[service].app)
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.AsyncClient(transport=transport, base_url=f"http://{service}", headers=headers)

    async def load_people(self) -> None:
        """The venue's departments and staff, from a file."""
        loaded = await self.caller("complaints", "manager", "max").post(
            "/people/import",
            content=PEOPLE.encode(),
            headers={"Content-Type": "text/csv", "Idempotency-Key": "people"},
        )
        assert loaded.json()["refused"] == []

    def a_moment_passes(self) -> None:
        """Changes of a case have rising times, so the third of one moment is told of two milliseconds on."""
        self.clock.advance(timedelta(milliseconds=100))

    async def told(self, phone: str, words: str) -> str:
        """The SMS to a phone that holds these words, once it was sent."""
        self.a_moment_passes()

        async def sent() -> Any:
            texts = (str(seen.json) for seen in self.sms.seen if seen.json.get("to") == phone)
            return next((text for text in texts if words in text), None)

        return await until(sent)  # type: ignore[no-any-return]

    async def inbox_of(self, role: str, subject: str, kind: str, words: str) -> Any:
        """The message of that kind in somebody's inbox, once it is there."""
        self.a_moment_passes()
        client = self.caller("notifications", role, subject)

        async def there() -> Any:
            items = (await client.get("/inbox", params={"limit": 200})).json()["items"]
            return [item for item in items if item["kind"] == kind and words in item["title"] + item["body"]]

        return (await until(there))[0]


async def post(client: httpx.AsyncClient, path: str, body: Any = None) -> dict[str, Any]:
    answer = await client.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
    assert answer.status_code in (200, 201), f"{path}: {answer.text}"
    found: dict[str, Any] = answer.json()
    return found


def complaint(number: int, phone: str, **changes: Any) -> dict[str, Any]:
    return {
        "venue_id": VENUE,
        "channel": "phone",
        "category": "promotion",
        "about": "中秋套餐",
        "content": "套餐里少了两道菜",
        "contact": {"name": f"客人{number}", "phone": phone},
    } | changes


@pytest.fixture
async def chain(stack_settings: dict[str, Any], tmp_path: Path) -> AsyncIterator[Chain]:
    issuer = Issuer(tmp_path / "issuer", "http://127.0.0.1:8100")
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps(issuer.jwks()))
    clock = ManualClock(MORNING)
    common = {**stack_settings, "jwks": str(keys)}
    run = uuid.uuid4().hex[:8]
    async with http_provider() as sms:
        provider = HttpSmsSettings(name="sms", url=f"{sms.url}/sms", idempotency_header="Idempotency-Key")
        services = {
            "complaints": build_complaints(
                ComplaintsSettings(**common, mongo_database=f"e2e_complaints_{run}"), clock
            ),
            "loyalty": build_loyalty(
                LoyaltySettings(**common, mongo_database=f"e2e_loyalty_{run}", data_dir=tmp_path), clock
            ),
            "notifications": build_notifications(
                NotificationSettings(
                    **common, mongo_database=f"e2e_notifications_{run}", sms_http=[provider]
                ),
                clock,
            ),
        }
        for each in services.values():
            await each.start()
        for each in services.values():
            await asyncio.wait_for(each.connected(), 120)
        chain = Chain(services, clock, issuer, sms)
        await chain.load_people()
        yield chain
        for each in services.values():
            await each.db.client.drop_database(each.db.name)
            await each.stop()


@pytest.mark.slow
@pytest.mark.rule(
    "C2", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14", "C15", "C22", "L11", "N2"
)
async def test_a_complaint_from_the_first_call_to_its_corrective_action(  # noqa: PLR0915 - one story
    chain: Chain,
) -> None:
    ann = chain.caller("complaints", "agent", "ann")
    chef = chain.caller("complaints", "department", "chef", departments=("kitchen",))
    # The first guest calls, and has number, apology and promise at once.
    case = await post(ann, "/cases", complaint(1, PHONE))
    path, number = f"/cases/{case['id']}", case["number"]
    received = await chain.told(PHONE, number)
    assert all(words in received for words in ("抱歉", "责任部门将调查处理", "12:00")), received

    async def now() -> dict[str, Any]:
        found: dict[str, Any] = (await ann.get(path)).json()
        return found

    # It is given to the kitchen. Four more guests complain of the same matter: every case is major now.
    await post(ann, f"{path}/classification", {"responsibility": "responsible"})
    await post(ann, f"{path}/dispatches", {"department_ids": ["kitchen"]})
    await chain.inbox_of("department", "chef", "case-dispatched", number)
    assert (await now())["severity"] == "general"
    others = [
        await post(ann, "/cases", complaint(other, f"+861390013800{other}", channel="web"))
        for other in range(2, 6)
    ]
    for each in (case, *others):
        await until(lambda each=each: _major(ann, each["id"]))  # type: ignore[misc]
    assert (await now())["grounds"] == ["collective"]
    assert (await now())["guest_due_at"] == "2026-11-04T02:00:00Z"

    # The kitchen stalls: its ten minutes run out, and the general manager is told.
    chain.clock.advance(timedelta(minutes=10))
    await chain.inbox_of("department", "chef", "clock-breached", number)

    async def stalled() -> Any:
        standing = (await now())["standing"]
        return [each["level"] for each in standing if each["name"] == "reaction"] == ["department", "gm"]

    await until(stalled)
    account = (await ann.get(f"{path}/clocks/explain")).json()["accounts"]
    kitchen = next(each for each in account if each["clock"] == "reaction")
    assert (kitchen["status"], kitchen["department_id"], kitchen["used"]) == ("breached", "kitchen", 10.0)
    await chain.inbox_of("gm", "gina", "case-escalated", number)
    chain.clock.advance(timedelta(minutes=5))
    await chain.inbox_of("gm", "gina", "clock-breached", number)

    # The kitchen reacts; the deadline is extended with the guest's agreement.
    await post(chef, f"{path}/reactions", {"department_id": "kitchen"})
    until_friday = {"until": "2026-11-06T10:00:00+08:00", "reason": "等待供应商的说明", "agreed": True}
    extended = await post(ann, f"{path}/extensions", until_friday)
    assert extended["first_promised_at"] == "2026-11-02T04:00:00Z"
    await chain.told(PHONE, "等待供应商的说明")

    # Facts and bill, the cause, a remedy the guest accepts, points from loyalty.
    bill = {"total_fen": 128_800, "discountable_fen": 98_800, "not_discountable": ["酒水"]}
    facts = {"department_id": "kitchen", "facts": "两道菜缺货，没有告知客人", "bill": bill}
    await post(chef, f"{path}/findings", facts)
    await post(ann, f"{path}/cause", {"cause": "house", "code": "stock"})
    offered = await post(ann, f"{path}/remedies", {"kind": "points", "message": "赠送200积分", "points": 200})
    remedy = offered["remedies"][0]["id"]
    guest = chain.caller("complaints", "guest", "guest", guest_id=case["guest_id"])
    await post(guest, f"{path}/remedies/{remedy}/acceptance")
    await until(lambda: _remedied(now))
    await post(ann, f"{path}/result", {"message": "缺少的菜品已退款，并赠送积分。"})
    await chain.told(PHONE, "并赠送积分")
    desk = chain.caller("loyalty", "agent", "ann")
    assert "200" in (await desk.get(f"/guests/{case['guest_id']}/ledger")).text

    # The visit finds the guest unsatisfied: rework, and a second visit.
    for cycle, satisfied in ((1, False), (2, True)):
        owed = await until(lambda cycle=cycle: _owed(ann, case["id"], cycle))  # type: ignore[misc]
        assert owed["mode"] == "visit"
        verdict = {"mode": "visit", "effective": True, "satisfied": satisfied, "said": "退款还没有到账"}
        await post(ann, f"/callbacks/{owed['id']}/attempts", verdict)
        if not satisfied:
            await until(lambda: _is(now, "cycle", 2))
            await post(ann, f"{path}/result", {"message": "退款已经到账，再次抱歉。"})
    await until(lambda: _is(now, "satisfied", True))

    # Closed with a lesson and a corrective action; the guest is asked how satisfied they are.
    action = {"text": "缺货时先告知客人", "owner_id": "chef", "due_on": "2026-11-09"}
    assert [each["result"] for each in (await now())["cycles"]] == ["缺少的菜品已退款，并赠送积分。"]
    closed = await post(ann, f"{path}/closing", {"lesson": "缺货要提前告知", "actions": [action]})
    assert (closed["status"], closed["cycle"], closed["severity"]) == ("closed", 2, "major")

    async def surveyed() -> Any:
        found = (await ann.get("/surveys", params={"ref_id": case["id"]})).json()["items"]
        return found and found[0]["status"] == "asked"

    await until(surveyed)
    await chain.inbox_of("department", "chef", "action-set", "缺货时先告知客人")

    # And the action is chased when its day has passed.
    chain.clock.advance(timedelta(days=8))
    await chain.inbox_of("department", "chef", "action-overdue", number)


async def _is(now: Callable[[], Awaitable[dict[str, Any]]], field: str, value: object) -> bool:
    return bool((await now())[field] == value)


async def _major(client: httpx.AsyncClient, case_id: str) -> bool:
    shown = (await client.get(f"/cases/{case_id}")).json()
    return bool(shown["severity"] == "major" and shown["level"] == "gm")


async def _remedied(now: Callable[[], Awaitable[dict[str, Any]]]) -> bool:
    return bool((await now())["remedies"][0]["status"] == "granted")


async def _owed(client: httpx.AsyncClient, case_id: str, cycle: int) -> Any:
    found = (await client.get("/callbacks", params={"case_id": case_id, "status": "owed"})).json()["items"]
    return next((each for each in found if each["cycle"] == cycle), None)
