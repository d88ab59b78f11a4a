from typing import Literal

NextTierTier = Literal["gold", "ordinary", "platinum", "silver"]

NEXT_TIER_TIER_VALUES: set[NextTierTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_next_tier_tier(value: str) -> NextTierTier:
    if value in NEXT_TIER_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NEXT_TIER_TIER_VALUES!r}"
    )
