"""What the console answers to addresses and forms that no page of its own would make."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

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

    for language, day_of, month_of in (("en", "day:", "month:"), ("zh-CN", "日期:", "月份:")):
        for day in ("0001-01-01", "9999-12-31", "soon"):
            for path in (f"/daily?day={day}", f"/daily/open?venue=v1&figure=orders&day={day}"):
                status, page = await ask(f"{path}&lang={language}")
                assert (status, day_of in page) == (422, True), path
        for path in ("/performance?month=2026-13", "/analysis?month=2026-13"):
            status, page = await ask(f"{path}&lang={language}")
            assert (status, month_of in page) == (422, True), path
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


async def test_a_page_or_form_is_refused_in_the_language_of_the_page(reporting: Running) -> None:
    book = MonthBook("2025-05", "drafted", None, date(2025, 6, 5), draft=Draft(NOON, {}, {}, {}, {}, ()))
    document = {"version": 1, "sequence": 0, "updated_at": NOON, "state": to_document(book)}
    await reporting.db.collection("months").insert_one({"_id": "2025-05", **document})

    async def refused(method: str, path: str, language: str, *roles: str, **claims: Any) -> tuple[int, str]:
        headers = {**reporting.token(*roles, **claims), "Accept-Language": language}
        answer = await reporting.http.request(method, f"/console{path}", headers=headers)
        section = answer.text[answer.text.index("<h1>") : answer.text.index("</section>")]
        return answer.status_code, section.split("<p><a")[0]

    asked: tuple[tuple[str, str, tuple[str, ...], dict[str, Any], int, str], ...] = (
        ("POST", "/analysis/2025-05/file", (), {}, 409, "the general manager reviews it"),
        ("POST", "/analysis/2025-05/review", ("manager",), {}, 403, "this needs one of: gm"),
        ("POST", "/analysis/2018-01/draft", (), {}, 404, "there is no month 2018-01"),
        ("GET", "/analysis", ("manager",), {"venues": ("v1",)}, 403, "rights at all venues"),
        ("GET", "/venues/nowhere", (), {}, 404, "nothing was heard of venue nowhere"),
        ("GET", "/scorecards/bob/2025-05", (), {}, 404, "there is no scorecard"),
        ("GET", "/daily?day=soon", (), {}, 422, "day: "),
    )
    for method, path, roles, claims, status, english in asked:
        code, page = await refused(method, path, "en", *roles, **claims)
        assert (code, english in page) == (status, True), page
        code, page = await refused(method, path, "zh-CN", *roles, **claims)
        words = re.sub(r"<[^>]+>", "", page)
        assert (code, [each for each in words if each.isascii() and each.isalpha()]) == (status, []), words
