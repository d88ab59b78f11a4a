from typing import Literal

PromotionViewKind = Literal["group", "holiday", "member", "new_guest"]

PROMOTION_VIEW_KIND_VALUES: set[PromotionViewKind] = {
    "group",
    "holiday",
    "member",
    "new_guest",
}


def check_promotion_view_kind(value: str) -> PromotionViewKind:
    if value in PROMOTION_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROMOTION_VIEW_KIND_VALUES!r}"
    )
