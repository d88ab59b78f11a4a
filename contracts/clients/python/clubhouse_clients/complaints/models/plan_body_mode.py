from typing import Literal

PlanBodyMode = Literal["app", "email", "phone", "visit"]

PLAN_BODY_MODE_VALUES: set[PlanBodyMode] = {
    "app",
    "email",
    "phone",
    "visit",
}


def check_plan_body_mode(value: str) -> PlanBodyMode:
    if value in PLAN_BODY_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PLAN_BODY_MODE_VALUES!r}"
    )
