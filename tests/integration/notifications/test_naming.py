"""How a case is named in what staff really read, from the event to the inbox."""

from __future__ import annotations

import pytest

from contracts import complaints
from tests.integration.notifications.conftest import EVENING, World, venue


@pytest.mark.rule("N3")
async def test_a_department_reads_the_cases_number_or_its_id_where_an_older_event_has_no_number(
    world: World,
) -> None:
    given = complaints.CaseDispatched(
        case_id="case-1", venue_id="harbour", department_id="kitchen", joint=False, react_by=EVENING
    )
    await world.hear(venue(), given.model_copy(update={"number": "C260501-7KQ4M2P"}), given)
    inbox = await world.api("department", venues=("harbour",)).got("/inbox")
    assert sorted(item["body"] for item in inbox["items"]) == [
        f"案件 {named} 已派至贵部门，请在5月1日（周五） 20:00前响应，谢谢。"
        for named in ("C260501-7KQ4M2P", "case-1")
    ]
