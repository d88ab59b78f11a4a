from typing import Literal

RecordedBodyTier = Literal["gold", "ordinary", "platinum", "silver"]

RECORDED_BODY_TIER_VALUES: set[RecordedBodyTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_recorded_body_tier(value: str) -> RecordedBodyTier:
    if value in RECORDED_BODY_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECORDED_BODY_TIER_VALUES!r}"
    )
