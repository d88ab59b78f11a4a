from typing import Literal

StepBodyStep = Literal["authority-told", "closed", "contained", "guests-told"]

STEP_BODY_STEP_VALUES: set[StepBodyStep] = {
    "authority-told",
    "closed",
    "contained",
    "guests-told",
}


def check_step_body_step(value: str) -> StepBodyStep:
    if value in STEP_BODY_STEP_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STEP_BODY_STEP_VALUES!r}"
    )
