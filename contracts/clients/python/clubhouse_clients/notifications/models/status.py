from typing import Literal

Status = Literal[
    "doubtful", "dropped", "failed", "scheduled", "sending", "sent", "waiting"
]

STATUS_VALUES: set[Status] = {
    "doubtful",
    "dropped",
    "failed",
    "scheduled",
    "sending",
    "sent",
    "waiting",
}


def check_status(value: str) -> Status:
    if value in STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STATUS_VALUES!r}")
