from typing import Literal

CaseViewPausedType0 = Literal["awaiting-authority", "awaiting-guest", "site-inspection"]

CASE_VIEW_PAUSED_TYPE_0_VALUES: set[CaseViewPausedType0] = {
    "awaiting-authority",
    "awaiting-guest",
    "site-inspection",
}


def check_case_view_paused_type_0(value: str) -> CaseViewPausedType0:
    if value in CASE_VIEW_PAUSED_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_PAUSED_TYPE_0_VALUES!r}"
    )
