from typing import Literal

SeriesBodyChannel = Literal["app", "chat", "partner", "phone", "walk-in", "web"]

SERIES_BODY_CHANNEL_VALUES: set[SeriesBodyChannel] = {
    "app",
    "chat",
    "partner",
    "phone",
    "walk-in",
    "web",
}


def check_series_body_channel(value: str) -> SeriesBodyChannel:
    if value in SERIES_BODY_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SERIES_BODY_CHANNEL_VALUES!r}"
    )
