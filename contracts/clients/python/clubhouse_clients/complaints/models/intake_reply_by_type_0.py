from typing import Literal

IntakeReplyByType0 = Literal["app", "email", "phone", "visit"]

INTAKE_REPLY_BY_TYPE_0_VALUES: set[IntakeReplyByType0] = {
    "app",
    "email",
    "phone",
    "visit",
}


def check_intake_reply_by_type_0(value: str) -> IntakeReplyByType0:
    if value in INTAKE_REPLY_BY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INTAKE_REPLY_BY_TYPE_0_VALUES!r}"
    )
