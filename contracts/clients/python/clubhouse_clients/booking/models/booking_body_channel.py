from typing import Literal

BookingBodyChannel = Literal["app", "chat", "partner", "phone", "walk-in", "web"]

BOOKING_BODY_CHANNEL_VALUES: set[BookingBodyChannel] = {
    "app",
    "chat",
    "partner",
    "phone",
    "walk-in",
    "web",
}


def check_booking_body_channel(value: str) -> BookingBodyChannel:
    if value in BOOKING_BODY_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_BODY_CHANNEL_VALUES!r}"
    )
