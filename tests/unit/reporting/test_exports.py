"""Tables to take away, as spreadsheets open them."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.scores import issue
from services.reporting.web.exports import Table, daily_table, download, scorecard_table


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
