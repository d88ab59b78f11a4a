from typing import Literal

AccountViewGuestClass = Literal["diamond", "ordinary", "vip"]

ACCOUNT_VIEW_GUEST_CLASS_VALUES: set[AccountViewGuestClass] = {
    "diamond",
    "ordinary",
    "vip",
}


def check_account_view_guest_class(value: str) -> AccountViewGuestClass:
    if value in ACCOUNT_VIEW_GUEST_CLASS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_VIEW_GUEST_CLASS_VALUES!r}"
    )
