from typing import Literal

OpenBodyKind = Literal["complaint", "inquiry", "suggestion"]

OPEN_BODY_KIND_VALUES: set[OpenBodyKind] = {
    "complaint",
    "inquiry",
    "suggestion",
}


def check_open_body_kind(value: str) -> OpenBodyKind:
    if value in OPEN_BODY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPEN_BODY_KIND_VALUES!r}"
    )
