"""What the console's pages show of a month, taken away as CSV and XLSX, by those who may see the pages."""

from __future__ import annotations

import csv
import random
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from contracts import booking, complaints
from tests.integration.reporting.conftest import Running, until
from tests.integration.reporting.test_people import may
from tests.unit.reporting.telling import NOON, Tale, booked, complained

pytestmark = pytest.mark.slow
MONTH = "2025-05"
RATES = ("resolution", "timeliness", "satisfaction")


async def taken(reporting: Running, name: str, **asked: str) -> tuple[list[dict[str, str]], list[list[Any]]]:
    """The rows of an export as a reader of CSV and one of XLSX find them."""
    files = []
    for form in ("csv", "xlsx"):
        answer = await reporting.http.get(
            f"/v1/exports/{name}.{form}", params={"language": "en", **asked}, headers=reporting.token()
        )
        assert answer.status_code == 200, answer.text
        files.append(answer.content)
    sheet = load_workbook(BytesIO(files[1])).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    first, *_ = files[0].decode("utf-8-sig").split("\r\n\r\n")
    return list(csv.DictReader(StringIO(first))), rows


async def status(reporting: Running, path: str, *roles: str, **claims: Any) -> int:
    answer = await reporting.http.get(path, headers=reporting.token(*roles, **claims))
    return answer.status_code


def opened(venue: str, name: str) -> list[Any]:
    tale = Tale(venue, start=NOON - timedelta(days=30))
    told = booking.VenueOpened(
        venue_id=venue, name=name, name_en=name, kind="ktv", timezone="Asia/Shanghai", day_closes_minutes=360
    )
    return [tale.tell(told)]


@pytest.mark.rule("R2", "R11")
async def test_an_analysis_is_taken_away_as_it_was_drafted(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = [*opened(venue, "=HYPERLINK(1)"), *may(venue)]
    await reporting.tell(told)
    await reporting.heard(told)
    path = f"/v1/exports/analysis.csv?month={MONTH}"
    assert await status(reporting, path) == 404  # not before it is drafted
    reporting.clock.advance(timedelta(minutes=31))

    async def drafted() -> Any:
        found = await reporting.http.get(f"/v1/analyses/{MONTH}", headers=reporting.token())
        return found.status_code == 200 and found.json()["draft"]

    draft = await until(drafted)
    rows, sheet = await taken(reporting, "analysis", month=MONTH)

    whole = [row for row in rows if row["Part"] == "The whole chain"]
    figures = dict.fromkeys([*draft["totals"], *draft["before"]])
    assert [int(row["Amount"]) for row in whole] == [draft["totals"].get(figure, 0) for figure in figures]
    assert [int(row["Month before"]) for row in whole] == [draft["before"].get(each, 0) for each in figures]
    causes = {row["Figure"]: int(row["Amount"]) for row in rows if row["Part"] == "Causes"}
    assert causes == draft["parts"]["causes"]
    ours = [int(row["Amount"]) for row in rows if row["Part"] == "'=HYPERLINK(1)"]
    assert ours == [*draft["venues"][venue].values()]
    assert [[str(cell) if cell is not None else "" for cell in row] for row in sheet[1:]] == [
        [*row.values()] for row in rows
    ]

    assert await status(reporting, path, "manager", venues=(venue,)) == 403  # the chain's, as the page is
    assert await status(reporting, path, "agent") == 403
    assert await status(reporting, "/v1/exports/analysis.csv?month=2025-13") == 422
    assert await status(reporting, "/v1/exports/analysis.csv?month=2019-01") == 404
    page = await reporting.http.get(f"/console/analysis?month={MONTH}", headers=reporting.token())
    assert f"/v1/exports/analysis.xlsx?month={MONTH}&amp;language=" in page.text


@pytest.mark.rule("R2", "R9", "R11")
async def test_an_analysis_is_taken_away_with_its_actions_and_what_changed_since(
    reporting: Running,
) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = may(venue)
    await reporting.tell(told)
    await reporting.heard(told)
    path = f"/v1/analyses/{MONTH}"
    drafted = await reporting.http.post(f"{path}/draft", headers=reporting.token())
    assert drafted.status_code == 200, drafted.text

    async def files() -> tuple[list[list[list[str]]], dict[str, list[list[Any]]]]:
        found = []
        for form in ("csv", "xlsx"):
            asked = {"language": "en", "month": MONTH}
            answer = await reporting.http.get(
                f"/v1/exports/analysis.{form}", params=asked, headers=reporting.token()
            )
            found.append(answer.content)
        sections = [list(csv.reader(StringIO(e))) for e in found[0].decode("utf-8-sig").split("\r\n\r\n")]
        book = load_workbook(BytesIO(found[1]))
        return sections, {e.title: [list(row) for row in e.iter_rows(values_only=True)] for e in book}

    actions = drafted.json()["draft"]["actions"]
    sections, sheets = await files()
    assert list(sheets)[:2] == ["complaint analysis", "Corrective actions"]
    assert sections[1][0] == ["Corrective actions"]
    assert sheets["Corrective actions"] == [
        ["Case", "Action", "Owner", "Due on", "Status"],
        *([e["number"], e["text"], e["owner"], e["due_on"], "not done"] for e in actions),
    ]
    assert "多一位迎宾" in [row[1] for row in sections[1][1:]]
    before = len(await reporting.get(f"{path}/changes"))

    late = complained(venue, start=NOON - timedelta(days=20)).opened("waiting-time").envelopes
    await reporting.tell(late)
    await reporting.heard(late)
    changes = await reporting.get(f"{path}/changes")
    assert len(changes) > before
    sections, sheets = await files()
    title = "Changed since it was drafted"
    complaints_now = next(e for e in changes if e["figure"] == "complaints")
    row = ["Complaints", complaints_now["before"], complaints_now["after"]]
    assert list(sheets) == ["complaint analysis", "Corrective actions", title]
    assert sheets[title][0] == ["Figure", "As drafted", "Now"]
    assert row in sheets[title]
    assert sections[2][:2] == [[title], ["Figure", "As drafted", "Now"]]
    assert [str(cell) for cell in row] in sections[2]


@pytest.mark.rule("R5", "R6", "R11")
async def test_performance_is_taken_away_as_it_is_shown_of_the_venues_one_may_see(
    reporting: Running,
) -> None:
    first, second = (f"v{random.randrange(10**9)}" for _ in range(2))
    kitchen = Tale("d1", start=NOON - timedelta(days=30))
    saved = complaints.DepartmentSaved(
        department_id="d1", venue_id=first, name="厨房", head_id="h1", active=True
    )
    kitchen.tell(saved, "complaints")
    start = NOON - timedelta(days=20)
    more = [
        each for _ in range(9) for each in booked(second, start.date(), start=start).confirmed().envelopes
    ]
    told = [*opened(first, "Bund"), *kitchen.envelopes, *may(first), *more]
    await reporting.tell(told)
    await reporting.heard(told)

    shown = await reporting.get(f"/v1/months/{MONTH}/performance")
    ranks = {each["venue_id"]: each["rank"] for each in await reporting.get(f"/v1/months/{MONTH}/ranking")}
    rows, sheet = await taken(reporting, "performance", month=MONTH)

    assert [(row["Kind"], row["Id"]) for row in rows] == [(each["kind"], each["id"]) for each in shown]
    for row, cells, each in zip(rows, sheet[1:], shown, strict=True):
        rates = [each[rate][part] for rate in RATES for part in ("hits", "total", "value", "low", "high")]
        assert [float(cell) if cell else None for cell in [*row.values()][5:]] == rates
        assert cells[5:] == pytest.approx(rates)
        assert row["Rank"] == (str(ranks[each["id"]]) if each["kind"] == "venue" else "")
    named = {row["Id"]: (row["Name"], row["Venue"]) for row in rows}
    assert named[first] == ("Bund", "Bund")
    assert {row["Name"] for row in rows if row["Venue"] == "Bund"} >= {"Bund", "厨房"}

    path = f"/v1/exports/performance.csv?month={MONTH}"
    mine = await reporting.http.get(path, headers=reporting.token("manager", venues=(second,)))
    assert (second in mine.text, first in mine.text) == (True, False)
    assert await status(reporting, path, "agent") == 403
    page = await reporting.http.get(f"/console/performance?month={MONTH}", headers=reporting.token())
    assert f"/v1/exports/performance.csv?month={MONTH}&amp;language=" in page.text


@pytest.mark.rule("R7", "R11")
async def test_segments_are_taken_away_where_there_are_any(reporting: Running) -> None:
    path = "/v1/exports/segments.csv"
    assert await status(reporting, path) == 404  # nothing was analysed
    segment = {
        "segment": "loyal",
        "guests": 8,
        "visits": 40,
        "spend_per_visit_fen": 12_345,
        "recency_days": 9,
        "surveys": 5,
        "satisfied": 4,
    }
    backtest = {
        "measure": "m", "model": 1.0, "naive": 2.0, "naive_name": "n", "tested": 9, "larger_is_better": False,
    }  # fmt: skip
    answer: dict[str, Any] = {"rows": [segment], "backtest": backtest, "better": True, "refused": None}
    nothing: dict[str, Any] = {"rows": [], "backtest": None, "better": None, "refused": "few"}
    others = dict.fromkeys(("clusters", "together", "leaving", "worth", "coming"), nothing)
    kept = reporting.db.collection("guest_analyses")

    async def keep(segments: dict[str, Any]) -> None:
        made = {"made_at": NOON, "guests": 8, "visits": 40, "answers": {"segments": segments, **others}}
        await kept.replace_one({"_id": "chain"}, made, upsert=True)

    await keep(answer)
    rows, sheet = await taken(reporting, "segments")
    assert [*rows[0].values()] == ["loyal", "8", "40", "123.45", "9", "better than naive", "5", "4"]
    assert sheet[1] == ["loyal", 8, 40, 123.45, 9, "better than naive", 5, 4]
    assert await status(reporting, path, "manager", venues=("v1",)) == 403
    page = await reporting.http.get("/console/guests", headers=reporting.token())
    assert "/v1/exports/segments.csv?language=" in page.text
    assert "4 / 5" in page.text

    del segment["surveys"], segment["satisfied"]
    await keep(answer)  # of an analysis made before it told them
    page = await reporting.http.get("/console/guests", headers=reporting.token())
    assert (page.status_code, "/v1/exports/segments.csv?language=" in page.text) == (200, True)

    await keep(nothing)
    assert await status(reporting, path) == 404  # what is not answered is no empty table


@pytest.mark.rule("R11")
async def test_the_file_of_a_daily_report_is_named_after_its_venue(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = opened(venue, "Bund 1/2")
    await reporting.tell(told)
    await reporting.heard(told)

    async def named(venue_id: str) -> str:
        asked = {"venue_id": venue_id, "first": "2025-05-01", "last": "2025-05-02", "language": "en"}
        answer = await reporting.http.get("/v1/exports/daily.csv", params=asked, headers=reporting.token())
        return str(answer.headers["content-disposition"]).partition("; ")[2]

    assert await named(venue) == 'filename="daily-Bund_1_2-2025-05-01-2025-05-02.csv"'
    assert await named("*") == 'filename="daily-The_whole_chain-2025-05-01-2025-05-02.csv"'
