from typing import Literal

StandingName = Literal["answer", "dispatch", "guest", "reaction", "result"]

STANDING_NAME_VALUES: set[StandingName] = {
    "answer",
    "dispatch",
    "guest",
    "reaction",
    "result",
}


def check_standing_name(value: str) -> StandingName:
    if value in STANDING_NAME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STANDING_NAME_VALUES!r}"
    )
