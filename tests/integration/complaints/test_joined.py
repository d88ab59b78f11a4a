"""Two guests turn out to be one: what reaches the desk by the old id or the old phone is the kept one's."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from typing import Any

import pytest

from contracts.loyalty import GUESTS, GuestMerged
from infra.chassis.cause import Cause
from services.complaints.domain import survey
from services.complaints.domain.calendars import built_in
from services.complaints.domain.opening import open_case
from services.complaints.domain.survey import Survey
from services.complaints.store.beside import SurveyStore
from services.complaints.store.cases import CaseStore
from tests.integration.complaints.conftest import House, complaint, until
from tests.unit.complaints.cases import opening_of
from tests.unit.complaints.cases import rules as unit_rules

FIRST, SECOND = "13800138001", "13800138002"


async def merged(house: House, kept_id: str, double_id: str) -> None:
    """Loyalty joins two guests, and the desk has heard it."""
    told = GuestMerged(guest_id=kept_id, merged_guest_id=double_id)
    await house.hear(GUESTS, "loyalty", kept_id, told)

    async def heard() -> Any:
        return await house.service.db.collection("guests").find_one(
            {"_id": double_id, "state.merged_into": kept_id}
        )

    await until(heard)


async def two(house: House) -> tuple[str, str]:
    """A guest and their double, each known by a phone of their own."""
    kept = await house.case(contact={"name": "李先生", "phone": FIRST})
    double = await house.case(contact={"name": "李先生", "phone": SECOND})
    return kept["guest_id"], double["guest_id"]


@pytest.mark.rule("C1")
async def test_the_phone_of_a_double_opens_a_case_of_the_kept_guest(house: House) -> None:
    kept_id, double_id = await two(house)
    await merged(house, kept_id, double_id)
    async with asyncio.timeout(20):
        for _ in range(2):
            case = await house.case(contact={"name": "李女士", "phone": SECOND})
            assert case["guest_id"] == kept_id


@pytest.mark.rule("C1", "C22")
async def test_a_case_opened_under_the_id_of_a_double_is_the_kept_guests(house: House) -> None:
    kept_id, double_id = await two(house)
    surveys, id, now = SurveyStore(house.service.desk), uuid.uuid4().hex, house.clock.now()
    wanted = Survey(id, "visit", "booking-1", house.venue, double_id, "secret", now, now.replace(month=12), 2)
    await surveys.change(id, lambda state, _: survey.ask(state, wanted), Cause("test", "test", id))
    await merged(house, kept_id, double_id)

    by_desk = await house.case(guest_id=double_id, contact={})
    assert by_desk["guest_id"] == kept_id
    app = house.api("guest", "app-2", venues=(), guest_id=double_id)
    by_app = await app.made("/cases", complaint(house.venue, channel="app", contact={}))
    assert (await app.got(f"/cases/{by_app['id']}"))["id"] == by_app["id"]
    offer = {"kind": "apology", "message": "非常抱歉。"}
    path = f"/cases/{by_app['id']}"
    await house.api().made(f"{path}/classification", {"responsibility": "responsible"})
    remedy = (await house.api().made(f"{path}/remedies", offer))["remedies"][0]["id"]
    await app.made(f"{path}/remedies/{remedy}/acceptance")
    await house.api().made(f"/surveys/{id}/recording", {"score": 1, "remark": "服务员态度很差"})

    async def opened() -> Any:
        return (await house.api().got("/cases", guest_id=kept_id, q="态度很差"))["items"]

    await until(opened)
    mine = (await house.api().got("/cases", guest_id=kept_id))["items"]
    assert by_app["id"] in {each["id"] for each in mine}


@pytest.mark.rule("C1")
async def test_a_case_opened_beside_the_merge_of_its_guest_is_the_kept_guests(house: House) -> None:
    """Who opened it had not read the merge yet, and who merged had listed the double's cases already."""
    kept_id, double_id = await two(house)
    await merged(house, kept_id, double_id)
    id = uuid.uuid4().hex
    wanted = opening_of(id=id, venue_id=house.venue, guest_id=double_id)
    rules = replace(unit_rules(), calendar=built_in(house.venue, 2026))
    cases = CaseStore(house.service.desk)
    await cases.change(id, lambda case, now: open_case(case, wanted, rules, now), Cause("test", "test", id))

    async def joined() -> bool:
        return bool((await house.api().got(f"/cases/{id}"))["guest_id"] == kept_id)

    await until(joined)


@pytest.mark.rule("C5")
async def test_a_guest_and_their_double_count_once_on_a_matter_and_who_withdrew_not_at_all(
    house: House,
) -> None:
    def by(number: int) -> dict[str, str]:
        return {"name": f"客人{number}", "phone": f"1390013800{number}"}

    async def voices(case: dict[str, Any], count: int) -> Any:
        async def heard() -> Any:
            found = await house.service.db.collection("matters").find_one({"_id": case["matter_id"]})
            return found if found and len(found["state"]["voices"]) == count else None

        return await until(heard)

    first, second, gone = [await house.case(contact=by(number)) for number in range(3)]
    await voices(first, 3)
    await merged(house, first["guest_id"], second["guest_id"])
    await house.api().made(f"/cases/{gone['id']}/withdrawal", {"reason": "taken down twice"})
    await voices(first, 2)
    for number in range(3, 6):
        await house.case(contact=by(number))
    found = await voices(first, 5)
    assert {each["guest_id"] for each in found["state"]["voices"]} >= {first["guest_id"]}
    assert found["state"]["told"] == []
    await house.case(contact=by(6))
    assert len((await voices(first, 6))["state"]["told"]) == 6
