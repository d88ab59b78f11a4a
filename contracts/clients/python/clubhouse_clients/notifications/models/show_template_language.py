from typing import Literal

ShowTemplateLanguage = Literal["en", "zh-CN"]

SHOW_TEMPLATE_LANGUAGE_VALUES: set[ShowTemplateLanguage] = {
    "en",
    "zh-CN",
}


def check_show_template_language(value: str) -> ShowTemplateLanguage:
    if value in SHOW_TEMPLATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SHOW_TEMPLATE_LANGUAGE_VALUES!r}"
    )
