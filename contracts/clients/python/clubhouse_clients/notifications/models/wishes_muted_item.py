from typing import Literal

WishesMutedItem = Literal["email", "inapp", "phone", "sms"]

WISHES_MUTED_ITEM_VALUES: set[WishesMutedItem] = {
    "email",
    "inapp",
    "phone",
    "sms",
}


def check_wishes_muted_item(value: str) -> WishesMutedItem:
    if value in WISHES_MUTED_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WISHES_MUTED_ITEM_VALUES!r}"
    )
