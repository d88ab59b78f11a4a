from typing import Literal

ScorecardViewGrade = Literal["excellent", "fail", "not-measured", "pass"]

SCORECARD_VIEW_GRADE_VALUES: set[ScorecardViewGrade] = {
    "excellent",
    "fail",
    "not-measured",
    "pass",
}


def check_scorecard_view_grade(value: str) -> ScorecardViewGrade:
    if value in SCORECARD_VIEW_GRADE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCORECARD_VIEW_GRADE_VALUES!r}"
    )
