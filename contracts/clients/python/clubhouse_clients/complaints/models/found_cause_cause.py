from typing import Literal

FoundCauseCause = Literal["guest", "house", "partner"]

FOUND_CAUSE_CAUSE_VALUES: set[FoundCauseCause] = {
    "guest",
    "house",
    "partner",
}


def check_found_cause_cause(value: str) -> FoundCauseCause:
    if value in FOUND_CAUSE_CAUSE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FOUND_CAUSE_CAUSE_VALUES!r}"
    )
