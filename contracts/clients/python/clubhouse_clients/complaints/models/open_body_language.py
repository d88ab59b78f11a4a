from typing import Literal

OpenBodyLanguage = Literal["en", "zh-CN"]

OPEN_BODY_LANGUAGE_VALUES: set[OpenBodyLanguage] = {
    "en",
    "zh-CN",
}


def check_open_body_language(value: str) -> OpenBodyLanguage:
    if value in OPEN_BODY_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPEN_BODY_LANGUAGE_VALUES!r}"
    )
