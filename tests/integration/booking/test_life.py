"""A booking's life over HTTP, on the real store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.booking.conftest import House, until, wish


@pytest.mark.rule("B1")
async def test_a_guest_books_is_confirmed_reminded_seated_and_done(house: House) -> None:
    await house.venue(notes=["请带身份证"])
    desk = house.api("agent")
    held = await desk.made("/bookings", wish())
    path = f"/bookings/{held['booking_id']}"
    assert (held["status"], held["item"], held["agent_id"], held["effective"]) == (
        "held",
        "Room 1",
        "agent-1",
        True,
    )
    confirmed = await desk.made(f"{path}/confirm")
    assert confirmed["confirmation_number"]
    assert confirmed["notes"] == ["请带身份证"]
    house.clock.advance(timedelta(hours=6, minutes=1))
    await until(lambda: _status(house, path, "reminded"))
    assert (await desk.made(f"{path}/seat", {"duty_agent_id": "agent-9"}))["status"] == "seated"
    assert (await desk.made(f"{path}/complete"))["status"] == "completed"
    told = [kind for kind, _ in await house.events(held["booking_id"])]
    assert told == ["held", "confirmed", "reminder-due", "seated", "completed"]


@pytest.mark.rule("B4")
async def test_a_lapsed_hold_frees_its_room(house: House) -> None:
    await house.venue()
    desk = house.api("agent")
    held = await desk.made("/bookings", wish())
    assert (await desk.post("/bookings", wish())).status_code == 409
    house.clock.advance(timedelta(minutes=10, seconds=1))
    await until(lambda: _status(house, f"/bookings/{held['booking_id']}", "lapsed"))
    assert (await desk.post("/bookings", wish())).status_code == 201


@pytest.mark.rule("B3")
async def test_a_taken_time_is_refused_with_ranked_alternatives_that_are_ready_to_hold(house: House) -> None:
    await house.venue()
    await house.venue("lake", name="Lake", district="")
    desk = house.api("agent")
    await desk.made("/bookings", wish())
    refused = await desk.post("/bookings", wish(open_to_other_venues=True))
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "slot-taken"
    offers = problem["alternatives"]
    assert 1 < len(offers) <= 5
    assert {offer["why"] for offer in offers} == {"time", "venue"}
    for offer in offers:
        assert (offer["hold"]["method"], offer["hold"]["href"]) == ("POST", "/bookings")
        again = await desk.post(offer["hold"]["href"], offer["hold"]["body"])
        assert again.status_code == 201, again.text
        await desk.made(f"/bookings/{again.json()['booking_id']}/cancel", {})


@pytest.mark.rule("B3")
async def test_alternatives_are_held_while_somebody_chooses_and_freed_by_the_choice(house: House) -> None:
    await house.venue(rooms=1)
    await house.venue("lake", name="Lake", rooms=1)
    desk = house.api("agent")
    await desk.made("/bookings", wish(guest={}))
    refused = (await desk.post("/bookings", wish(hold_alternatives=True, open_to_other_venues=True))).json()
    assert refused["code"] == "slot-taken"
    offers = refused["alternatives"]
    assert 1 < len(offers) <= 5
    for offer in offers:
        assert offer["held"]["status"] == "held"
        assert offer["held"]["hold_expires_at"] == "2025-06-02T04:03:00Z"
        times = {name: offer["held"][name] for name in ("starts_at", "ends_at", "resource_ids", "venue_id")}
        assert (await desk.post("/bookings", wish(guest={}, **times))).status_code == 409, "it is kept"
    first, *others = offers
    booked = await desk.made(first["hold"]["href"], first["hold"]["body"])
    assert booked["status"] == "confirmed"
    for other in others:
        assert (await desk.get(f"/bookings/{other['held']['booking_id']}")).json()["status"] == "cancelled"


@pytest.mark.rule("B3")
async def test_nothing_is_held_where_whoever_asks_could_not_confirm_it(house: House) -> None:
    await house.venue(rooms=1)
    await house.venue("lake", name="Lake", rooms=1)
    await house.api("agent").made("/bookings", wish(guest={}))
    desk = house.api("agent", venues=("harbour",))
    refused = (await desk.post("/bookings", wish(hold_alternatives=True, open_to_other_venues=True))).json()
    assert {offer["venue_id"] for offer in refused["alternatives"]} == {"harbour"}


@pytest.mark.rule("B3")
async def test_a_guest_has_one_set_of_choices_at_a_time_and_it_lapses_by_itself(house: House) -> None:
    await house.venue(rooms=1)
    desk = house.api("agent")
    await desk.made("/bookings", wish(guest={}))

    async def held() -> list[str]:
        return [each["booking_id"] for each in (await desk.get("/bookings", status="held")).json()["items"]]

    one = await desk.post("/bookings", wish(hold_alternatives=True), key="k1")
    for key in ("k1", "k2"):
        again = await desk.post("/bookings", wish(hold_alternatives=True), key=key)
        assert len(again.json()["alternatives"]) == len(one.json()["alternatives"])
        assert len(await held()) == 1 + len(again.json()["alternatives"]), "the set before is free"
    house.clock.advance(timedelta(minutes=3, seconds=1))

    async def lapsed() -> bool:
        return len(await held()) == 1

    assert await until(lapsed)


@pytest.mark.rule("B15")
async def test_a_booking_is_rescheduled_only_where_it_is_free(house: House) -> None:
    await house.venue()
    desk = house.api("agent")
    first = await desk.made("/bookings", wish())
    later = {"starts_at": "2025-06-02T22:00:00+08:00", "ends_at": "2025-06-02T23:00:00+08:00"}
    second = await desk.made("/bookings", wish(**later))
    taken = await desk.post(f"/bookings/{second['booking_id']}/reschedule", {
        "starts_at": "2025-06-02T21:00:00+08:00", "ends_at": "2025-06-02T22:30:00+08:00",
    })  # fmt: skip
    assert taken.status_code == 409
    assert taken.json()["alternatives"][0]["hold"]["href"].endswith("/reschedule")
    moved = await desk.made(f"/bookings/{first['booking_id']}/reschedule", {
        "starts_at": "2025-06-02T19:30:00+08:00", "ends_at": "2025-06-02T21:30:00+08:00",
    })  # fmt: skip
    assert moved["starts_at"] == "2025-06-02T11:30:00Z"
    assert (await desk.post("/bookings", wish(
        starts_at="2025-06-02T21:30:00+08:00", ends_at="2025-06-02T22:00:00+08:00"
    ))).status_code == 201  # fmt: skip


async def test_a_larger_party_moves_to_a_room_that_takes_it(house: House) -> None:
    await house.venue()
    big = {"id": "big", "kind": "room", "category": "hall", "name": "Hall", "capacity": 20}
    await house.api("manager").made("/venues/harbour/resources", {"resources": [big]})
    desk = house.api("agent")
    held = await desk.made("/bookings", wish(category=""))
    assert held["resource_ids"] == ["r1"]
    hall = await desk.made("/bookings", wish(category="hall", party_size=10))
    assert hall["resource_ids"] == ["big"]
    refused = await desk.post(f"/bookings/{held['booking_id']}/party", {"party_size": 7})
    assert refused.json()["code"] == "no-suitable-resource"
    smaller = await desk.made(f"/bookings/{held['booking_id']}/party", {"party_size": 2})
    assert (smaller["party_size"], smaller["resource_ids"]) == (2, ["r1"])


async def test_a_retried_request_gets_its_first_answer_although_its_room_is_taken_by_itself(
    house: House,
) -> None:
    await house.venue()
    desk = house.api("agent")
    first = await desk.post("/bookings", wish(), key="k1")
    again = await desk.post("/bookings", wish(), key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    other = await desk.post("/bookings", wish(party_size=2), key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_one_phone_is_one_guest(house: House) -> None:
    await house.venue(rooms=3)
    desk = house.api("agent")
    bookings = [await desk.made("/bookings", wish()) for _ in range(3)]
    assert len({each["guest"]["guest_id"] for each in bookings}) == 1
    [(kind, contact)] = await house.events(bookings[0]["guest"]["guest_id"])
    assert (kind, contact["phone"]) == ("contact-given", "+8613800138000")


async def test_events_of_bookings_carry_no_contact(house: House) -> None:
    await house.venue()
    held = await house.api("agent").made("/bookings", wish())
    for _, body in await house.events(held["booking_id"]):
        assert "李先生" not in str(body)
        assert "13800138000" not in str(body)


async def test_a_guest_sees_and_cancels_only_their_own_booking(house: House) -> None:
    await house.venue(rooms=2)
    mine = await house.api("guest", guest_id="g-1").made("/bookings", wish(guest={}, channel="app"))
    assert mine["agent_id"] is None
    stranger = house.api("guest", guest_id="g-2")
    assert (await stranger.get(f"/bookings/{mine['booking_id']}")).status_code == 403
    assert (await stranger.post(f"/bookings/{mine['booking_id']}/cancel", {})).status_code == 403
    assert (await stranger.get("/bookings")).status_code == 403
    cancelled = await house.api("guest", guest_id="g-1").made(f"/bookings/{mine['booking_id']}/cancel", {})
    assert cancelled["status"] == "cancelled"


async def test_staff_acts_only_at_their_venues(house: House) -> None:
    await house.venue()
    elsewhere = house.api("agent", venues=("lake",))
    assert (await elsewhere.post("/bookings", wish())).status_code == 403
    held = await house.api("agent").made("/bookings", wish())
    assert (await elsewhere.post(f"/bookings/{held['booking_id']}/confirm")).status_code == 403
    assert (await elsewhere.get("/bookings")).json()["items"] == []


async def test_a_session_sells_exactly_its_places(house: House) -> None:
    await house.venue(rooms=0)
    show = {"id": "show", "kind": "seat", "category": "show", "name": "Show", "capacity": 10, "shared": True}
    await house.api("manager").made("/venues/harbour/resources", {"resources": [show]})
    desk = house.api("agent")
    sold = [await desk.post("/bookings", wish(kind="seat", party_size=4)) for _ in range(3)]
    assert [each.status_code for each in sold] == [201, 201, 409]
    assert (await desk.post("/bookings", wish(kind="seat", party_size=2))).status_code == 201
    await desk.made(f"/bookings/{sold[0].json()['booking_id']}/cancel", {})
    assert (await desk.post("/bookings", wish(kind="seat", party_size=4))).status_code == 201


async def test_a_changed_booking_refuses_an_old_etag(house: House) -> None:
    await house.venue()
    desk = house.api("agent")
    held = await desk.post("/bookings", wish())
    path = f"/bookings/{held.json()['booking_id']}"
    await desk.made(f"{path}/confirm")
    stale = await desk.post(f"{path}/cancel", {}, **{"If-Match": held.headers["ETag"]})
    assert stale.status_code == 412


async def _status(house: House, path: str, status: str) -> bool:
    return bool((await house.api("agent").get(path)).json()["status"] == status)
