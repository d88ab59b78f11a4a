from typing import Literal

FindBookingsChannelType0 = Literal["app", "chat", "partner", "phone", "walk-in", "web"]

FIND_BOOKINGS_CHANNEL_TYPE_0_VALUES: set[FindBookingsChannelType0] = {
    "app",
    "chat",
    "partner",
    "phone",
    "walk-in",
    "web",
}


def check_find_bookings_channel_type_0(value: str) -> FindBookingsChannelType0:
    if value in FIND_BOOKINGS_CHANNEL_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_BOOKINGS_CHANNEL_TYPE_0_VALUES!r}"
    )
