from typing import Literal

StatedWishesMutedItem = Literal["email", "inapp", "phone", "sms"]

STATED_WISHES_MUTED_ITEM_VALUES: set[StatedWishesMutedItem] = {
    "email",
    "inapp",
    "phone",
    "sms",
}


def check_stated_wishes_muted_item(value: str) -> StatedWishesMutedItem:
    if value in STATED_WISHES_MUTED_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STATED_WISHES_MUTED_ITEM_VALUES!r}"
    )
