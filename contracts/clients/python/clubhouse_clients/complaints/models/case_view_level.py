from typing import Literal

CaseViewLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

CASE_VIEW_LEVEL_VALUES: set[CaseViewLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_case_view_level(value: str) -> CaseViewLevel:
    if value in CASE_VIEW_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_LEVEL_VALUES!r}"
    )
