from typing import Literal

OpenedStatus = Literal["closed", "open", "resolved"]

OPENED_STATUS_VALUES: set[OpenedStatus] = {
    "closed",
    "open",
    "resolved",
}


def check_opened_status(value: str) -> OpenedStatus:
    if value in OPENED_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPENED_STATUS_VALUES!r}"
    )
