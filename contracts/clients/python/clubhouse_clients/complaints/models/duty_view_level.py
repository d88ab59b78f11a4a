from typing import Literal

DutyViewLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

DUTY_VIEW_LEVEL_VALUES: set[DutyViewLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_duty_view_level(value: str) -> DutyViewLevel:
    if value in DUTY_VIEW_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DUTY_VIEW_LEVEL_VALUES!r}"
    )
