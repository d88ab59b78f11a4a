from typing import Literal

ExportDailyLanguage = Literal["en", "zh-CN"]

EXPORT_DAILY_LANGUAGE_VALUES: set[ExportDailyLanguage] = {
    "en",
    "zh-CN",
}


def check_export_daily_language(value: str) -> ExportDailyLanguage:
    if value in EXPORT_DAILY_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_DAILY_LANGUAGE_VALUES!r}"
    )
