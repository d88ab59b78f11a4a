from typing import Literal

AvailabilityKind = Literal["court", "room", "seat", "service", "table"]

AVAILABILITY_KIND_VALUES: set[AvailabilityKind] = {
    "court",
    "room",
    "seat",
    "service",
    "table",
}


def check_availability_kind(value: str) -> AvailabilityKind:
    if value in AVAILABILITY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AVAILABILITY_KIND_VALUES!r}"
    )
