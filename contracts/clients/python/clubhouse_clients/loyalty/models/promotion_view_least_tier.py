from typing import Literal

PromotionViewLeastTier = Literal["gold", "ordinary", "platinum", "silver"]

PROMOTION_VIEW_LEAST_TIER_VALUES: set[PromotionViewLeastTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_promotion_view_least_tier(value: str) -> PromotionViewLeastTier:
    if value in PROMOTION_VIEW_LEAST_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMOTION_VIEW_LEAST_TIER_VALUES!r}"
    )
