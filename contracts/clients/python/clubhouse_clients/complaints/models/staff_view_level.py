from typing import Literal

StaffViewLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

STAFF_VIEW_LEVEL_VALUES: set[StaffViewLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_staff_view_level(value: str) -> StaffViewLevel:
    if value in STAFF_VIEW_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STAFF_VIEW_LEVEL_VALUES!r}"
    )
