from typing import Literal

FindCasesKindType0 = Literal["complaint", "inquiry", "suggestion"]

FIND_CASES_KIND_TYPE_0_VALUES: set[FindCasesKindType0] = {
    "complaint",
    "inquiry",
    "suggestion",
}


def check_find_cases_kind_type_0(value: str) -> FindCasesKindType0:
    if value in FIND_CASES_KIND_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_CASES_KIND_TYPE_0_VALUES!r}"
    )
