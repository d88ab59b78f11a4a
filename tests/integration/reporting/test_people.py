"""Months, scorecards, staff files, exports and rights over HTTP, on one running service."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from contracts import complaints
from tests.integration.reporting.conftest import Running, until
from tests.unit.reporting.telling import NOON, Tale, booked, complained

pytestmark = pytest.mark.slow
DAY = date(2025, 6, 2)


def may(venue: str) -> list[Any]:
    """Some bookings and a complaint with a corrective action, all of May."""
    start = NOON - timedelta(days=20)
    day = DAY - timedelta(days=20)
    told = []
    for n in range(6):
        tale = booked(venue, day, agent=f"ann-{venue}" if n else "bob", start=start).confirmed(
            contracted=n < 4
        )
        told += (tale.seated().spent(10_000) if n < 5 else tale.cancelled()).envelopes
    quota = Tale(f"ann-{venue}:2025-W20", start=start)
    quota.tell(
        complaints.QuotaClosed(
            quota_id=quota.key, staff_id=f"ann-{venue}", venue_id=venue,
            week_starts_on=day - timedelta(days=7),
            owed=20, made=18, missing=2,
        ),
        "complaints",
    )  # fmt: skip
    case = complained(venue, owner=f"ann-{venue}", start=start).opened("waiting-time")
    case.say(complaints.CorrectiveActionSet, action_id="x1", owner_id="bob", due_on=DAY, text="多一位迎宾")
    return [*told, *quota.envelopes, *case.resolved().closed().envelopes]


@pytest.mark.rule("R2", "R3", "R4", "R8", "R11")
async def test_a_month_from_its_events_to_filing_and_pay(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = may(venue)
    await reporting.tell(told)
    await reporting.heard(told)
    exam = {"venue_id": venue, "exam": "phone", "held_on": "2025-05-20", "score": 90}
    answer = await reporting.http.post(
        f"/v1/staff/ann-{venue}/exams", json=exam, headers=reporting.token("supervisor")
    )
    assert answer.status_code == 201, answer.text

    # May was over when it was heard of: half an hour later it is scored and drafted.
    reporting.clock.advance(timedelta(minutes=31))

    async def drafted() -> Any:
        found = await reporting.http.get("/v1/analyses/2025-05", headers=reporting.token())
        return found.status_code == 200 and found.json()["draft"] and found.json()

    analysis = await until(drafted)
    assert analysis["draft"]["venues"][venue]["complaints"] == 1
    assert analysis["draft"]["parts"]["causes"]["slow"] >= 1
    assert "多一位迎宾" in {each["text"] for each in analysis["draft"]["actions"]}

    card = await reporting.get(f"/v1/scorecards/ann-{venue}/2025-05")
    assert {each["reason"]: each["amount_fen"] for each in card["bonus"]} == {
        "effective-contracted": 75,
        "effective-other": 30,
        "callbacks-missing": -40,
    }
    assert {each["name"]: each["percent"] for each in card["measures"]}["exams"] == 90
    assert card["bonus_fen"] == 65

    for step, body in (("review", {"remarks": "增加人手"}), ("file", None)):
        answer = await reporting.http.post(
            f"/v1/analyses/2025-05/{step}", json=body, headers=reporting.token()
        )
        assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "filed"
    assert answer.json()["in_time"]

    # A late complaint changes no filed analysis, and is shown beside it.
    changes = "/v1/analyses/2025-05/changes"
    before = {each["figure"]: each["before"] for each in await reporting.get(changes)}
    late = complained(venue, start=NOON - timedelta(days=20)).opened("waiting-time")
    await reporting.tell(late.envelopes)

    async def seen() -> Any:
        found = {each["figure"]: each for each in await reporting.get(changes)}
        return "complaints" not in before and "complaints" in found and found["complaints"]

    change = await until(seen)
    assert change["after"] == change["before"] + 1 == analysis["draft"]["totals"]["complaints"] + 1
    page = await reporting.http.get("/console/analysis?month=2025-05", headers=reporting.token())
    assert 'id="changes"' in page.text

    # The same figures to take away, as a spreadsheet opens them.
    day = (DAY - timedelta(days=20)).isoformat()
    asked = {"venue_id": venue, "first": day, "last": day, "language": "en"}
    csv_file = await reporting.http.get("/v1/exports/daily.csv", params=asked, headers=reporting.token())
    rows = list(csv.DictReader(StringIO(csv_file.content.decode("utf-8-sig"))))
    assert (rows[0]["Orders"], rows[0]["Spend (yuan)"], rows[-1]["day"]) == ("6", "500.0", "total")
    xlsx = await reporting.http.get("/v1/exports/daily.xlsx", params=asked, headers=reporting.token())
    sheet = load_workbook(BytesIO(xlsx.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:2] == [day, 6]
    cards = await reporting.http.get(
        "/v1/exports/scorecards.csv", params={"month": "2025-05"}, headers=reporting.token()
    )
    assert f"ann-{venue}" in cards.text


async def test_staff_read_their_own_scorecard_and_nobody_elses(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = may(venue)
    await reporting.tell(told)
    await reporting.heard(told)
    scored = await reporting.http.post("/v1/months/2025-05/scorecards", headers=reporting.token("manager"))
    assert scored.status_code == 201, scored.text

    async def status(path: str, *roles: str, **claims: Any) -> int:
        answer = await reporting.http.get(path, headers=reporting.token(*roles, **claims))
        return answer.status_code

    own = f"/v1/scorecards/ann-{venue}/2025-05"
    assert await status(own, "agent", subject=f"ann-{venue}", venues=(venue,)) == 200
    assert await status(own, "agent", subject="bob", venues=(venue,)) == 403
    assert await status(own, "manager", subject="max", venues=("elsewhere",)) == 403
    assert await status("/v1/daily-reports/*/2025-05-13", "manager", venues=(venue,)) == 403
    assert await status(f"/v1/daily-reports/{venue}/2025-05-13", "manager", venues=(venue,)) == 200
    assert await status(f"/v1/daily-reports/{venue}/2025-05-13", "agent") == 403
