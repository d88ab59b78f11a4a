from typing import Literal

RemedyKind = Literal[
    "apology", "coupon", "discount", "other", "points", "redo-service", "refund"
]

REMEDY_KIND_VALUES: set[RemedyKind] = {
    "apology",
    "coupon",
    "discount",
    "other",
    "points",
    "redo-service",
    "refund",
}


def check_remedy_kind(value: str) -> RemedyKind:
    if value in REMEDY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REMEDY_KIND_VALUES!r}"
    )
