"""One bill told by several: a till, a booking, a desk that took it back (rule L5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from contracts.booking import BookingCompleted, BookingSeated, SpendCaptured
from tests.integration.loyalty.conftest import NOON, House


def told(guest: str, **spent: Any) -> tuple[BookingSeated, SpendCaptured, BookingCompleted]:
    """What booking tells of a visit."""
    about = {
        "booking_id": "b1", "venue_id": "bund", "guest_id": guest, "business_date": NOON.date(), "at": NOON,
    }  # fmt: skip
    return (
        BookingSeated(**about, party_size=4, seated_at=NOON),
        SpendCaptured(**about, **{"receipt": "r1", "spend_fen": 500_00, **spent}),
        BookingCompleted(**about, party_size=4, starts_at=NOON, ended_at=NOON),
    )


@pytest.mark.rule("L5")
async def test_a_bill_the_till_told_first_counts_once_though_booking_tells_another_time(
    house: House,
) -> None:
    guest = await house.guest()
    await house.visit(guest, "r1", 500, at=NOON.replace(hour=3).isoformat())
    await house.hears(*told(guest), source="clubhouse/booking")
    account = await house.account(guest)
    assert (account["balance"], account["pending"]) == (50, 0)


@pytest.mark.rule("L5")
async def test_a_bill_taken_back_and_then_corrected_by_booking_counts_as_corrected(house: House) -> None:
    guest = await house.guest()
    await house.hears(*told(guest), source="clubhouse/booking")
    taken_back = {"venue_id": "bund", "receipt": "r1", "reason": "another table's dishes"}
    await house.api("supervisor").made("/visits/voids", taken_back)
    _, corrected, _ = told(guest, spend_fen=300_00, revision=2)
    await house.hears(corrected, source="clubhouse/booking")
    account = await house.account(guest)
    assert (account["balance"], account["pending"]) == (30, 0)
    [visit] = (await house.api("agent").seen(f"/guests/{guest}/visits"))["items"]
    assert (visit["status"], visit["spend_fen"]) == ("recorded", 300_00)


@pytest.mark.rule("L5", "R1")
async def test_a_bill_asked_for_the_next_evening_and_corrected_later_is_of_the_day_of_its_visit(
    house: House,
) -> None:
    guest = await house.guest()
    seated, spent, done = told(guest)
    await house.hears(seated, done, source="clubhouse/booking")
    for days, change in ((1, {}), (8, {"spend_fen": 300_00, "revision": 2})):
        house.clock.set(NOON + timedelta(days=days))
        asked = spent.model_copy(update={"at": house.clock.now(), **change})
        await house.hears(asked, source="clubhouse/booking")
    [visit] = (await house.api("agent").seen(f"/guests/{guest}/visits"))["items"]
    assert (visit["at"], visit["spend_fen"]) == ("2026-11-23T04:00:00Z", 300_00)
    [lot] = (await house.account(guest))["lots"]
    assert lot["expires_at"] == "2027-11-30T16:00:00Z"


@pytest.mark.rule("L5")
async def test_points_of_a_visit_in_progress_that_the_till_told_meanwhile_are_pending_no_more(
    house: House,
) -> None:
    guest = await house.guest()
    seated, spent, done = told(guest)
    await house.hears(seated, spent, source="clubhouse/booking")
    await house.visit(guest, "r1", 500)
    account = await house.account(guest)
    assert (account["balance"], account["pending"]) == (50, 0)
    await house.hears(done, source="clubhouse/booking")
    account = await house.account(guest)
    assert (account["balance"], account["pending"]) == (50, 0)


@pytest.mark.rule("L10")
async def test_a_first_bill_of_nothing_that_is_corrected_is_a_first_paid_visit(house: House) -> None:
    referrer = await house.guest("+8613900139000")
    guest = await house.guest(referred_by=referrer)
    at = NOON.isoformat()
    await house.visit(guest, "r1", 0, at=at)
    for revision, yuan in ((2, 500), (3, 400)):
        await house.visit(guest, "r1", yuan, at=at, revision=revision)
        await house.settle()
        assert (await house.account(referrer))["balance"] == 50
    assert [kind for kind, _ in await house.told(guest)].count("referral-earned") == 1
