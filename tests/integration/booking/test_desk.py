"""Partners, incidents, spend and handling times at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.booking.conftest import House, until, wish


async def partner_booking(house: House) -> tuple[Any, str, str]:
    await house.venue("friend", partner=True, rooms=0)
    agent = house.api("agent")
    held = await agent.made("/bookings", wish("friend"))
    asked = await agent.made(f"/bookings/{held['booking_id']}/confirm")
    assert (asked["status"], asked["confirmation_number"]) == ("asked", None)
    return agent, f"/bookings/{held['booking_id']}", held["booking_id"]


@pytest.mark.rule("B6")
async def test_a_partner_places_the_booking_and_its_seat_number_is_fed_back_in_time(house: House) -> None:
    agent, path, booking_id = await partner_booking(house)
    placed = await agent.made(f"{path}/partner-answer", {"placed": True, "seat_number": "A12"})
    assert (placed["status"], placed["seat_number"]) == ("confirmed", "A12")
    house.clock.advance(timedelta(minutes=2))
    await agent.made(f"{path}/feedback", {"told": "A12"})
    told = dict(await house.events(booking_id))
    assert told["feedback-given"]["in_time"]
    assert told["handling-measured"] | {"step": "feedback", "seconds": 120} == told["handling-measured"]


@pytest.mark.rule("B6")
async def test_feedback_that_does_not_come_within_three_minutes_is_overdue(house: House) -> None:
    agent, path, booking_id = await partner_booking(house)
    await agent.made(f"{path}/partner-answer", {"placed": True, "seat_number": "A12"})
    house.clock.advance(timedelta(minutes=3, seconds=1))
    await until(lambda: told(house, booking_id, "feedback-overdue"))
    await agent.made(f"{path}/feedback", {"told": "A12"})
    assert not (await told(house, booking_id, "feedback-given"))["in_time"]


@pytest.mark.rule("B6")
async def test_a_partner_s_refusal_ends_the_booking_and_brings_alternatives(house: House) -> None:
    agent, path, _ = await partner_booking(house)
    await house.venue("harbour")
    refused = await agent.made(f"{path}/partner-answer", {"placed": False, "reason": "full"})
    assert refused["status"] == "cancelled"
    [offer] = refused["alternatives"]
    assert offer["venue_id"] == "harbour"
    assert (await agent.get(f"{path}/alternatives")).json() == [offer]
    assert (await agent.post(offer["hold"]["href"], offer["hold"]["body"])).status_code == 201


@pytest.mark.rule("B6")
async def test_a_partner_that_does_not_answer_is_escalated(house: House) -> None:
    _, _, booking_id = await partner_booking(house)
    house.clock.advance(timedelta(minutes=10, seconds=1))
    assert (await until(lambda: told(house, booking_id, "escalated")))["about"] == "partner"


async def arrived(house: House) -> tuple[Any, str, str]:
    agent = house.api("agent")
    held = await agent.made("/bookings", wish())
    await agent.made(f"/bookings/{held['booking_id']}/confirm")
    house.clock.advance(timedelta(hours=8, minutes=5))
    return agent, f"/bookings/{held['booking_id']}", held["booking_id"]


async def test_a_partner_s_house_that_shuts_takes_nobody_and_whom_it_had_taken_is_called(
    house: House,
) -> None:
    evenings = [{"weekday": day, "opens": 1080, "closes": 1560} for day in range(7)]
    await house.venue(partner=True, rooms=0, hours=evenings)
    agent = house.api("agent")
    path = f"/bookings/{(await agent.made('/bookings', wish()))['booking_id']}"
    await agent.made(f"{path}/confirm")
    await agent.made(f"{path}/partner-answer", {"placed": True, "seat_number": "A12"})
    shut = {"starts_at": "2025-06-02T18:00:00+08:00", "ends_at": "2025-06-03T06:00:00+08:00"}
    closing = {**shut, "reason": "burst pipe"}
    closure = await house.api("manager").made("/venues/harbour/closures", closing)

    async def displaced() -> Any:
        return (await agent.get(path)).json()["displaced_by"]

    assert await until(displaced) == closure["closure_id"]
    assert (await agent.post("/bookings", wish())).json()["code"] == "closed"
    noon = {"starts_at": "2025-06-03T12:00:00+08:00", "ends_at": "2025-06-03T13:00:00+08:00"}
    assert (await agent.post("/bookings", wish(**noon))).json()["code"] == "closed"


@pytest.mark.rule("B6")
async def test_who_waits_for_a_partner_s_answer_is_called_when_its_house_shuts_and_is_not_placed_there(
    house: House,
) -> None:
    agent, path, booking_id = await partner_booking(house)
    shut = {"starts_at": "2025-06-02T18:00:00+08:00", "ends_at": "2025-06-03T06:00:00+08:00"}
    closing = {**shut, "reason": "burst pipe"}
    closure = await house.api("manager").made("/venues/friend/closures", closing)
    assert (await until(lambda: told(house, booking_id, "displaced")))["closure_id"] == closure["closure_id"]
    placed = await agent.post(f"{path}/partner-answer", {"placed": True, "seat_number": "A12"})
    assert (placed.status_code, placed.json()["code"]) == (409, "no-place")
    refused = await agent.made(f"{path}/partner-answer", {"placed": False, "reason": "closed"})
    assert refused["status"] == "cancelled"


@pytest.mark.rule("B6")
@pytest.mark.parametrize("placed_before", [True, False])
async def test_whom_a_partner_s_house_shut_by_mistake_displaced_is_booked_there_again_once_it_is_open(
    house: House, placed_before: bool
) -> None:
    agent, path, booking_id = await partner_booking(house)
    seat = {"placed": True, "seat_number": "A12"}
    if placed_before:
        await agent.made(f"{path}/partner-answer", seat)
    shut = {"starts_at": "2025-06-02T18:00:00+08:00", "ends_at": "2025-06-03T06:00:00+08:00"}
    closing = {**shut, "reason": "the wrong house"}
    closure = await house.api("manager").made("/venues/friend/closures", closing)
    await until(lambda: told(house, booking_id, "displaced"))
    before = (await agent.get(path)).json()
    same = {"starts_at": before["starts_at"], "ends_at": before["ends_at"]}
    still = await agent.post(f"{path}/reschedule", same)
    assert (still.status_code, still.json()["code"]) == (422, "closed")
    await house.api("manager").made(f"/venues/friend/closures/{closure['closure_id']}/lift")
    later = same | {"ends_at": "2025-06-02T23:00:00+08:00"}
    assert (await agent.post(f"{path}/reschedule", later)).json()["code"] == "partner-places"
    assert (await agent.post(f"{path}/incident")).status_code == 409
    back = await agent.made(f"{path}/reschedule", same)
    assert back == before | {"displaced_by": None}
    assert await told(house, booking_id, "rescheduled")
    if not placed_before:
        back = await agent.made(f"{path}/partner-answer", seat)
    assert (back["status"], back["item"]) == ("confirmed", "A12")
    assert (await agent.post(f"{path}/reschedule", same)).json()["code"] == "partner-places"


@pytest.mark.rule("B9")
async def test_a_place_found_taken_is_an_incident_and_the_party_sits_elsewhere_at_once(house: House) -> None:
    await house.venue(rooms=2)
    agent, path, booking_id = await arrived(house)
    lost = (await agent.get(path)).json()["resource_ids"]
    answer = await agent.made(f"{path}/incident")
    assert answer["reseated"]
    assert answer["booking"]["status"] == "seated"
    assert answer["booking"]["resource_ids"] != lost
    kinds = [kind for kind, _ in await house.events(booking_id)]
    assert kinds[-3:] == ["incident-reported", "reseated", "seated"]
    assert (await agent.post("/bookings", wish())).status_code == 409, "strangers sit in the lost room"


@pytest.mark.rule("B9")
async def test_an_incident_is_recorded_even_when_nothing_else_is_free(house: House) -> None:
    await house.venue(rooms=1)
    await house.venue("lake")
    agent, path, booking_id = await arrived(house)
    answer = await agent.made(f"{path}/incident")
    assert not answer["reseated"]
    assert "lake" in {offer["venue_id"] for offer in answer["alternatives"]}
    assert await told(house, booking_id, "incident-reported")


@pytest.mark.rule("B9")
async def test_a_party_is_never_sent_back_to_where_strangers_sit(house: House) -> None:
    await house.venue(rooms=1)
    agent, path, _ = await arrived(house)
    await agent.made(f"{path}/incident")
    fewer = await agent.post(f"{path}/party", {"party_size": 3})
    assert fewer.json()["code"] == "slot-taken"
    assert not (await agent.made(f"{path}/incident"))["reseated"]


@pytest.mark.rule("B10")
async def test_a_gold_guest_s_spend_at_a_ktv_is_chased_the_next_evening_until_it_is_there(
    house: House,
) -> None:
    await house.venue()
    agent = house.api("agent")
    held = await agent.made("/bookings", wish(tier="gold"))
    path, booking_id = f"/bookings/{held['booking_id']}", held["booking_id"]
    await agent.made(f"{path}/confirm")
    house.clock.advance(timedelta(hours=8, minutes=5))
    await agent.made(f"{path}/seat", {"duty_agent_id": "agent-9"})
    house.clock.advance(timedelta(hours=2))
    await agent.made(f"{path}/complete")
    house.clock.advance(timedelta(hours=21, minutes=54))
    assert not await told(house, booking_id, "spend-missing")
    house.clock.advance(timedelta(minutes=2))
    missing = await until(lambda: told(house, booking_id, "spend-missing"))
    assert (missing["taking_agent_id"], missing["duty_agent_id"], missing["chase"]) == (
        "agent-1",
        "agent-9",
        1,
    )
    assert missing["due_at"] == "2025-06-03T12:00:00Z"
    spent = await agent.made(f"{path}/spend", {"receipt": "R-1", "spend_fen": 88_000})
    assert spent["effective"]
    house.clock.advance(timedelta(days=3))
    assert (await told(house, booking_id, "spend-missing"))["chase"] == 1


@pytest.mark.rule("B10")
async def test_a_corrected_spend_is_a_new_revision_of_the_same_receipt(house: House) -> None:
    await house.venue()
    agent, path, booking_id = await arrived(house)
    await agent.made(f"{path}/seat", {})
    await agent.made(f"{path}/complete")
    await agent.made(f"{path}/spend", {"receipt": "R-1", "spend_fen": 88_000})
    await agent.made(f"{path}/spend", {"receipt": "R-1", "spend_fen": 86_000})
    assert (await told(house, booking_id, "spend-captured"))["revision"] == 2
    other = await agent.post(f"{path}/spend", {"receipt": "R-2", "spend_fen": 1})
    assert other.json()["code"] == "spend-captured"


@pytest.mark.rule("B11")
async def test_handling_times_are_measured_against_their_targets(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    held = await agent.made("/bookings", wish(entry_began_at="2025-06-02T11:58:30+08:00"))
    entry = await told(house, held["booking_id"], "handling-measured")
    assert (entry["step"], entry["seconds"], entry["target_seconds"]) == ("order-entry", 90, 60)
    step = {
        "step": "consultation",
        "started_at": "2025-06-02T11:50:00+08:00",
        "finished_at": "2025-06-02T11:52:00+08:00",
    }
    to_come = step | {"finished_at": "2025-06-02T12:00:01+08:00"}
    refused = await agent.post(f"/bookings/{held['booking_id']}/handling", to_come)
    assert (refused.status_code, refused.json()["field"]) == (422, "finished_at")
    await agent.made(f"/bookings/{held['booking_id']}/handling", step)
    talk = await told(house, held["booking_id"], "handling-measured")
    assert (talk["step"], talk["seconds"], talk["target_seconds"], talk["agent_id"]) == (
        "consultation",
        120,
        180,
        "agent-1",
    )


async def test_a_deposit_cannot_be_returned_twice(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    path = f"/bookings/{(await agent.made('/bookings', wish()))['booking_id']}"
    taken = {"movement": "taken", "amount_fen": 20_000, "receipt": "D-1"}
    assert (await agent.made(f"{path}/deposits", taken))["deposit_fen"] == 20_000
    back = {"movement": "returned", "amount_fen": 20_000, "receipt": "D-2"}
    assert (await agent.made(f"{path}/deposits", back))["deposit_fen"] == 0
    again = await agent.post(f"{path}/deposits", back | {"receipt": "D-3"})
    assert again.json()["code"] == "not-enough"


async def told(house: House, booking_id: str, kind: str) -> Any:
    """The last event of that kind, or None."""
    found = [body for name, body in await house.events(booking_id) if name == kind]
    return found[-1] if found else None
