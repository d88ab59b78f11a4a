from typing import Literal

ExplainViewEarnedNow = Literal["gold", "ordinary", "platinum", "silver"]

EXPLAIN_VIEW_EARNED_NOW_VALUES: set[ExplainViewEarnedNow] = {
    "gold",
    "ordinary",
    "platinum",
    "silver",
}


def check_explain_view_earned_now(value: str) -> ExplainViewEarnedNow:
    if value in EXPLAIN_VIEW_EARNED_NOW_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPLAIN_VIEW_EARNED_NOW_VALUES!r}"
    )
