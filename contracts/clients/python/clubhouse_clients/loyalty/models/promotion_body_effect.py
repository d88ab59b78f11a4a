from typing import Literal

PromotionBodyEffect = Literal["discount", "gift", "points", "spend_and_save"]

PROMOTION_BODY_EFFECT_VALUES: set[PromotionBodyEffect] = {
    "discount",
    "gift",
    "points",
    "spend_and_save",
}


def check_promotion_body_effect(value: str) -> PromotionBodyEffect:
    if value in PROMOTION_BODY_EFFECT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMOTION_BODY_EFFECT_VALUES!r}"
    )
