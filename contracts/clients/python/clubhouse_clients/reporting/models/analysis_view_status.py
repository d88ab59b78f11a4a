from typing import Literal

AnalysisViewStatus = Literal["drafted", "filed", "reviewed", "running"]

ANALYSIS_VIEW_STATUS_VALUES: set[AnalysisViewStatus] = {
    "drafted",
    "filed",
    "reviewed",
    "running",
}


def check_analysis_view_status(value: str) -> AnalysisViewStatus:
    if value in ANALYSIS_VIEW_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANALYSIS_VIEW_STATUS_VALUES!r}"
    )
