from typing import Literal

PreviewViewLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

PREVIEW_VIEW_LEVEL_VALUES: set[PreviewViewLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_preview_view_level(value: str) -> PreviewViewLevel:
    if value in PREVIEW_VIEW_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREVIEW_VIEW_LEVEL_VALUES!r}"
    )
