from typing import Literal

CaseViewGroundsItem = Literal[
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
]

CASE_VIEW_GROUNDS_ITEM_VALUES: set[CaseViewGroundsItem] = {
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
}


def check_case_view_grounds_item(value: str) -> CaseViewGroundsItem:
    if value in CASE_VIEW_GROUNDS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_GROUNDS_ITEM_VALUES!r}"
    )
