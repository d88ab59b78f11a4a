from typing import Literal

AttemptMode = Literal["app", "email", "phone", "visit"]

ATTEMPT_MODE_VALUES: set[AttemptMode] = {
    "app",
    "email",
    "phone",
    "visit",
}


def check_attempt_mode(value: str) -> AttemptMode:
    if value in ATTEMPT_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ATTEMPT_MODE_VALUES!r}"
    )
