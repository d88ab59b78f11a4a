from typing import Literal

FindCasesSeverityType0 = Literal["general", "major"]

FIND_CASES_SEVERITY_TYPE_0_VALUES: set[FindCasesSeverityType0] = {
    "general",
    "major",
}


def check_find_cases_severity_type_0(value: str) -> FindCasesSeverityType0:
    if value in FIND_CASES_SEVERITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_CASES_SEVERITY_TYPE_0_VALUES!r}"
    )
