"""Random histories through HTTP, by two processes of the service at once: the books on disk must agree."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest

from infra.chassis.service import Service
from services.loyalty.domain.replay import replay
from services.loyalty.store.accounts import AccountStore
from tests.integration.loyalty.conftest import Api, House

STOCK = 6
ROUNDS, AT_ONCE = 5, 14


class History:
    """Three guests and what may happen to them, drawn from one seed."""

    def __init__(self, house: House, twin: Service, seed: int) -> None:
        self.house = house
        self.chance = random.Random(seed)
        self.staff = [house.api("gm", subject="kim"), house.api("gm", subject="kim", of=twin)]
        self.second = house.api("gm", subject="lee", of=twin)
        self.guests: list[str] = []
        self.receipts: list[str] = []
        self.redemptions: list[tuple[str, str]] = []
        self.gifts: set[str] = set()
        self.count = 0

    async def begin(self) -> None:
        """Open the files, offer a gift, and give everybody something to lose."""
        self.guests = [await self.house.guest(f"+861380013800{number}") for number in range(3)]
        gift = {"name": "茶礼盒", "points": 30, "value_fen": 30_00, "stock": STOCK}
        await self.staff[0].placed("/gifts/tea", gift)
        for guest in self.guests:
            await self.visit(self.staff[0], guest)

    async def round(self) -> None:
        """Many things at once; what may not be is refused, and nothing fails."""
        steps: list[Callable[[Api, str], Awaitable[httpx.Response | None]]] = [
            self.visit, self.visit, self.void, self.reserve, self.reserve, self.reserve, self.decide,
            self.decide, self.decide, self.correct, self.merge,
        ]  # fmt: skip
        drawn = [
            (self.chance.choice(steps), self.chance.choice(self.staff), self.chance.choice(self.guests))
            for _ in range(AT_ONCE)
        ]
        answers = await asyncio.gather(*(step(caller, guest) for step, caller, guest in drawn))
        assert [each.text for each in answers if each is not None and each.status_code >= 500] == []
        await self.house.settle(timedelta(days=self.chance.choice([0, 0, 20, 200]), minutes=16))

    async def visit(self, caller: Api, guest: str) -> httpx.Response:
        self.count += 1
        receipt = f"r{self.count}"
        self.receipts.append(receipt)
        at = self.house.clock.now() - timedelta(days=self.chance.choice([0, 90, 360]))
        spend = self.chance.randrange(0, 2000) * 100
        body = {"guest_id": guest, "venue_id": "bund", "receipt": receipt, "at": at.isoformat()}
        return await caller.post("/visits", body | {"spend_fen": spend})

    async def void(self, caller: Api, _: str) -> httpx.Response:
        body = {"venue_id": "bund", "receipt": self.chance.choice(self.receipts), "reason": "paid twice"}
        return await caller.post("/visits/voids", body)

    async def reserve(self, caller: Api, guest: str) -> httpx.Response:
        use = self.chance.choice(["gift", "bill", "tier_credit"])
        wish = {"use": use, "venue_id": self.chance.choice(["bund", "lake"])}
        wish |= {"gift_id": "tea"} if use == "gift" else {"points": self.chance.randrange(1, 90)}  # type: ignore[dict-item]
        wish |= {"receipt": "b", "bill_fen": 10**6} if use == "bill" else {}  # type: ignore[dict-item]
        answer = await caller.post(f"/guests/{guest}/redemptions", wish)
        if answer.status_code == 201:
            made = answer.json()["redemption_id"]
            self.redemptions.append((guest, made))
            self.gifts |= {made} if use == "gift" else set()
        return answer

    async def decide(self, caller: Api, _: str) -> httpx.Response | None:
        if not self.redemptions:
            return None
        guest, redemption = self.chance.choice(self.redemptions)
        path = f"/guests/{guest}/redemptions/{redemption}"
        step = self.chance.choice(["confirmation", "confirmation", "release", "reversal"])
        return await caller.post(f"{path}/{step}", {"reason": "sent back"} if step == "reversal" else None)

    async def correct(self, caller: Api, guest: str) -> httpx.Response:
        body = {"venue_id": "bund", "points": self.chance.choice([-40, 25]), "reason": "counted again"}
        made = await caller.post(f"/guests/{guest}/corrections", body)
        if made.status_code != 201:
            return made
        return await self.second.post(f"/guests/{guest}/corrections/{made.json()['correction_id']}/approval")

    async def merge(self, caller: Api, guest: str) -> httpx.Response | None:
        other = self.chance.choice(self.guests)
        if other == guest or self.chance.random() < 0.7:
            return None
        body = {"merged_guest_id": other, "reason": "one person, two phones"}
        return await caller.post(f"/guests/{guest}/merges", body)

    async def books_agree(self) -> None:
        """Lots, ledger and balance of every account; all postings; the gifts and what is left of them."""
        [accounts] = [each for each in self.house.service._stores if isinstance(each, AccountStore)]
        sums: Counter[str] = Counter()
        gifts_out = 0
        for guest in self.guests:
            stored = await accounts.get(guest)
            if stored is None:
                continue
            points, entries = stored.state.points, await accounts.entries(guest)
            assert {lot.id: lot for lot in replay(entries)} == {lot.id: lot for lot in points.lots}
            assert sum(lot.available for lot in points.lots) == points.balance >= 0
            assert sum(lot.held for lot in points.lots) == points.held
            assert points.held == sum(each.points for each in points.reserved)
            for entry in entries:
                assert sum(posting.points for posting in entry.postings) == 0
                sums.update({posting.account: posting.points for posting in entry.postings})
                if entry.subject in self.gifts:
                    gifts_out += {"reserve": 1, "release": -1, "reverse": -1}.get(entry.kind.value, 0)
            assert sums[f"guest:{guest}:available"] == points.balance
            assert sums[f"guest:{guest}:held"] == points.held
        assert sums["transit"] == 0
        assert sum(sums.values()) == 0
        assert (await self.staff[0].seen("/gifts/tea"))["left"] == STOCK - gifts_out >= 0


@pytest.mark.rule("L6", "L7")
@pytest.mark.parametrize("seed", range(4))
async def test_whatever_two_processes_do_at_once_lots_ledger_and_balance_agree(
    house: House, twin: Service, seed: int
) -> None:
    history = History(house, twin, seed)
    await history.begin()
    for _ in range(ROUNDS):
        await history.round()
        await history.books_agree()
    await house.settle(timedelta(minutes=6))
    assert (await history.staff[0].seen("/reconciliation"))["differing_guest_ids"] == []
