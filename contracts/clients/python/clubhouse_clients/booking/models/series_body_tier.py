from typing import Literal

SeriesBodyTier = Literal["gold", "ordinary", "platinum", "silver"]

SERIES_BODY_TIER_VALUES: set[SeriesBodyTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_series_body_tier(value: str) -> SeriesBodyTier:
    if value in SERIES_BODY_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SERIES_BODY_TIER_VALUES!r}"
    )
