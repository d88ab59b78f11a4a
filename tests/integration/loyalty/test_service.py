"""The whole service at work: its own facts go through the broker and come back."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from tests.integration.loyalty.conftest import House, until


@pytest.mark.rule("L1", "L10")
async def test_merges_referrals_and_lapses_happen_by_themselves(running: House) -> None:
    await running.service.connected()
    # Numbers of its own: the broker is the session's, and other suites tell of guests with the usual ones.
    phones = [f"+86139{uuid.uuid4().int % 10**8:08}" for _ in range(2)]
    referrer = await running.guest(phones[0])
    friend = await running.guest(phones[1], referred_by=referrer)
    await running.visit(friend, "r1", 500)

    async def rewarded() -> bool:
        return bool((await running.account(referrer))["balance"] == 50)

    await until(rewarded, 90)
    desk = running.api("agent")
    wish = {"use": "tier_credit", "venue_id": "bund", "points": 20}
    await desk.made(f"/guests/{friend}/redemptions", wish)
    merge = {"merged_guest_id": friend, "reason": "one person, two phones"}
    await running.api("supervisor").made(f"/guests/{referrer}/merges", merge)

    async def joined() -> bool:
        account = await running.account(referrer)
        return (account["balance"], account["held"]) == (80, 20)

    await until(joined, 90)
    running.clock.advance(timedelta(minutes=16))

    async def lapsed() -> bool:
        return bool((await running.account(referrer))["balance"] == 100)

    await until(lapsed, 90)
    assert (await desk.seen(f"/reconciliation/{referrer}"))["agrees"]
