from typing import Literal

WishBodyUse = Literal["bill", "gift", "tier_credit"]

WISH_BODY_USE_VALUES: set[WishBodyUse] = {
    "bill",
    "gift",
    "tier_credit",
}


def check_wish_body_use(value: str) -> WishBodyUse:
    if value in WISH_BODY_USE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WISH_BODY_USE_VALUES!r}"
    )
