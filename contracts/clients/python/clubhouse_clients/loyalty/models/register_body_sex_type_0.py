from typing import Literal

RegisterBodySexType0 = Literal["female", "male", "other"]

REGISTER_BODY_SEX_TYPE_0_VALUES: set[RegisterBodySexType0] = {
    "female",
    "male",
    "other",
}


def check_register_body_sex_type_0(value: str) -> RegisterBodySexType0:
    if value in REGISTER_BODY_SEX_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REGISTER_BODY_SEX_TYPE_0_VALUES!r}"
    )
