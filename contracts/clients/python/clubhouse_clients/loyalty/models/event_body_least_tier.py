from typing import Literal

EventBodyLeastTier = Literal["gold", "ordinary", "platinum", "silver"]

EVENT_BODY_LEAST_TIER_VALUES: set[EventBodyLeastTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_event_body_least_tier(value: str) -> EventBodyLeastTier:
    if value in EVENT_BODY_LEAST_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EVENT_BODY_LEAST_TIER_VALUES!r}"
    )
