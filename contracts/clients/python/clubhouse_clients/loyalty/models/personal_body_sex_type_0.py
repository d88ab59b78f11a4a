from typing import Literal

PersonalBodySexType0 = Literal["female", "male", "other"]

PERSONAL_BODY_SEX_TYPE_0_VALUES: set[PersonalBodySexType0] = {
    "female",
    "male",
    "other",
}


def check_personal_body_sex_type_0(value: str) -> PersonalBodySexType0:
    if value in PERSONAL_BODY_SEX_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PERSONAL_BODY_SEX_TYPE_0_VALUES!r}"
    )
