from typing import Literal

BookingBodyTier = Literal["gold", "ordinary", "platinum", "silver"]

BOOKING_BODY_TIER_VALUES: set[BookingBodyTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_booking_body_tier(value: str) -> BookingBodyTier:
    if value in BOOKING_BODY_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_BODY_TIER_VALUES!r}"
    )
