from typing import Literal

ShiftViewStatus = Literal["acknowledged", "prepared", "released"]

SHIFT_VIEW_STATUS_VALUES: set[ShiftViewStatus] = {
    "acknowledged",
    "prepared",
    "released",
}


def check_shift_view_status(value: str) -> ShiftViewStatus:
    if value in SHIFT_VIEW_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SHIFT_VIEW_STATUS_VALUES!r}"
    )
