from typing import Literal

ItemViewSide = Literal["found", "sought"]

ITEM_VIEW_SIDE_VALUES: set[ItemViewSide] = {
    "found",
    "sought",
}


def check_item_view_side(value: str) -> ItemViewSide:
    if value in ITEM_VIEW_SIDE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ITEM_VIEW_SIDE_VALUES!r}"
    )
