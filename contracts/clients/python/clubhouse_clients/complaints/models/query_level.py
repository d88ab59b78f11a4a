from typing import Literal

QueryLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

QUERY_LEVEL_VALUES: set[QueryLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_query_level(value: str) -> QueryLevel:
    if value in QUERY_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUERY_LEVEL_VALUES!r}"
    )
