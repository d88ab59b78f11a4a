from typing import Literal

InspectedBodyResponsibility = Literal[
    "assist", "not-responsible", "responsible", "undecided"
]

INSPECTED_BODY_RESPONSIBILITY_VALUES: set[InspectedBodyResponsibility] = {
    "assist",
    "not-responsible",
    "responsible",
    "undecided",
}


def check_inspected_body_responsibility(value: str) -> InspectedBodyResponsibility:
    if value in INSPECTED_BODY_RESPONSIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INSPECTED_BODY_RESPONSIBILITY_VALUES!r}"
    )
