from typing import Literal

PromotionBodyKind = Literal["group", "holiday", "member", "new_guest"]

PROMOTION_BODY_KIND_VALUES: set[PromotionBodyKind] = {
    "group",
    "holiday",
    "member",
    "new_guest",
}


def check_promotion_body_kind(value: str) -> PromotionBodyKind:
    if value in PROMOTION_BODY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMOTION_BODY_KIND_VALUES!r}"
    )
