from typing import Literal

GuestCaseViewKind = Literal["complaint", "inquiry", "suggestion"]

GUEST_CASE_VIEW_KIND_VALUES: set[GuestCaseViewKind] = {
    "complaint",
    "inquiry",
    "suggestion",
}


def check_guest_case_view_kind(value: str) -> GuestCaseViewKind:
    if value in GUEST_CASE_VIEW_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GUEST_CASE_VIEW_KIND_VALUES!r}"
    )
