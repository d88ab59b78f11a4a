from typing import Literal

CaseViewKind = Literal["complaint", "inquiry", "suggestion"]

CASE_VIEW_KIND_VALUES: set[CaseViewKind] = {
    "complaint",
    "inquiry",
    "suggestion",
}


def check_case_view_kind(value: str) -> CaseViewKind:
    if value in CASE_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_KIND_VALUES!r}"
    )
