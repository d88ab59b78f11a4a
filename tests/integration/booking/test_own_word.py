"""A guest who signed in is who they are: what they type of themselves leads to nobody else (rule L14)."""

from __future__ import annotations

import pytest

from tests.integration.booking.conftest import House, wish

PHONE = "+8613800138000"
LURE = "点击 http://evil.example 领奖"


@pytest.mark.rule("L14")
async def test_a_guest_who_types_another_guests_phone_books_for_themself(house: House) -> None:
    await house.venue(rooms=3)
    theirs = await house.api("agent").made("/bookings", wish())
    me = house.api("guest", venues=(), guest_id="g-me")

    mine = await me.made(
        "/bookings", wish(guest={"name": LURE, "phone": PHONE, "member_card": "C-9"}, tier="platinum")
    )

    assert (mine["guest"]["guest_id"], mine["tier"]) == ("g-me", "ordinary")
    assert (await me.post(f"/bookings/{mine['booking_id']}/confirm")).status_code == 200
    [(_, told)] = await house.events(theirs["guest"]["guest_id"])
    assert (told["name"], told["member_card"]) == ("李先生", "C-1")
    [(_, unproven)] = await house.events("g-me")
    assert (unproven["phone"], unproven["member_card"], unproven["by_guest"]) == (None, None, True)
    again = await house.api("agent").made("/bookings", wish())
    assert again["guest"]["guest_id"] == theirs["guest"]["guest_id"], "the phone leads where it led"


@pytest.mark.rule("L14")
async def test_a_new_guest_can_be_reached_and_waits_under_their_own_name(house: House) -> None:
    await house.venue(rooms=2)
    me = house.api("guest", venues=(), guest_id="g-me")
    await me.made("/bookings", wish())
    [(kind, told)] = await house.events("g-me")
    assert (kind, told["phone"], told["by_guest"]) == ("contact-given", PHONE, True)

    await me.made("/bookings", wish(guest={"name": LURE, "phone": "+8613900139000"}))
    assert len(await house.events("g-me")) == 1, "their file is corrected at loyalty"
    other = house.api("guest", venues=(), guest_id="g-other")
    waits = await other.made("/waitlist", wish(tier="gold"))
    assert (waits["guest_id"], waits["tier"]) == ("g-other", "ordinary")
