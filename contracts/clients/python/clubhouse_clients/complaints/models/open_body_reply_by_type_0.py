from typing import Literal

OpenBodyReplyByType0 = Literal["app", "email", "phone", "visit"]

OPEN_BODY_REPLY_BY_TYPE_0_VALUES: set[OpenBodyReplyByType0] = {
    "app",
    "email",
    "phone",
    "visit",
}


def check_open_body_reply_by_type_0(value: str) -> OpenBodyReplyByType0:
    if value in OPEN_BODY_REPLY_BY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPEN_BODY_REPLY_BY_TYPE_0_VALUES!r}"
    )
