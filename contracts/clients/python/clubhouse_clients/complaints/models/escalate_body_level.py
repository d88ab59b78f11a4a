from typing import Literal

EscalateBodyLevel = Literal["department", "desk", "gm", "manager", "supervisor"]

ESCALATE_BODY_LEVEL_VALUES: set[EscalateBodyLevel] = {
    "department",
    "desk",
    "gm",
    "manager",
    "supervisor",
}


def check_escalate_body_level(value: str) -> EscalateBodyLevel:
    if value in ESCALATE_BODY_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ESCALATE_BODY_LEVEL_VALUES!r}"
    )
