from typing import Literal

CaseViewSeverity = Literal["general", "major"]

CASE_VIEW_SEVERITY_VALUES: set[CaseViewSeverity] = {
    "general",
    "major",
}


def check_case_view_severity(value: str) -> CaseViewSeverity:
    if value in CASE_VIEW_SEVERITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_SEVERITY_VALUES!r}"
    )
