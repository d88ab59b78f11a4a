from typing import Literal

PromotionViewEffect = Literal["discount", "gift", "points", "spend_and_save"]

PROMOTION_VIEW_EFFECT_VALUES: set[PromotionViewEffect] = {
    "discount",
    "gift",
    "points",
    "spend_and_save",
}


def check_promotion_view_effect(value: str) -> PromotionViewEffect:
    if value in PROMOTION_VIEW_EFFECT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMOTION_VIEW_EFFECT_VALUES!r}"
    )
