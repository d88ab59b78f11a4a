from typing import Literal

PreviewSeverityGroundType0Item = Literal[
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
]

PREVIEW_SEVERITY_GROUND_TYPE_0_ITEM_VALUES: set[PreviewSeverityGroundType0Item] = {
    "authority-or-media",
    "collective",
    "loss-or-injury",
    "repeated-failure",
    "unresolved-month",
}


def check_preview_severity_ground_type_0_item(
    value: str,
) -> PreviewSeverityGroundType0Item:
    if value in PREVIEW_SEVERITY_GROUND_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREVIEW_SEVERITY_GROUND_TYPE_0_ITEM_VALUES!r}"
    )
