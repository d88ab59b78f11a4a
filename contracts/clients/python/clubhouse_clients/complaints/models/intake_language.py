from typing import Literal

IntakeLanguage = Literal["en", "zh-CN"]

INTAKE_LANGUAGE_VALUES: set[IntakeLanguage] = {
    "en",
    "zh-CN",
}


def check_intake_language(value: str) -> IntakeLanguage:
    if value in INTAKE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INTAKE_LANGUAGE_VALUES!r}"
    )
