from typing import Literal

CaseViewStatus = Literal["closed", "open", "resolved"]

CASE_VIEW_STATUS_VALUES: set[CaseViewStatus] = {
    "closed",
    "open",
    "resolved",
}


def check_case_view_status(value: str) -> CaseViewStatus:
    if value in CASE_VIEW_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_STATUS_VALUES!r}"
    )
