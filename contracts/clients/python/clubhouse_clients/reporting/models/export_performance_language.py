from typing import Literal

ExportPerformanceLanguage = Literal["en", "zh-CN"]

EXPORT_PERFORMANCE_LANGUAGE_VALUES: set[ExportPerformanceLanguage] = {
    "en",
    "zh-CN",
}


def check_export_performance_language(value: str) -> ExportPerformanceLanguage:
    if value in EXPORT_PERFORMANCE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_PERFORMANCE_LANGUAGE_VALUES!r}"
    )
