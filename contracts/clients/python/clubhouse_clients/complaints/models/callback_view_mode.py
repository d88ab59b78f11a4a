from typing import Literal

CallbackViewMode = Literal["app", "email", "phone", "visit"]

CALLBACK_VIEW_MODE_VALUES: set[CallbackViewMode] = {
    "app",
    "email",
    "phone",
    "visit",
}


def check_callback_view_mode(value: str) -> CallbackViewMode:
    if value in CALLBACK_VIEW_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CALLBACK_VIEW_MODE_VALUES!r}"
    )
