from typing import Literal

AddressLanguage = Literal["en", "zh-CN"]

ADDRESS_LANGUAGE_VALUES: set[AddressLanguage] = {
    "en",
    "zh-CN",
}


def check_address_language(value: str) -> AddressLanguage:
    if value in ADDRESS_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ADDRESS_LANGUAGE_VALUES!r}"
    )
