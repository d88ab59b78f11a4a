from typing import Literal

SaveTemplateLanguage = Literal["en", "zh-CN"]

SAVE_TEMPLATE_LANGUAGE_VALUES: set[SaveTemplateLanguage] = {
    "en",
    "zh-CN",
}


def check_save_template_language(value: str) -> SaveTemplateLanguage:
    if value in SAVE_TEMPLATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SAVE_TEMPLATE_LANGUAGE_VALUES!r}"
    )
