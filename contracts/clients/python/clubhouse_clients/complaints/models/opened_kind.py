from typing import Literal

OpenedKind = Literal["complaint", "inquiry", "suggestion"]

OPENED_KIND_VALUES: set[OpenedKind] = {
    "complaint",
    "inquiry",
    "suggestion",
}


def check_opened_kind(value: str) -> OpenedKind:
    if value in OPENED_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPENED_KIND_VALUES!r}"
    )
