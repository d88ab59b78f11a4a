from typing import Literal

ExportScorecardsLanguage = Literal["en", "zh-CN"]

EXPORT_SCORECARDS_LANGUAGE_VALUES: set[ExportScorecardsLanguage] = {
    "en",
    "zh-CN",
}


def check_export_scorecards_language(value: str) -> ExportScorecardsLanguage:
    if value in EXPORT_SCORECARDS_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_SCORECARDS_LANGUAGE_VALUES!r}"
    )
