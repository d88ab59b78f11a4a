from typing import Literal

FindItemsSideType0 = Literal["found", "sought"]

FIND_ITEMS_SIDE_TYPE_0_VALUES: set[FindItemsSideType0] = {
    "found",
    "sought",
}


def check_find_items_side_type_0(value: str) -> FindItemsSideType0:
    if value in FIND_ITEMS_SIDE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_ITEMS_SIDE_TYPE_0_VALUES!r}"
    )
