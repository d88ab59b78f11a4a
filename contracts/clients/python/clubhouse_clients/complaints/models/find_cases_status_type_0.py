from typing import Literal

FindCasesStatusType0 = Literal["closed", "open", "resolved"]

FIND_CASES_STATUS_TYPE_0_VALUES: set[FindCasesStatusType0] = {
    "closed",
    "open",
    "resolved",
}


def check_find_cases_status_type_0(value: str) -> FindCasesStatusType0:
    if value in FIND_CASES_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_CASES_STATUS_TYPE_0_VALUES!r}"
    )
