"""What the mapping of a ledger of bookings may say.

A field is told by a constant, or by a table: text of a `Column`, a `Sum` of columns, a `Moment`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from infra.cli.mapping import ClockTime, Column, Constant, Delimiter, Encoding, Name, Rules, Text, Zone, kind

__all__ = ["LedgerRules"]


class Sum(Rules):
    """The sum of columns of whole numbers."""

    sum: list[Name]
    empty: list[str] = Field(default_factory=list)


class Moment(Rules):
    """A time of day on one of the `dates`, columns of days later or earlier, in the venue's zone."""

    date: Name
    at: ClockTime
    plus_days: list[Name] = Field(default_factory=list)
    minus_days: list[Name] = Field(default_factory=list)
    least_hours_after_start: int | float = 0


class DayInOne(Rules):
    """A date in one column, as `datetime.strptime` reads it."""

    column: Name
    format: Name


class DayInParts(Rules):
    """A date in three columns."""

    year: Name
    month: Name
    day: Name


class VenueRules(BaseModel):
    """A venue to open: its card, which the booking service checks, and equal resources."""

    model_config = ConfigDict(extra="allow", strict=True)

    venue_id: Name
    timezone: Zone
    rooms: list[RoomRules] = Field(default_factory=list)
    policy: dict[str, Any] = Field(default_factory=dict)


class RoomRules(BaseModel):
    """So many equal resources."""

    model_config = ConfigDict(extra="allow", strict=True)

    category: Name
    count: int = Field(ge=1, le=10_000)


def _day_kind(rule: object) -> str:
    return "<in one>" if isinstance(rule, Mapping) and "column" in rule else "<in parts>"


Source = Annotated[
    Annotated[Constant, Tag("<constant>")]
    | Annotated[Column, Tag("<column>")]
    | Annotated[Sum, Tag("<sum>")]
    | Annotated[Moment, Tag("<date>")],
    Discriminator(kind),
]
Day = Annotated[
    Annotated[DayInOne, Tag("<in one>")] | Annotated[DayInParts, Tag("<in parts>")], Discriminator(_day_kind)
]


class BookingRules(BaseModel):
    """Fields of a booking: these, and any other that `POST /bookings/recorded` takes."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, Source]

    venue_id: Text
    kind: Source
    party_size: Source
    starts_at: Moment
    ends_at: Moment
    channel: Source


class OutcomeRules(Rules):
    """What the texts of a column say of a booking's end."""

    column: Name
    values: dict[str, dict[str, Source]]


class LedgerRules(Rules):
    """A ledger of bookings."""

    ledger: Name
    encoding: Encoding = "utf-8-sig"
    delimiter: Delimiter = ","
    venues: list[VenueRules]
    booking: BookingRules
    guest: dict[str, Source] = Field(default_factory=dict)
    history: dict[str, Source]
    outcome: OutcomeRules | None = None
    dates: dict[str, Day] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _dates_are_told(self) -> LedgerRules:
        for where, source in self._sources():
            if isinstance(source, Moment) and source.date not in self.dates:
                raise ValueError(f"{where}.date: there is no dates.{source.date}")
        return self

    def _sources(self) -> Iterator[tuple[str, object]]:
        endings = self.outcome.values if self.outcome else {}
        groups = {"booking": dict(self.booking), "guest": self.guest, "history": self.history}
        for name, ending in endings.items():
            groups[f"outcome.values.{name}"] = ending
        for group, sources in groups.items():
            yield from ((f"{group}.{name}", source) for name, source in sources.items())
