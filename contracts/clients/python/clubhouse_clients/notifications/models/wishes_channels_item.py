from typing import Literal

WishesChannelsItem = Literal["email", "inapp", "phone", "sms"]

WISHES_CHANNELS_ITEM_VALUES: set[WishesChannelsItem] = {
    "email",
    "inapp",
    "phone",
    "sms",
}


def check_wishes_channels_item(value: str) -> WishesChannelsItem:
    if value in WISHES_CHANNELS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WISHES_CHANNELS_ITEM_VALUES!r}"
    )
