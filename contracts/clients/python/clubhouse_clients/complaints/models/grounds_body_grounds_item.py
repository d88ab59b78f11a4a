from typing import Literal

GroundsBodyGroundsItem = Literal[
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
]

GROUNDS_BODY_GROUNDS_ITEM_VALUES: set[GroundsBodyGroundsItem] = {
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
}


def check_grounds_body_grounds_item(value: str) -> GroundsBodyGroundsItem:
    if value in GROUNDS_BODY_GROUNDS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROUNDS_BODY_GROUNDS_ITEM_VALUES!r}"
    )
