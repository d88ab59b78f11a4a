from typing import Literal

AccountViewLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

ACCOUNT_VIEW_LEVEL_VALUES: set[AccountViewLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_account_view_level(value: str) -> AccountViewLevel:
    if value in ACCOUNT_VIEW_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_VIEW_LEVEL_VALUES!r}"
    )
