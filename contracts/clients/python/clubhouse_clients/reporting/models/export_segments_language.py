from typing import Literal

ExportSegmentsLanguage = Literal["en", "zh-CN"]

EXPORT_SEGMENTS_LANGUAGE_VALUES: set[ExportSegmentsLanguage] = {
    "en",
    "zh-CN",
}


def check_export_segments_language(value: str) -> ExportSegmentsLanguage:
    if value in EXPORT_SEGMENTS_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_SEGMENTS_LANGUAGE_VALUES!r}"
    )
