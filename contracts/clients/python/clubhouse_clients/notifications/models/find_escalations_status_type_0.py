from typing import Literal

FindEscalationsStatusType0 = Literal["acknowledged", "open", "settled", "unanswered"]

FIND_ESCALATIONS_STATUS_TYPE_0_VALUES: set[FindEscalationsStatusType0] = {
    "acknowledged",
    "open",
    "settled",
    "unanswered",
}


def check_find_escalations_status_type_0(value: str) -> FindEscalationsStatusType0:
    if value in FIND_ESCALATIONS_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_ESCALATIONS_STATUS_TYPE_0_VALUES!r}"
    )
