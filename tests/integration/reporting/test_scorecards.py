"""What an issued scorecard says once late events changed what it is made of."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from tests.integration.reporting.conftest import Running
from tests.integration.reporting.test_months import a_month, heard, post
from tests.unit.reporting.telling import NOON, booked

pytestmark = pytest.mark.slow


async def changes(reporting: Running, staff: str, month: str = "2025-05") -> dict[str, tuple[int, int]]:
    found = await reporting.get(f"/v1/scorecards/{staff}/{month}/changes")
    return {each["figure"]: (each["before"], each["after"]) for each in found}


async def scored(reporting: Running, *months: str) -> None:
    for month in months:
        assert (await post(reporting, f"/v1/months/{month}/scorecards"))[0] == 201


@pytest.mark.rule("R3", "R4", "R9")
async def test_an_issued_scorecard_stays_as_issued_and_says_what_late_events_changed(
    reporting: Running,
) -> None:
    venue = f"v{random.randrange(10**9)}"
    ann = f"ann-{venue}"
    await heard(reporting, a_month(ann, venue, 20, seated=8))
    await scored(reporting, "2025-05")
    path = f"/v1/scorecards/{ann}/2025-05"
    issued = await reporting.get(path)
    assert await changes(reporting, ann) == {}

    late = booked(venue, date(2025, 5, 13), agent=ann, start=NOON - timedelta(days=20))
    await heard(reporting, late.confirmed().no_show().envelopes)
    exam = {"venue_id": venue, "exam": "menu", "held_on": "2025-05-20", "score": 60}
    assert (await post(reporting, f"/v1/staff/{ann}/exams", exam))[0] == 201

    assert await reporting.get(path) == issued
    now = await changes(reporting, ann)
    assert now == {
        "bonus_fen": (250, 275),
        "effective-contracted": (10, 11),
        "exams": (0, 60),
        "failures_in_a_row": (0, 1),
        "orders": (10, 11),
        "score": (80, round((40 * 60 + 30 * 73) / 70)),
    }

    async def status(*roles: str, **claims: Any) -> int:
        headers = reporting.token(*roles, **claims)
        return (await reporting.http.get(f"{path}/changes", headers=headers)).status_code

    assert await status("agent", subject=ann, venues=(venue,)) == 200
    assert await status("agent", subject="bob", venues=(venue,)) == 403
    assert await status("manager", subject="max", venues=("elsewhere",)) == 403
    nobody = await reporting.http.get("/v1/scorecards/nobody/2025-05/changes", headers=reporting.token())
    assert nobody.status_code == 404
    page = await reporting.http.get(f"/console/scorecards/{ann}/2025-05", headers=reporting.token())
    assert 'id="changes"' in page.text

    await scored(reporting, "2025-05")
    again = await reporting.get(path)
    assert (again["score"], again["bonus_fen"]) == (now["score"][1], now["bonus_fen"][1])
    assert await changes(reporting, ann) == {}


@pytest.mark.rule("R3", "R4", "R9")
async def test_a_month_scored_again_leaves_no_score_to_those_whose_last_figure_left_it(
    reporting: Running,
) -> None:
    venue = f"v{random.randrange(10**9)}"
    ann = f"ann-{venue}"
    supervisor = {"roles": ("supervisor",), "venues": (venue,)}
    exam = {"venue_id": venue, "exam": "menu", "held_on": "2024-03-20", "score": 100}
    assert (await post(reporting, f"/v1/staff/{ann}/exams", exam, **supervisor))[0] == 201
    only = booked(venue, date(2025, 5, 13), agent=ann, start=NOON - timedelta(days=20)).confirmed()
    await heard(reporting, only.envelopes)
    await scored(reporting, "2025-05")
    path = f"/v1/scorecards/{ann}/2025-05"
    first = await reporting.get(path)
    assert (first["score"], first["bonus_fen"]) == (57, 25)

    await heard(reporting, [only.moved(date(2025, 6, 3)).envelopes[-1]])
    assert await changes(reporting, ann) == {
        "bonus_fen": (25, 0),
        "effective-contracted": (1, 0),
        "exams": (100, 0),
        "failures_in_a_row": (1, 0),
        "orders": (1, 0),
        "score": (57, 0),
    }
    await scored(reporting, "2025-05")

    card = await reporting.get(path)
    assert (card["score"], card["grade"], card["bonus"], card["best"]) == (None, "not-measured", [], False)
    assert await changes(reporting, ann) == {}


@pytest.mark.rule("R3", "R9")
async def test_an_issued_card_says_so_when_the_failures_before_it_were_counted_anew(
    reporting: Running,
) -> None:
    venue = f"v{random.randrange(10**9)}"
    ann = f"ann-{venue}"
    await heard(reporting, [*a_month(ann, venue, 50, seated=2), *a_month(ann, venue, 20, seated=2)])
    await scored(reporting, "2025-04", "2025-05")
    path = f"/v1/scorecards/{ann}/2025-05"
    assert (await reporting.get(path))["failures_in_a_row"] == 2

    await heard(reporting, a_month(ann, venue, 50, seated=40, of=40))  # April was not failed after all
    await scored(reporting, "2025-04")

    assert (await reporting.get(path))["failures_in_a_row"] == 2
    assert await changes(reporting, ann) == {"failures_in_a_row": (2, 1)}
    await scored(reporting, "2025-05")
    assert (await reporting.get(path))["failures_in_a_row"] == 1
