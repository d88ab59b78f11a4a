from typing import Literal

PreviewViewPreviousLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

PREVIEW_VIEW_PREVIOUS_LEVEL_VALUES: set[PreviewViewPreviousLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_preview_view_previous_level(value: str) -> PreviewViewPreviousLevel:
    if value in PREVIEW_VIEW_PREVIOUS_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREVIEW_VIEW_PREVIOUS_LEVEL_VALUES!r}"
    )
