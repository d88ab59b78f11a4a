from typing import Literal

HandlingBodyStep = Literal[
    "clear-target-call", "consultation", "feedback", "order-entry"
]

HANDLING_BODY_STEP_VALUES: set[HandlingBodyStep] = {
    "clear-target-call",
    "consultation",
    "feedback",
    "order-entry",
}


def check_handling_body_step(value: str) -> HandlingBodyStep:
    if value in HANDLING_BODY_STEP_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HANDLING_BODY_STEP_VALUES!r}"
    )
