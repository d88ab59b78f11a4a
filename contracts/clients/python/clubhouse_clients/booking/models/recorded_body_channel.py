from typing import Literal

RecordedBodyChannel = Literal["app", "chat", "partner", "phone", "walk-in", "web"]

RECORDED_BODY_CHANNEL_VALUES: set[RecordedBodyChannel] = {
    "app",
    "chat",
    "partner",
    "phone",
    "walk-in",
    "web",
}


def check_recorded_body_channel(value: str) -> RecordedBodyChannel:
    if value in RECORDED_BODY_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECORDED_BODY_CHANNEL_VALUES!r}"
    )
