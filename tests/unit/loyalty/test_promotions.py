"""Quotes: every promotion explained, the best combination chosen, never more than the bill or the budget."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.chassis.decision import Refused
from services.loyalty.domain.policy import Tier
from services.loyalty.domain.promotions import Asked, Effect, Kind, Promotion, TimeOfDay, quote, validated
from tests.unit.loyalty.helpers import DAY, NOW, SHANGHAI


def promotion(name: str = "p", **changes: Any) -> Promotion:
    told: dict[str, Any] = {"kind": Kind.MEMBER, "effect": Effect.DISCOUNT, "percent": 10, **changes}
    return Promotion(name, name, starts_at=NOW - DAY, ends_at=NOW + DAY, **told)


def asked(yuan: int = 1000, **changes: Any) -> Asked:
    told: dict[str, Any] = {
        "venue_id": "v1",
        "at": NOW,
        "tier": Tier.ORDINARY,
        "visits": 1,
        "party_size": 2,
        "zone": SHANGHAI,
        "used": {},
        "left_fen": {},
        "left_gifts": {},
        **changes,
    }
    return Asked(bill_fen=yuan * 100, **told)


promotions = st.lists(
    st.builds(
        promotion,
        st.uuids().map(str),
        effect=st.sampled_from([Effect.DISCOUNT, Effect.SPEND_AND_SAVE]),
        percent=st.integers(1, 100),
        spend_fen=st.integers(100_00, 500_00),
        save_fen=st.integers(1, 100_00),
        times=st.integers(1, 5),
        stack=st.sampled_from(["a", "b", "c"]),
        alone=st.booleans(),
    ),
    max_size=7,
)


@pytest.mark.rule("L13")
@given(promotions, st.integers(0, 3000), st.integers(0, 50_00))
def test_a_quote_never_exceeds_bill_or_budget_and_obeys_the_stacks(
    running: list[Promotion], yuan: int, left: int
) -> None:
    budgets = {each.id: left for each in running[:3]}
    made = quote(running, asked(yuan, left_fen=budgets))
    by_id = {each.id: each for each in running}
    assert 0 <= made.saved_fen <= yuan * 100
    assert all(line.cost_fen <= budgets.get(line.promotion_id, line.cost_fen) for line in made.lines)
    used = [by_id[line.promotion_id] for line in made.lines]
    assert len({each.stack for each in used}) == len(used)
    assert len(used) == 1 or not any(each.alone for each in used)
    told = [line.promotion_id for line in (*made.lines, *made.refused)]
    assert sorted(told) == sorted(by_id)  # every promotion is explained once


@pytest.mark.rule("L13")
@given(promotions, st.integers(0, 3000))
def test_no_single_promotion_would_save_more_than_the_quote(running: list[Promotion], yuan: int) -> None:
    best = quote(running, asked(yuan)).saved_fen
    assert all(quote([each], asked(yuan)).saved_fen <= best for each in running)


@pytest.mark.rule("L13")
@pytest.mark.parametrize(
    ("changes", "bill", "reason"),
    [
        ({"kind": Kind.NEW_GUEST}, {}, "for a first visit only"),
        ({"least_tier": 2}, {}, "for a higher tier"),
        ({"kind": Kind.GROUP, "least_party": 6}, {}, "for a larger party"),
        ({"venue_ids": ("v2",)}, {}, "not at this venue"),
        ({"least_spend_fen": 2000_00}, {}, "the bill is too small"),
        ({"per_guest": 1}, {"used": {"p": 1}}, "this guest had it as often as it is given"),
        ({"hours": (TimeOfDay((5, 6)),)}, {}, "not at this hour"),
        ({}, {"at": NOW + 2 * DAY}, "it is not running"),
        ({}, {"left_fen": {"p": 99_99}}, "its budget is spent"),
        (
            {"kind": Kind.NEW_GUEST},
            {"visits": 0, "used": {"p": 1}},
            "this guest had it as often as it is given",
        ),
        ({"effect": Effect.GIFT, "gift_id": "tea", "save_fen": 1}, {}, "none of the gift is left"),
    ],
)
def test_a_promotion_that_does_not_apply_says_why(
    changes: dict[str, Any], bill: dict[str, Any], reason: str
) -> None:
    [line] = quote([promotion(**changes)], asked(**bill)).refused
    assert line.refused == reason


@pytest.mark.rule("L13")
def test_hours_past_midnight_belong_to_the_day_they_began_on() -> None:
    monday_night = TimeOfDay((0,), 20 * 60, 26 * 60)
    evening = NOW + timedelta(hours=9)  # Monday 21:00 in Shanghai
    assert monday_night.covers(evening, SHANGHAI)
    assert monday_night.covers(evening + timedelta(hours=4), SHANGHAI)
    assert not monday_night.covers(evening + timedelta(hours=5), SHANGHAI)
    assert not monday_night.covers(evening + DAY, SHANGHAI)


@pytest.mark.parametrize(
    "changes",
    [
        {"percent": 0},
        {"effect": Effect.SPEND_AND_SAVE, "spend_fen": 10, "save_fen": 20},
        {"effect": Effect.GIFT, "save_fen": 1},
        {"effect": Effect.POINTS, "save_fen": 1},
        {"kind": Kind.GROUP},
        {"budget_fen": 0},
    ],
)
def test_terms_that_make_no_sense_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="promotion-invalid"):
        validated(promotion(**changes))
