"""Tables to take away, as spreadsheets open them."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from services.reporting.domain.months import Draft
from services.reporting.domain.performance import ranking, standings
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.scores import issue
from services.reporting.domain.sheets import Sheet
from services.reporting.store.figures import Venue
from services.reporting.web.exports import (
    Table,
    analysis_table,
    daily_table,
    download,
    performance_table,
    scorecard_table,
    segments_table,
)
from tests.unit.reporting.telling import NOON

BUND = {"v1": Venue("v1", "外滩会所", "The Bund", featured=False, contracted=True)}


@pytest.mark.rule("R11")
def test_a_daily_table_has_a_row_a_day_and_their_sum_in_yuan() -> None:
    days = {"2025-06-01": {"orders": 3, "spend_fen": 12_345}, "2025-06-02": {"orders": 4}}
    table = daily_table(days, "zh-CN")
    orders, spend = table.head.index("订单"), table.head.index("消费(元)")

    assert [row[0] for row in table.rows] == ["2025-06-01", "2025-06-02", "合计"]
    assert [row[orders] for row in table.rows] == [3, 4, 7]
    assert [row[spend] for row in table.rows] == [123.45, 0.0, 123.45]


@pytest.mark.rule("R11")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(form: str) -> None:
    evil = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM(1)"]
    answer = download(Table("t", ["what"], [[each] for each in evil]), form, "t")  # type: ignore[arg-type]
    if form == "csv":
        cells = [row[0] for row in csv.reader(StringIO(bytes(answer.body).decode("utf-8-sig"), newline=""))][
            1:
        ]
    else:
        sheet = load_workbook(BytesIO(bytes(answer.body))).active
        assert sheet is not None
        cells = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]

    assert [each[0] for each in cells] == ["'"] * len(evil)


@pytest.mark.rule("R11")
def test_csv_opens_as_utf_8_in_a_spreadsheet() -> None:
    answer = download(daily_table({}, "zh-CN"), "csv", "daily")

    assert bytes(answer.body).startswith("\ufeff日期,订单".encode())
    assert answer.headers["content-disposition"] == 'attachment; filename="daily.csv"'


@pytest.mark.rule("R11")
def test_a_person_nobody_measured_has_an_empty_score() -> None:
    card, _ = issue(
        staff_id="ann", venue_id="v1", month="2025-05", lines=(), bonus=(), before=None,
        policy=ReportingPolicy(), policy_version=1,
    )  # fmt: skip

    assert scorecard_table([card], "en").rows[0][:5] == ["ann", "v1", "2025-05", None, "not-measured"]


@pytest.mark.rule("R11")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_control_character_in_a_name_spoils_no_export(form: str) -> None:
    answer = download(Table("t", ["who"], [["an\x00n\x0b"]]), form, "t")  # type: ignore[arg-type]

    assert b"\x0b" not in bytes(answer.body) or form == "xlsx"
    if form == "xlsx":
        sheet = load_workbook(BytesIO(bytes(answer.body))).active
        assert sheet is not None
        assert sheet["A2"].value == "ann"


@pytest.mark.rule("R2", "R11")
def test_an_analysis_has_the_figures_of_both_months_their_parts_and_the_venues() -> None:
    draft = Draft(
        made_at=NOON,
        totals={"complaints": 3, "resolved": 2},
        parts={"causes": {"slow": 2}},
        venues={"v1": {"complaints": 3}},
        before={"complaints": 4, "breaches": 1},
        actions=(),
    )

    assert analysis_table(draft, BUND, "en").rows == [
        ["The whole chain", "Complaints", 3, 4],
        ["The whole chain", "Resolved", 2, 0],
        ["The whole chain", "Deadlines missed", 0, 1],
        ["Causes", "slow", 2, None],
        ["The Bund", "Complaints", 3, None],
    ]
    assert analysis_table(draft, BUND, "zh-CN").rows[-1][:2] == ["外滩会所", "投诉"]


@pytest.mark.rule("R5", "R6", "R11")
def test_a_performance_table_has_a_row_a_venue_with_its_rank_and_a_row_a_department() -> None:
    ours = Sheet({"orders": 4, "cases_opened": 2, "closed_of_opened": 1}, {}, {}, {"d1": {"dispatched": 1}})
    sheets = {"v1": ours, "v2": Sheet({"orders": 9}, {}, {}, {})}
    table = performance_table(standings(sheets), ranking(sheets), BUND, {"d1": "厨房"}, "zh-CN")

    assert [row[:5] for row in table.rows] == [
        ["门店", "v1", "外滩会所", "外滩会所", 2],
        ["部门", "d1", "厨房", "外滩会所", None],
        ["门店", "v2", "v2", "v2", 1],
    ]
    resolution = table.head.index("处理率: 达成")
    assert list(table.rows[0][resolution : resolution + 3]) == [1, 2, 0.5]
    assert list(table.rows[2][resolution : resolution + 5]) == [0, 0, None, 0.0, 1.0]
    assert len(set(table.head)) == len(table.head) == len(table.rows[0])


@pytest.mark.rule("R7", "R11")
@pytest.mark.parametrize(
    ("better", "said"), [(True, "优于基准"), (False, "不优于基准,请勿依赖"), (None, None)]
)
def test_segments_are_taken_away_with_what_their_backtest_says(better: bool | None, said: str | None) -> None:
    row = {"segment": "loyal", "guests": 8, "visits": 40, "spend_per_visit_fen": 12_345, "recency_days": 9}
    asked = row | {"surveys": 5, "satisfied": 4}

    assert segments_table([asked, row], better=better, language="zh-CN").rows == [
        ["重要保持客户", 8, 40, 123.45, 9, said, 5, 4],
        ["重要保持客户", 8, 40, 123.45, 9, said, None, None],  # of an analysis made before it told them
    ]


@pytest.mark.rule("R11")
def test_a_files_name_holds_nothing_that_a_header_or_a_file_system_refuses() -> None:
    named = [
        download(daily_table({}, "en"), "csv", name).headers["content-disposition"]
        for name in ('daily-a"b/../c\r\n', "daily-外滩 1号")
    ]

    assert named[0] == 'attachment; filename="daily-a_b_.._c_.csv"'
    assert named[1].isascii()
    assert unquote(named[1]) == "attachment; filename*=UTF-8''daily-外滩_1号.csv"
