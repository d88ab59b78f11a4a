from typing import Literal

StandingViewKind = Literal["department", "venue"]

STANDING_VIEW_KIND_VALUES: set[StandingViewKind] = {
    "department",
    "venue",
}


def check_standing_view_kind(value: str) -> StandingViewKind:
    if value in STANDING_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STANDING_VIEW_KIND_VALUES!r}"
    )
