from typing import Literal

IntakeChannel = Literal[
    "app",
    "authority",
    "email",
    "in-person",
    "media",
    "opinion-box",
    "phone",
    "survey",
    "web",
]

INTAKE_CHANNEL_VALUES: set[IntakeChannel] = {
    "app",
    "authority",
    "email",
    "in-person",
    "media",
    "opinion-box",
    "phone",
    "survey",
    "web",
}


def check_intake_channel(value: str) -> IntakeChannel:
    if value in INTAKE_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INTAKE_CHANNEL_VALUES!r}"
    )
