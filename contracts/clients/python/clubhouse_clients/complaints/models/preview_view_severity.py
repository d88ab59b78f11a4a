from typing import Literal

PreviewViewSeverity = Literal["general", "major"]

PREVIEW_VIEW_SEVERITY_VALUES: set[PreviewViewSeverity] = {
    "general",
    "major",
}


def check_preview_view_severity(value: str) -> PreviewViewSeverity:
    if value in PREVIEW_VIEW_SEVERITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREVIEW_VIEW_SEVERITY_VALUES!r}"
    )
