from typing import Literal

ExportScorecardsForm = Literal["csv", "xlsx"]

EXPORT_SCORECARDS_FORM_VALUES: set[ExportScorecardsForm] = {
    "csv",
    "xlsx",
}


def check_export_scorecards_form(value: str) -> ExportScorecardsForm:
    if value in EXPORT_SCORECARDS_FORM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_SCORECARDS_FORM_VALUES!r}"
    )
