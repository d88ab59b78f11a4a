from typing import Literal

ExportSegmentsForm = Literal["csv", "xlsx"]

EXPORT_SEGMENTS_FORM_VALUES: set[ExportSegmentsForm] = {
    "csv",
    "xlsx",
}


def check_export_segments_form(value: str) -> ExportSegmentsForm:
    if value in EXPORT_SEGMENTS_FORM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_SEGMENTS_FORM_VALUES!r}"
    )
