from typing import Literal

BookingBodyKind = Literal["court", "room", "seat", "service", "table"]

BOOKING_BODY_KIND_VALUES: set[BookingBodyKind] = {
    "court",
    "room",
    "seat",
    "service",
    "table",
}


def check_booking_body_kind(value: str) -> BookingBodyKind:
    if value in BOOKING_BODY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_BODY_KIND_VALUES!r}"
    )
