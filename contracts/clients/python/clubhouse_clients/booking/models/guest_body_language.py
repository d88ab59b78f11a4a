from typing import Literal

GuestBodyLanguage = Literal["en", "zh-CN"]

GUEST_BODY_LANGUAGE_VALUES: set[GuestBodyLanguage] = {
    "en",
    "zh-CN",
}


def check_guest_body_language(value: str) -> GuestBodyLanguage:
    if value in GUEST_BODY_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GUEST_BODY_LANGUAGE_VALUES!r}"
    )
