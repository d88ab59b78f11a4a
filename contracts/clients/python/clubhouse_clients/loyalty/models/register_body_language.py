from typing import Literal

RegisterBodyLanguage = Literal["en", "zh-CN"]

REGISTER_BODY_LANGUAGE_VALUES: set[RegisterBodyLanguage] = {
    "en",
    "zh-CN",
}


def check_register_body_language(value: str) -> RegisterBodyLanguage:
    if value in REGISTER_BODY_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REGISTER_BODY_LANGUAGE_VALUES!r}"
    )
