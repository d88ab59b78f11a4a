from typing import Literal

CaseViewResponsibility = Literal[
    "assist", "not-responsible", "responsible", "undecided"
]

CASE_VIEW_RESPONSIBILITY_VALUES: set[CaseViewResponsibility] = {
    "assist",
    "not-responsible",
    "responsible",
    "undecided",
}


def check_case_view_responsibility(value: str) -> CaseViewResponsibility:
    if value in CASE_VIEW_RESPONSIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_VIEW_RESPONSIBILITY_VALUES!r}"
    )
