from typing import Literal

ExportDailyForm = Literal["csv", "xlsx"]

EXPORT_DAILY_FORM_VALUES: set[ExportDailyForm] = {
    "csv",
    "xlsx",
}


def check_export_daily_form(value: str) -> ExportDailyForm:
    if value in EXPORT_DAILY_FORM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_DAILY_FORM_VALUES!r}"
    )
