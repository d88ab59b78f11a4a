from typing import Literal

RemedyStatus = Literal["accepted", "granted", "not-granted", "proposed", "refused"]

REMEDY_STATUS_VALUES: set[RemedyStatus] = {
    "accepted",
    "granted",
    "not-granted",
    "proposed",
    "refused",
}


def check_remedy_status(value: str) -> RemedyStatus:
    if value in REMEDY_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REMEDY_STATUS_VALUES!r}"
    )
