from typing import Literal

StaffBodyLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

STAFF_BODY_LEVEL_VALUES: set[StaffBodyLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_staff_body_level(value: str) -> StaffBodyLevel:
    if value in STAFF_BODY_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STAFF_BODY_LEVEL_VALUES!r}"
    )
