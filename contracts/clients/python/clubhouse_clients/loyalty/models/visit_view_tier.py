from typing import Literal

VisitViewTier = Literal["gold", "ordinary", "platinum", "silver"]

VISIT_VIEW_TIER_VALUES: set[VisitViewTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_visit_view_tier(value: str) -> VisitViewTier:
    if value in VISIT_VIEW_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VISIT_VIEW_TIER_VALUES!r}"
    )
