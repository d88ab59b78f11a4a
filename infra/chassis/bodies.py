"""What requests are made of: strict bodies, and values that calendars and 64 bits can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from infra.chassis.clock import floor_ms

__all__ = ["Body", "Count", "Day", "Fen", "Moment"]

D = TypeVar("D", date, datetime)

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Nothing is planned or remembered outside; inside, any zone and any number of days fit in a date."""


def _in_reach(day: D) -> D:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"choose a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _utc(moment: datetime) -> datetime:
    return floor_ms(_in_reach(moment).astimezone(UTC))


Moment = Annotated[AwareDatetime, AfterValidator(_utc), Field(examples=["2027-06-02T20:00:00+08:00"])]
"""An RFC 3339 time with its offset, kept in UTC to the millisecond."""

Day = Annotated[date, AfterValidator(_in_reach)]
"""A calendar day."""

Fen = Annotated[int, Field(ge=0, le=10**12)]
"""Money, in fen."""

Count = Annotated[int, Field(ge=1, le=10**6)]
"""How many of something there are; at least one."""


class Body(BaseModel):
    """A request body: a field it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid")
