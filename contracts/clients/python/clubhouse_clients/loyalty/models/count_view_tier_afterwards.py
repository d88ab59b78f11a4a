from typing import Literal

CountViewTierAfterwards = Literal["gold", "ordinary", "platinum", "silver"]

COUNT_VIEW_TIER_AFTERWARDS_VALUES: set[CountViewTierAfterwards] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_count_view_tier_afterwards(value: str) -> CountViewTierAfterwards:
    if value in COUNT_VIEW_TIER_AFTERWARDS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COUNT_VIEW_TIER_AFTERWARDS_VALUES!r}"
    )
