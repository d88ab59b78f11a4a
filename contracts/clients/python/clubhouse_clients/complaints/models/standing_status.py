from typing import Literal

StandingStatus = Literal["achieved", "breached", "cancelled", "imminent", "pending"]

STANDING_STATUS_VALUES: set[StandingStatus] = {
    "achieved",
    "breached",
    "cancelled",
    "imminent",
    "pending",
}


def check_standing_status(value: str) -> StandingStatus:
    if value in STANDING_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STANDING_STATUS_VALUES!r}"
    )
