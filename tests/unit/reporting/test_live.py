"""The live board: the chain as it stands, as far as whoever watches may see it (rule R11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from infra.chassis.clock import ManualClock
from services.reporting.domain.sheets import Sheet
from services.reporting.store.figures import Venue
from services.reporting.web.live import BOARD, Live
from tests.unit.reporting.telling import NOON

TODAY, YESTERDAY = date(2025, 6, 2), date(2025, 6, 1)
SHEETS = {
    ("bund", TODAY): Sheet(dict.fromkeys(BOARD, 3), {}, {}, {}),
    ("west", YESTERDAY): Sheet(dict.fromkeys(BOARD, 4), {}, {}, {}),
    ("west", TODAY): Sheet(dict.fromkeys(BOARD, 100), {}, {}, {}),
}


class House:
    """Two venues, whose business days are not the same, with an open case each."""

    async def venues(self) -> dict[str, Venue]:
        return {
            id: Venue(id, f"{id}-zh", f"{id}-en", featured=False, contracted=True) for id in ("bund", "west")
        }

    async def today(self, now: datetime, venues: Sequence[str]) -> dict[str, date]:
        assert now == NOON
        return {id: TODAY if id == "bund" else YESTERDAY for id in venues}

    async def sheets_of(self, days: Mapping[str, date]) -> dict[str, Sheet]:
        return {id: SHEETS[id, day] for id, day in days.items()}

    async def open_cases(self, venues: Sequence[str] | None, limit: int) -> list[dict[str, Any]]:
        assert venues is None
        return [{"case_id": f"c-{id}", "venue_id": id, "due_at": NOON} for id in ("bund", "west")][:limit]


@pytest.mark.rule("R11")
@pytest.mark.parametrize(
    ("venues", "shown", "total"),
    [(None, ["bund", "west"], 7), (["west"], ["west"], 4), (["elsewhere"], [], 0)],
)
async def test_the_board_shows_each_venue_one_may_see_on_its_own_day_and_their_sum(
    venues: list[str] | None, shown: list[str], total: int
) -> None:
    live = Live(SimpleNamespace(clock=ManualClock(NOON), figures=House()))  # type: ignore[arg-type]
    board = await live.board(venues)

    assert [each["venue_id"] for each in board["venues"]] == shown
    assert {each["venue_id"]: each["orders"] for each in board["venues"]}.items() <= {
        "bund": 3,
        "west": 4,
    }.items()
    assert board["totals"] == dict.fromkeys(BOARD, total)
    assert [each["case_id"] for each in board["cases"]] == [f"c-{id}" for id in shown]
