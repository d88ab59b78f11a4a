from typing import Literal

ClassifyBodyResponsibility = Literal[
    "assist", "not-responsible", "responsible", "undecided"
]

CLASSIFY_BODY_RESPONSIBILITY_VALUES: set[ClassifyBodyResponsibility] = {
    "assist",
    "not-responsible",
    "responsible",
    "undecided",
}


def check_classify_body_responsibility(value: str) -> ClassifyBodyResponsibility:
    if value in CLASSIFY_BODY_RESPONSIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CLASSIFY_BODY_RESPONSIBILITY_VALUES!r}"
    )
