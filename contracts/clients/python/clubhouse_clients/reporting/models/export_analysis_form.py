from typing import Literal

ExportAnalysisForm = Literal["csv", "xlsx"]

EXPORT_ANALYSIS_FORM_VALUES: set[ExportAnalysisForm] = {
    "csv",
    "xlsx",
}


def check_export_analysis_form(value: str) -> ExportAnalysisForm:
    if value in EXPORT_ANALYSIS_FORM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_ANALYSIS_FORM_VALUES!r}"
    )
