from typing import Literal

PersonalBodyLanguage = Literal["en", "zh-CN"]

PERSONAL_BODY_LANGUAGE_VALUES: set[PersonalBodyLanguage] = {
    "en",
    "zh-CN",
}


def check_personal_body_language(value: str) -> PersonalBodyLanguage:
    if value in PERSONAL_BODY_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PERSONAL_BODY_LANGUAGE_VALUES!r}"
    )
