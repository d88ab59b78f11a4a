from typing import Literal

EventViewLeastTier = Literal["gold", "ordinary", "platinum", "silver"]

EVENT_VIEW_LEAST_TIER_VALUES: set[EventViewLeastTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_event_view_least_tier(value: str) -> EventViewLeastTier:
    if value in EVENT_VIEW_LEAST_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EVENT_VIEW_LEAST_TIER_VALUES!r}"
    )
