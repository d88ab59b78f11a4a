from typing import Literal

ExplainViewTier = Literal["gold", "ordinary", "platinum", "silver"]

EXPLAIN_VIEW_TIER_VALUES: set[ExplainViewTier] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_explain_view_tier(value: str) -> ExplainViewTier:
    if value in EXPLAIN_VIEW_TIER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPLAIN_VIEW_TIER_VALUES!r}"
    )
