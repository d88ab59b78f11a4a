from typing import Literal

PauseBodyReason = Literal["awaiting-authority", "awaiting-guest", "site-inspection"]

PAUSE_BODY_REASON_VALUES: set[PauseBodyReason] = {
    "awaiting-authority",
    "awaiting-guest",
    "site-inspection",
}


def check_pause_body_reason(value: str) -> PauseBodyReason:
    if value in PAUSE_BODY_REASON_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PAUSE_BODY_REASON_VALUES!r}"
    )
