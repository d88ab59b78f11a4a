from typing import Literal

OpenBodyGroundsItem = Literal[
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
]

OPEN_BODY_GROUNDS_ITEM_VALUES: set[OpenBodyGroundsItem] = {
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
}


def check_open_body_grounds_item(value: str) -> OpenBodyGroundsItem:
    if value in OPEN_BODY_GROUNDS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPEN_BODY_GROUNDS_ITEM_VALUES!r}"
    )
