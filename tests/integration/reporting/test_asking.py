"""What the console answers to addresses and forms that no page of its own would make."""

from __future__ import annotations

import pytest

from tests.integration.reporting.conftest import Running

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
