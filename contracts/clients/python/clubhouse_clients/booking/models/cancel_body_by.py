from typing import Literal

CancelBodyBy = Literal["guest", "venue"]

CANCEL_BODY_BY_VALUES: set[CancelBodyBy] = {
    "guest",
    "venue",
}


def check_cancel_body_by(value: str) -> CancelBodyBy:
    if value in CANCEL_BODY_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CANCEL_BODY_BY_VALUES!r}"
    )
