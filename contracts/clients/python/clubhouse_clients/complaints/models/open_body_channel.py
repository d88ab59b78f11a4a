from typing import Literal

OpenBodyChannel = Literal[
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

OPEN_BODY_CHANNEL_VALUES: set[OpenBodyChannel] = {
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


def check_open_body_channel(value: str) -> OpenBodyChannel:
    if value in OPEN_BODY_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPEN_BODY_CHANNEL_VALUES!r}"
    )
