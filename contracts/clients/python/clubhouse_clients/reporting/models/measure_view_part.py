from typing import Literal

MeasureViewPart = Literal["ability", "attitude", "results"]

MEASURE_VIEW_PART_VALUES: set[MeasureViewPart] = {
    "ability",
    "attitude",
    "results",
}


def check_measure_view_part(value: str) -> MeasureViewPart:
    if value in MEASURE_VIEW_PART_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MEASURE_VIEW_PART_VALUES!r}"
    )
