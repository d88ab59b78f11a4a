from typing import Literal

SpecialDayViewOrigin = Literal["statutory", "venue"]

SPECIAL_DAY_VIEW_ORIGIN_VALUES: set[SpecialDayViewOrigin] = {
    "statutory",
    "venue",
}


def check_special_day_view_origin(value: str) -> SpecialDayViewOrigin:
    if value in SPECIAL_DAY_VIEW_ORIGIN_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SPECIAL_DAY_VIEW_ORIGIN_VALUES!r}"
    )
