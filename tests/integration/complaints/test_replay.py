"""Replaying what is stored of a case gives what was told of it, whatever policies came meanwhile."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from services.complaints.domain.clock import Climb
from services.complaints.domain.clocks import run
from services.complaints.domain.history import Terms
from services.complaints.domain.policy import CasePolicy
from services.complaints.store.calendars import CalendarStore
from services.complaints.store.cases import CaseStore
from tests.integration.complaints.conftest import House, until

STEPS = 14
NIGHTS = [[{"starts_minute": 1080, "ends_minute": 1560}]] * 7
SPLIT = [[{"starts_minute": 540, "ends_minute": 720}, {"starts_minute": 780, "ends_minute": 1080}]] * 7


@dataclass
class Life:
    """A case that is lived at random, in a house whose policies and calendars change meanwhile."""

    house: House
    chance: random.Random
    case: dict[str, Any]

    async def step(self) -> None:
        """Let time pass, then do something; much of it is refused, as in life."""
        self.house.pass_time(seconds=self.chance.choice([5, 90, 600, 1_800, 7_000, 40_000]))
        await self.chance.choice([self.policy, self.calendar, *[self.command] * 6])()

    async def policy(self) -> None:
        """From now on everything is stricter, or laxer."""
        changes = {
            "result_general_minutes": self.chance.choice([20, 60, 240]),
            "reaction_minutes": self.chance.choice([3, 30]),
            "result_major_working_days": self.chance.choice([1, 3]),
            "climb_percent": self.chance.choice([25, 100]),
            "warn_percents": self.chance.choice([[90], [10, 20]]),
        }
        version = {"venue_id": self.house.venue, "effective_from": self.house.clock.now().isoformat()}
        await self.house.api("gm", "gina").made(
            "/policy/versions", version | {"changes": changes, "reason": "a change"}
        )

    async def calendar(self) -> None:
        """From now on other hours are worked."""
        week = {"timezone": "Asia/Shanghai", "week": self.chance.choice([NIGHTS, SPLIT])}
        await self.house.api("gm", "gina").made(f"/calendars/{self.house.venue}", week)

    async def command(self) -> None:
        """One of everything that moves clocks."""
        now = self.house.clock.now().timestamp()
        later = _iso(now + self.chance.choice([1_000, 20_000, 90_000]))
        owner = {"case_ids": [self.case["id"]], "owner_id": self.chance.choice("ab"), "reason": "shift"}
        path, body = self.chance.choice(
            [
                ("severity", {"grounds": ["loss-or-injury"]}),
                ("severity", {"grounds": []}),
                ("classification", {"responsibility": "responsible"}),
                ("dispatches", {"department_ids": [self.chance.choice(["kitchen", "floor"])]}),
                ("reactions", {"department_id": "kitchen"}),
                ("pause", {"reason": "awaiting-guest", "until": later}),
                ("resumption", None),
                ("extensions", {"until": later, "reason": "waiting for parts", "agreed": True}),
                ("escalation", {"level": self.chance.choice(["supervisor", "manager", "gm"])}),
                ("", owner),
            ]
        )
        where = f"/cases/{self.case['id']}/{path}" if path else "/cases/reassignment"
        answer = await self.house.api("supervisor", "sue").post(where, body)
        assert answer.status_code < 500, answer.text

    async def settled(self) -> None:
        """Nothing is due any more."""
        timers = self.house.service.db.collection("timers")

        async def none_due() -> bool:
            return not await timers.find_one({"due": {"$lte": self.house.clock.now()}})

        await until(none_due)

    async def told(self) -> list[tuple[Any, ...]]:
        """Every turn that was published, in order."""
        events = await self.house.events(self.case["id"])
        return [
            (body["at"], body["level"], body["reason"])
            if kind == "escalated"
            else (body["at"], body["clock"], body["status"], body["due_at"], body["policy_version"])
            for kind, body in events
            if kind in ("escalated", "clock-changed")
        ]

    async def replayed(self, policy: CasePolicy) -> list[tuple[Any, ...]]:
        """Every turn that the stored history comes to, under the policy and calendar of its opening."""
        desk = self.house.service.desk
        case = (await CaseStore(desk).need(self.case["id"])).state
        calendar = await CalendarStore(desk).version(
            case.venue_id, case.calendar_version, case.opened_at.year
        )
        ran = run(case.history, Terms.of(case.kind, policy), calendar, case.judged_at)
        return [
            (_iso(turn.at.timestamp()), turn.level, turn.reason)
            if isinstance(turn, Climb)
            else (
                _iso(turn.at.timestamp()),
                turn.clock,
                turn.status,
                _iso(turn.due_at.timestamp()),
                case.policy_version,
            )
            for turn in ran.turns
        ]


def _iso(moment: float) -> str:
    """A time as events say it."""
    seconds, millis = divmod(round(moment * 1000), 1000)
    text = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{millis:03}000Z" if millis else f"{text}Z"


@pytest.mark.rule("C6", "C7")
@pytest.mark.parametrize("seed", range(4))
async def test_a_life_under_changing_policies_replays_to_the_same_clocks(house: House, seed: int) -> None:
    chance = random.Random(seed)
    life = Life(house, chance, {})
    strict: dict[str, Any] = {
        "result_general_minutes": 45 + seed,
        "reaction_minutes": 7,
        "warn_percents": (40,),
    }
    first = {"venue_id": house.venue, "effective_from": house.clock.now().isoformat(), "reason": "at opening"}
    await house.api("gm", "gina").made("/policy/versions", first | {"changes": strict})
    house.pass_time(seconds=3)
    life.case = await house.case()
    for _ in range(STEPS):
        await life.step()
        await life.settled()
    house.pass_time(days=5)
    await life.settled()
    told = await life.told()
    assert len(told) > 3
    assert told == await life.replayed(CasePolicy(**strict))
