from typing import Literal

PreviewTemplateLanguage = Literal["en", "zh-CN"]

PREVIEW_TEMPLATE_LANGUAGE_VALUES: set[PreviewTemplateLanguage] = {
    "en",
    "zh-CN",
}


def check_preview_template_language(value: str) -> PreviewTemplateLanguage:
    if value in PREVIEW_TEMPLATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PREVIEW_TEMPLATE_LANGUAGE_VALUES!r}"
    )
