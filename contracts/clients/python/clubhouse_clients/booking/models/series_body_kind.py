from typing import Literal

SeriesBodyKind = Literal["court", "room", "seat", "service", "table"]

SERIES_BODY_KIND_VALUES: set[SeriesBodyKind] = {
    "court",
    "room",
    "seat",
    "service",
    "table",
}


def check_series_body_kind(value: str) -> SeriesBodyKind:
    if value in SERIES_BODY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SERIES_BODY_KIND_VALUES!r}"
    )
