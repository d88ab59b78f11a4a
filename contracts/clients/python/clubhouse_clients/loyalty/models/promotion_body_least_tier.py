from typing import Literal

PromotionBodyLeastTier = Literal["gold", "ordinary", "platinum", "silver"]

PROMOTION_BODY_LEAST_TIER_VALUES: set[PromotionBodyLeastTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_promotion_body_least_tier(value: str) -> PromotionBodyLeastTier:
    if value in PROMOTION_BODY_LEAST_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMOTION_BODY_LEAST_TIER_VALUES!r}"
    )
