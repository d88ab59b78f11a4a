from typing import Literal

AttemptBodyMode = Literal["app", "email", "phone", "visit"]

ATTEMPT_BODY_MODE_VALUES: set[AttemptBodyMode] = {
    "app",
    "email",
    "phone",
    "visit",
}


def check_attempt_body_mode(value: str) -> AttemptBodyMode:
    if value in ATTEMPT_BODY_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ATTEMPT_BODY_MODE_VALUES!r}"
    )
