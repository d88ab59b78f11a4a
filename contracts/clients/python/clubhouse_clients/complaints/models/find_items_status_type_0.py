from typing import Literal

FindItemsStatusType0 = Literal["handed-over", "open", "returned"]

FIND_ITEMS_STATUS_TYPE_0_VALUES: set[FindItemsStatusType0] = {
    "handed-over",
    "open",
    "returned",
}


def check_find_items_status_type_0(value: str) -> FindItemsStatusType0:
    if value in FIND_ITEMS_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_ITEMS_STATUS_TYPE_0_VALUES!r}"
    )
