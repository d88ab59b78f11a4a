"""What requests are made of: strict bodies, plain text, and values that calendars and 64 bits can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from infra.chassis.clock import floor_ms
from infra.chassis.plain import check_plain

__all__ = ["Body", "Count", "Day", "Fen", "LenientBody", "Moment"]

D = TypeVar("D", date, datetime)

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Nothing is planned or remembered outside; inside, any zone and any number of days fit in a date."""


def _in_reach(day: D) -> D:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"choose a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _utc(moment: datetime) -> datetime:
    return floor_ms(_in_reach(moment).astimezone(UTC))


def _written(value: object) -> object:
    """A number would be taken for seconds since 1970: a mistake, whoever meant it."""
    if isinstance(value, int | float) or (isinstance(value, str) and "-" not in value[1:]):
        raise ValueError("write it by RFC 3339, e.g. 2027-06-02T20:00:00+08:00, or 2027-06-02 for a day")
    return value


Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written),
    AfterValidator(_utc),
    Field(examples=["2027-06-02T20:00:00+08:00"]),
]
"""An RFC 3339 time with its offset, kept in UTC to the millisecond."""

Day = Annotated[date, BeforeValidator(_written), AfterValidator(_in_reach)]
"""A calendar day."""

Fen = Annotated[int, Field(ge=0, le=10**12)]
"""Money, in fen."""

Count = Annotated[int, Field(ge=1, le=10**6)]
"""How many of something there are; at least one."""


class LenientBody(BaseModel):
    """A request body that overlooks fields it does not know: only for those that did from the start.

    Attributes:
        LONGEST_TEXT: characters of a text whose field sets no closer limit.
    """

    LONGEST_TEXT: ClassVar[int] = 10_000

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        check_plain(value, cls.__name__, cls.LONGEST_TEXT)
        return value


class Body(LenientBody):
    """A request body: a field it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid")
