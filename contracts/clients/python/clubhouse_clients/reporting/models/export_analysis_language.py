from typing import Literal

ExportAnalysisLanguage = Literal["en", "zh-CN"]

EXPORT_ANALYSIS_LANGUAGE_VALUES: set[ExportAnalysisLanguage] = {
    "en",
    "zh-CN",
}


def check_export_analysis_language(value: str) -> ExportAnalysisLanguage:
    if value in EXPORT_ANALYSIS_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_ANALYSIS_LANGUAGE_VALUES!r}"
    )
