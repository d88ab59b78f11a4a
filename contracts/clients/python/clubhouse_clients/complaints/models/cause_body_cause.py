from typing import Literal

CauseBodyCause = Literal["guest", "house", "partner"]

CAUSE_BODY_CAUSE_VALUES: set[CauseBodyCause] = {
    "guest",
    "house",
    "partner",
}


def check_cause_body_cause(value: str) -> CauseBodyCause:
    if value in CAUSE_BODY_CAUSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CAUSE_BODY_CAUSE_VALUES!r}"
    )
