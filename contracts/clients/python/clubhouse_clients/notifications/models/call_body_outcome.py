from typing import Literal

CallBodyOutcome = Literal["no-answer", "reached", "refused", "wrong-number"]

CALL_BODY_OUTCOME_VALUES: set[CallBodyOutcome] = {
    "no-answer",
    "reached",
    "refused",
    "wrong-number",
}


def check_call_body_outcome(value: str) -> CallBodyOutcome:
    if value in CALL_BODY_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CALL_BODY_OUTCOME_VALUES!r}"
    )
