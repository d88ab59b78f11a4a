from typing import Literal

GuestBodyLanguageType0 = Literal["en", "zh-CN"]

GUEST_BODY_LANGUAGE_TYPE_0_VALUES: set[GuestBodyLanguageType0] = {
    "en",
    "zh-CN",
}


def check_guest_body_language_type_0(value: str) -> GuestBodyLanguageType0:
    if value in GUEST_BODY_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GUEST_BODY_LANGUAGE_TYPE_0_VALUES!r}"
    )
