"""What else goes with a guest who is erased (rules L14, L15)."""

from __future__ import annotations

import pytest

from tests.integration.loyalty.conftest import House


@pytest.mark.rule("L14", "L15")
@pytest.mark.parametrize("merged", [False, True])
async def test_an_erased_guest_holds_no_seat_at_an_event_to_come(house: House, merged: bool) -> None:
    senior, desk = house.api("supervisor"), house.api("agent")
    kept, gone, waiting = [await house.guest(f"+861380013800{number}") for number in range(3)]
    body = {"venue_id": "bund", "title": "品酒会", "starts_at": "2026-12-24T19:00:00+08:00", "capacity": 1}
    path = f"/member-events/{(await senior.made('/member-events', body))['member_event_id']}"
    for guest in (gone, waiting):
        await desk.made(f"{path}/sign-ups", {"guest_id": guest})
    if merged:  # and the two are found to be one person as they are erased
        await senior.made(f"/guests/{kept}/merges", {"merged_guest_id": gone, "reason": "two phones"})
    await house.api("manager").made(f"/guests/{kept if merged else gone}/erasure", {"reason": "they asked"})
    await house.settle()
    shown = await desk.seen(path)
    assert [(each["guest_id"], each["waiting"]) for each in shown["sign_ups"]] == [(waiting, False)]
    told = await house.told(path.rpartition("/")[2])
    assert [kind for kind, _ in told][-2:] == ["member-withdrew", "member-signed-up"]


@pytest.mark.rule("L13", "L14")
async def test_an_erased_guests_coupons_are_used_no_more(house: House) -> None:
    guest = await house.guest()
    asked = {"guest_id": guest, "venue_id": "bund", "kind": "voucher-50"}
    bill = {"venue_id": "bund", "bill_fen": 900_00}
    till = house.api("integrator")
    used, kept = [
        f"/coupons/{(await house.api('supervisor').made('/coupons', asked))['coupon_id']}" for _ in range(2)
    ]
    first = await till.post(f"{used}/use", bill | {"receipt": "r1"}, key="k1")
    await house.api("manager").made(f"/guests/{guest}/erasure", {"reason": "the guest asked"})
    refused = await till.post(f"{kept}/use", bill | {"receipt": "r2"})
    assert (refused.status_code, refused.json().get("code")) == (404, "guest-erased")
    again = await till.post(f"{used}/use", bill | {"receipt": "r1"}, key="k1")
    assert (again.status_code, again.json()) == (200, first.json()), "what was answered once stays so"
