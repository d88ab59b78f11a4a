from typing import Literal

StatedWishesChannelsItem = Literal["email", "inapp", "phone", "sms"]

STATED_WISHES_CHANNELS_ITEM_VALUES: set[StatedWishesChannelsItem] = {
    "email",
    "inapp",
    "phone",
    "sms",
}


def check_stated_wishes_channels_item(value: str) -> StatedWishesChannelsItem:
    if value in STATED_WISHES_CHANNELS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STATED_WISHES_CHANNELS_ITEM_VALUES!r}"
    )
