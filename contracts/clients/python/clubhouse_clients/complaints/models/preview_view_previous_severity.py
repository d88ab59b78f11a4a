from typing import Literal

PreviewViewPreviousSeverity = Literal["general", "major"]

PREVIEW_VIEW_PREVIOUS_SEVERITY_VALUES: set[PreviewViewPreviousSeverity] = {
    "general",
    "major",
}


def check_preview_view_previous_severity(value: str) -> PreviewViewPreviousSeverity:
    if value in PREVIEW_VIEW_PREVIOUS_SEVERITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREVIEW_VIEW_PREVIOUS_SEVERITY_VALUES!r}"
    )
