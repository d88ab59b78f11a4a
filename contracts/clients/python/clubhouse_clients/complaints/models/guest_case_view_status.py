from typing import Literal

GuestCaseViewStatus = Literal["closed", "open", "resolved"]

GUEST_CASE_VIEW_STATUS_VALUES: set[GuestCaseViewStatus] = {
    "closed",
    "open",
    "resolved",
}


def check_guest_case_view_status(value: str) -> GuestCaseViewStatus:
    if value in GUEST_CASE_VIEW_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GUEST_CASE_VIEW_STATUS_VALUES!r}"
    )
