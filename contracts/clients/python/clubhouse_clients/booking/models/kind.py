from typing import Literal

Kind = Literal["court", "room", "seat", "service", "staff", "table"]

KIND_VALUES: set[Kind] = {
    "court",
    "room",
    "seat",
    "service",
    "staff",
    "table",
}


def check_kind(value: str) -> Kind:
    if value in KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KIND_VALUES!r}")
