from typing import Literal

DailyReportViewStatus = Literal["closed", "open"]

DAILY_REPORT_VIEW_STATUS_VALUES: set[DailyReportViewStatus] = {
    "closed",
    "open",
}


def check_daily_report_view_status(value: str) -> DailyReportViewStatus:
    if value in DAILY_REPORT_VIEW_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DAILY_REPORT_VIEW_STATUS_VALUES!r}"
    )
