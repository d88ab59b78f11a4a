from typing import Literal

StandingLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

STANDING_LEVEL_VALUES: set[StandingLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_standing_level(value: str) -> StandingLevel:
    if value in STANDING_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STANDING_LEVEL_VALUES!r}"
    )
