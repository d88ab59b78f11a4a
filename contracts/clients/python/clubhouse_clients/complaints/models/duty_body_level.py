from typing import Literal

DutyBodyLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

DUTY_BODY_LEVEL_VALUES: set[DutyBodyLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_duty_body_level(value: str) -> DutyBodyLevel:
    if value in DUTY_BODY_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DUTY_BODY_LEVEL_VALUES!r}"
    )
