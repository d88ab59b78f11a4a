from typing import Literal

RecordedBodyKind = Literal["court", "room", "seat", "service", "table"]

RECORDED_BODY_KIND_VALUES: set[RecordedBodyKind] = {
    "court",
    "room",
    "seat",
    "service",
    "table",
}


def check_recorded_body_kind(value: str) -> RecordedBodyKind:
    if value in RECORDED_BODY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECORDED_BODY_KIND_VALUES!r}"
    )
