"""What the console answers to addresses and forms that no page of its own would make."""

from __future__ import annotations

from datetime import date

import pytest

from infra.chassis.codec import to_document
from services.reporting.domain.months import Draft, MonthBook
from tests.integration.reporting.conftest import Running
from tests.unit.reporting.telling import NOON

pytestmark = pytest.mark.slow


async def test_a_page_names_what_it_cannot_take_and_takes_an_emptied_field_for_none(
    reporting: Running,
) -> None:
    async def ask(path: str) -> tuple[int, str]:
        answer = await reporting.http.get(f"/console{path}", headers=reporting.token())
        return answer.status_code, answer.text

    for day in ("0001-01-01", "9999-12-31", "soon"):
        for path in (f"/daily?day={day}", f"/daily/open?venue=v1&figure=orders&day={day}"):
            status, page = await ask(path)
            assert (status, "day:" in page) == (422, True), path
    for path in ("/performance?month=2026-13", "/analysis?month=2026-13"):
        status, page = await ask(path)
        assert (status, "month:" in page) == (422, True), path
    for path in ("/daily?day=", "/performance?month=", "/scorecards?month=", "/analysis?month="):
        assert (await ask(path))[0] == 200, path


async def test_a_form_of_more_fields_than_any_page_has_is_refused_not_fallen_over(reporting: Running) -> None:
    form = "&".join(f"field{n}=1" for n in range(30))
    assert (await reporting.http.post("/console/sign-in", content=form)).status_code == 422


async def test_a_manager_of_a_venue_nothing_was_heard_of_sees_its_empty_daily_report(
    reporting: Running,
) -> None:
    headers = reporting.token("manager", venues=("v-unheard",))
    answer = await reporting.http.get("/console/daily", headers=headers)

    assert answer.status_code == 200
    assert "v-unheard" in answer.text


@pytest.mark.rule("R2")
async def test_the_analysis_of_every_month_there_is_can_be_reached(reporting: Running) -> None:
    made = Draft(NOON, {"complaints": 7}, {}, {}, {}, ())
    for month in (f"{year}-{number:02}" for year in range(2019, 2023) for number in range(1, 13)):
        book = MonthBook(month, "filed", None, date(2030, 1, 5), draft=made)
        document = {"version": 1, "sequence": 0, "updated_at": NOON, "state": to_document(book)}
        await reporting.db.collection("months").insert_one({"_id": month, **document})

    async def page(path: str) -> str:
        answer = await reporting.http.get(f"/console{path}", headers=reporting.token())
        assert answer.status_code == 200, answer.text
        return answer.text

    assert 'value="2019-01"' in await page("/analysis")
    oldest = await page("/analysis?month=2019-01")
    assert 'selected value="2019-01"' in oldest
    assert "/v1/exports/analysis.csv?month=2019-01" in oldest
    assert "/v1/exports/analysis.csv" not in await page("/analysis?month=2018-12")
