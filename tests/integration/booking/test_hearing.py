"""What booking learns from other services."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.contacts import GuestContactErased, GuestContactGiven
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.loyalty import GuestMerged, TierChanged
from infra.chassis.ids import new_id
from services.booking.domain.waiting import WaitingStatus
from services.booking.messaging import subscriptions
from services.booking.store.bookings import BookingStore
from services.booking.store.guests import GuestStore
from services.booking.store.waitlist import WaitlistStore
from tests.integration.booking.conftest import House, until, wish

PHONE = "+8613800138000"


async def hear(house: House, event: Event, source: str = "clubhouse/loyalty") -> None:
    """Hand an event to every consumer that takes it, twice: a broker may."""
    desk = house.service.desk
    envelope = Envelope(new_id(), source, datetime.now(UTC), str(event.model_dump()["guest_id"]), 1, event)
    for subscription in subscriptions(BookingStore(desk), GuestStore(desk), WaitlistStore(desk)):
        if subscription.takes(envelope):
            await subscription.handle(envelope)
            await subscription.handle(envelope)


async def test_a_guest_another_service_met_first_keeps_their_id_here(house: House) -> None:
    await house.venue()
    await hear(house, GuestContactGiven(guest_id="g-1", name="Li", phone=PHONE), "clubhouse/complaints")
    booked = await house.api("agent").made("/bookings", wish())
    assert booked["guest"]["guest_id"] == "g-1"


async def test_loyalty_s_word_on_the_tier_outranks_the_caller_s(house: House) -> None:
    await house.venue(rooms=2)
    agent = house.api("agent")
    first = await agent.made("/bookings", wish(tier="platinum"))
    assert first["tier"] == "platinum"
    guest_id = first["guest"]["guest_id"]
    silver = TierChanged(
        guest_id=guest_id, tier="silver", previous="ordinary", booking_window_days=21, waitlist_rank=1
    )
    await hear(house, silver)
    assert (await agent.made("/bookings", wish(tier="platinum")))["tier"] == "silver"


async def test_a_merged_guest_s_phone_leads_to_the_one_that_was_kept(house: House) -> None:
    await house.venue()
    await hear(house, GuestContactGiven(guest_id="g-1", name="Li", phone=PHONE), "clubhouse/complaints")
    await hear(house, GuestMerged(guest_id="g-2", merged_guest_id="g-1"))
    assert (await house.api("agent").made("/bookings", wish()))["guest"]["guest_id"] == "g-2"


async def test_a_desk_finds_the_bookings_of_a_guest_whatever_id_they_were_made_under(house: House) -> None:
    await house.venue(rooms=2)
    agent = house.api("agent")
    under = (await agent.made("/bookings", wish()))["guest"]["guest_id"]
    await hear(house, GuestMerged(guest_id="g-2", merged_guest_id=under))
    await hear(house, GuestMerged(guest_id="g-3", merged_guest_id="g-2"))
    assert (await agent.made("/bookings", wish()))["guest"]["guest_id"] == "g-3"
    for asked in (under, "g-2", "g-3"):
        assert len((await agent.get("/bookings", guest_id=asked)).json()["items"]) == 2
    assert (await agent.get("/bookings", guest_id="g-4")).json()["items"] == []


async def test_two_guests_with_one_phone_do_not_stop_the_topic(house: House) -> None:
    await house.venue()
    await hear(house, GuestContactGiven(guest_id="g-1", name="Li", phone=PHONE), "clubhouse/complaints")
    await hear(house, GuestContactGiven(guest_id="g-2", name="Li", phone=PHONE), "clubhouse/complaints")
    assert (await house.api("agent").made("/bookings", wish()))["guest"]["guest_id"] == "g-1"


async def test_an_erased_guest_leaves_no_contact_behind(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    booked = await agent.made("/bookings", wish())
    await hear(house, GuestContactErased(guest_id=booked["guest"]["guest_id"]))
    shown = (await agent.get(f"/bookings/{booked['booking_id']}")).text
    assert "李先生" not in shown
    assert PHONE not in shown
    assert (await agent.get("/bookings", phone=PHONE)).json()["items"] == []


@pytest.mark.rule("L1")
async def test_a_word_on_the_booking_alone_does_not_undo_a_contact_corrected_meanwhile(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    booked = await agent.made("/bookings", wish())
    guest_id, path = booked["guest"]["guest_id"], f"/bookings/{booked['booking_id']}/details"
    await hear(house, GuestContactGiven(guest_id=guest_id, name="王先生", phone="+8613900139000"))
    assert (await agent.made(path, {"remarks": "靠门"}))["guest"]["name"] == "李先生"
    assert len(await house.events(guest_id)) == 1, "nothing new was said of the guest"
    await agent.made(path, {"guest": {"name": "王先生", "phone": "+8613900139001"}})
    assert (await house.events(guest_id))[-1][1]["phone"] == "+8613900139001"


@pytest.mark.rule("L1")
async def test_a_phone_nobody_can_be_reached_by_is_told_to_nobody(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    booked = await agent.made("/bookings", wish())
    wrong = {"name": "李先生", "phone": "call me"}
    for path, body in (
        ("/bookings", wish(guest=wrong)),
        ("/waitlist", wish(guest=wrong)),
        (f"/bookings/{booked['booking_id']}/details", {"guest": wrong}),
    ):
        refused = await agent.post(path, body)
        assert (refused.status_code, refused.json()["code"]) == (422, "bad-phone")
        known = await GuestStore(house.service.desk).find({})
        assert [each.state.phone for each in known] == [PHONE]


@pytest.mark.rule("L14")
async def test_an_erased_guest_who_waits_leaves_no_contact_behind_and_none_comes_back(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    before = await agent.made("/bookings", wish(guest={"phone": "+8613500135000"}))
    waits = await agent.made("/waitlist", wish())
    await hear(house, GuestContactErased(guest_id=waits["guest_id"]))
    stored = await WaitlistStore(house.service.desk).need(waits["waiting_id"])
    assert (stored.state.guest.phone, stored.state.guest.name, stored.state.remarks) == ("", "", "")
    assert stored.state.status is WaitingStatus.LEFT, "no place is held for whom nobody can tell of it"
    await agent.made(f"/bookings/{before['booking_id']}/cancel", {})
    assert (await agent.get("/bookings", phone=PHONE)).json()["items"] == []
    assert len(await house.events(waits["guest_id"])) == 1, "nothing is told of them any more"


@pytest.mark.rule("L1")
async def test_a_place_held_for_who_waits_does_not_undo_a_contact_corrected_meanwhile(house: House) -> None:
    await house.venue()
    agent = house.api("agent")
    before = await agent.made("/bookings", wish(guest={"phone": "+8613500135000"}))
    waits = await agent.made("/waitlist", wish())
    await hear(house, GuestContactGiven(guest_id=waits["guest_id"], name="王先生", phone="+8613900139000"))
    await hear(house, GuestMerged(guest_id="g-kept", merged_guest_id=waits["guest_id"]))
    held = await offered_after(house, before["booking_id"], waits["waiting_id"])
    assert held["guest"]["guest_id"] == "g-kept"
    assert len(await house.events(waits["guest_id"])) == 1, "nothing new was said of the guest"


async def offered_after(house: House, booking_id: str, waiting_id: str) -> Any:
    """The hold offered to who waits, once the booking is called off."""
    agent = house.api("agent")
    await agent.made(f"/bookings/{booking_id}/cancel", {})

    async def offered() -> Any:
        entry = (await agent.get(f"/waitlist/{waiting_id}")).json()
        return entry if entry["status"] == "offered" else None

    held = (await until(offered))["booking_id"]
    return (await agent.get(f"/bookings/{held}")).json()


@pytest.mark.rule("L1")
async def test_a_merged_guest_keeps_what_they_booked_under_either_name(house: House) -> None:
    await house.venue(rooms=3)
    booked = await house.api("agent").made("/bookings", wish())
    waits = await house.api("agent").made("/waitlist", wish())
    double = booked["guest"]["guest_id"]
    kept = house.api("guest", venues=(), guest_id="g-kept")
    path = f"/bookings/{booked['booking_id']}"
    assert (await kept.get(path)).status_code == 403
    await hear(house, GuestMerged(guest_id="g-kept", merged_guest_id=double))
    assert (await kept.made(f"{path}/confirm"))["status"] == "confirmed"
    assert (await kept.get(f"/waitlist/{waits['waiting_id']}")).status_code == 200
    before = house.api("guest", venues=(), guest_id=double)
    mine = await before.made("/bookings", wish())
    assert mine["guest"]["guest_id"] == "g-kept"
    assert (await before.get(f"/bookings/{mine['booking_id']}")).status_code == 200
    other = house.api("guest", venues=(), guest_id="g-other")
    assert (await other.get(path)).status_code == 403


@pytest.mark.rule("N3")
async def test_a_booking_that_says_no_language_is_in_the_one_the_guest_speaks(house: House) -> None:
    await house.venue(rooms=3, notes=["带身份证"], notes_en=["Bring your card"])
    agent = house.api("agent")
    await hear(house, GuestContactGiven(guest_id="g-1", name="Lee", phone=PHONE, language="en"))
    plain = {"name": "Lee", "phone": PHONE}
    booked = await agent.made("/bookings", wish(guest=plain))
    assert (booked["guest"]["language"], booked["notes"]) == ("en", ["Bring your card"])
    named = await agent.made(f"/bookings/{booked['booking_id']}/details", {"guest": {"name": "Bruce Lee"}})
    assert named["guest"]["language"] == "en"
    assert await house.events("g-1") == [], "nothing new was said of the guest"
    said = await agent.made("/bookings", wish(guest=plain | {"language": "zh-CN"}))
    assert (said["guest"]["language"], said["notes"]) == ("zh-CN", ["带身份证"])
    new = await agent.made("/bookings", wish(guest={"phone": "+8613500135000"}))
    assert new["guest"]["language"] == "zh-CN"


@pytest.mark.rule("L1")
async def test_what_an_older_ledger_tells_of_a_guest_is_no_news_of_one_who_is_known(house: House) -> None:
    await house.venue(rooms=2)
    manager = house.api("manager")
    await hear(house, GuestContactGiven(guest_id="g-1", name="王先生", phone=PHONE, member_card="G-9"))
    taken = {"taken_at": "2025-06-01T20:00:00+08:00", "confirmed_at": "2025-06-01T20:00:00+08:00"}
    recorded = await manager.made("/bookings/recorded", wish(history=taken | {"ref": "l:1"}))
    assert (recorded["guest"]["guest_id"], recorded["guest"]["name"]) == ("g-1", "李先生")
    assert await house.events("g-1") == []
    stranger = wish(guest={"name": "赵", "phone": "+8613500135000"}, history=taken | {"ref": "l:2"})
    new = await manager.made("/bookings/recorded", stranger)
    assert len(await house.events(new["guest"]["guest_id"])) == 1
