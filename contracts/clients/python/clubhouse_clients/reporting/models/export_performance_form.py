from typing import Literal

ExportPerformanceForm = Literal["csv", "xlsx"]

EXPORT_PERFORMANCE_FORM_VALUES: set[ExportPerformanceForm] = {
    "csv",
    "xlsx",
}


def check_export_performance_form(value: str) -> ExportPerformanceForm:
    if value in EXPORT_PERFORMANCE_FORM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_PERFORMANCE_FORM_VALUES!r}"
    )
