from typing import Literal

AccountViewTier = Literal["gold", "ordinary", "platinum", "silver"]

ACCOUNT_VIEW_TIER_VALUES: set[AccountViewTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_account_view_tier(value: str) -> AccountViewTier:
    if value in ACCOUNT_VIEW_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_VIEW_TIER_VALUES!r}"
    )
