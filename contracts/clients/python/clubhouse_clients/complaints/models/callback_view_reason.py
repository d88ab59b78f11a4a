from typing import Literal

CallbackViewReason = Literal["case", "plan", "sample"]

CALLBACK_VIEW_REASON_VALUES: set[CallbackViewReason] = {
    "case",
    "plan",
    "sample",
}


def check_callback_view_reason(value: str) -> CallbackViewReason:
    if value in CALLBACK_VIEW_REASON_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CALLBACK_VIEW_REASON_VALUES!r}"
    )
