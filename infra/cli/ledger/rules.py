"""What a mapping file may say: checked when it is read, so that a slip is one line that names the key.

A field is told by a constant, or by a table: text of a `Column`, a `Sum` of columns, a `Moment`.
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    model_validator,
)

from infra.chassis.decision import zone

__all__ = ["BadMapping", "LedgerRules", "MemberRules", "read"]


class BadMapping(ValueError):
    """The mapping file cannot be used; the message names the key."""


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError) as error:
        raise ValueError(f"{name!r} is no encoding such as utf-8 or gb18030") from error
    return name


def _zone(name: str) -> str:
    zone(name)
    return name


def _clock_time(text: str) -> str:
    try:
        time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no time of day such as 15:00") from error
    return text


Name = Annotated[str, Field(min_length=1)]
Encoding = Annotated[str, AfterValidator(_encoding)]
Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Delimiter = Annotated[str, Field(min_length=1, max_length=1, pattern=r'[^"\r\n]')]
Constant = str | int | bool


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Column(_Rules):
    """The text of a column; `values` translates it, texts in `empty` say nothing."""

    column: Name
    values: dict[str, Constant] = {}
    empty: list[str] = []
    prefix: str = ""


class Sum(_Rules):
    """The sum of columns of whole numbers."""

    sum: list[Name]
    empty: list[str] = []


class Moment(_Rules):
    """A time of day on one of the `dates`, columns of days later or earlier, in the venue's zone."""

    date: Name
    at: ClockTime
    plus_days: list[Name] = []
    minus_days: list[Name] = []
    least_hours_after_start: int | float = 0


class DayInOne(_Rules):
    """A date in one column, as `datetime.strptime` reads it."""

    column: Name
    format: Name


class DayInParts(_Rules):
    """A date in three columns."""

    year: Name
    month: Name
    day: Name


class VenueRules(BaseModel):
    """A venue to open: its card, which the booking service checks, and equal resources."""

    model_config = ConfigDict(extra="allow", strict=True)

    venue_id: Name
    timezone: Zone
    rooms: list[RoomRules] = []
    policy: dict[str, Any] = {}


class RoomRules(BaseModel):
    """So many equal resources."""

    model_config = ConfigDict(extra="allow", strict=True)

    category: Name
    count: int = Field(ge=1, le=10_000)


def _kind(rule: object) -> str:
    """The tag of a field's rule; in brackets, to be told from keys."""
    if not isinstance(rule, Mapping):
        return "<constant>"
    return next((f"<{kind}>" for kind in ("date", "sum") if kind in rule), "<column>")


def _day_kind(rule: object) -> str:
    return "<in one>" if isinstance(rule, Mapping) and "column" in rule else "<in parts>"


Source = Annotated[
    Annotated[Constant, Tag("<constant>")]
    | Annotated[Column, Tag("<column>")]
    | Annotated[Sum, Tag("<sum>")]
    | Annotated[Moment, Tag("<date>")],
    Discriminator(_kind),
]
Day = Annotated[
    Annotated[DayInOne, Tag("<in one>")] | Annotated[DayInParts, Tag("<in parts>")], Discriminator(_day_kind)
]
Text = Annotated[
    Annotated[Constant, Tag("<constant>")] | Annotated[Column, Tag("<column>")], Discriminator(_kind)
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


class OutcomeRules(_Rules):
    """What the texts of a column say of a booking's end."""

    column: Name
    values: dict[str, dict[str, Source]]


class LedgerRules(_Rules):
    """A ledger of bookings."""

    ledger: Name
    encoding: Encoding = "utf-8-sig"
    delimiter: Delimiter = ","
    venues: list[VenueRules]
    booking: BookingRules
    guest: dict[str, Source] = {}
    history: dict[str, Source]
    outcome: OutcomeRules | None = None
    dates: dict[str, Day] = {}

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


class ListColumn(Column):
    """Several texts in one column."""

    separator: Name = ";"


class LunarRules(_Rules):
    """Which texts of a column say that a birthday is a lunar date, and one of a leap month."""

    column: Name
    values: list[str]
    leap: list[str] = []


class BirthdayColumn(Column):
    """A birthday, with or without its year."""

    lunar: LunarRules | None = None


class TimeColumn(Column):
    """A time as `datetime.strptime` reads it; `hour` where only days are told."""

    format: Name = "%Y-%m-%d %H:%M:%S"
    hour: int | None = Field(None, ge=0, le=23)
    zone: Zone = "Asia/Shanghai"


Texts = Annotated[
    Annotated[Constant, Tag("<constant>")] | Annotated[ListColumn, Tag("<column>")], Discriminator(_kind)
]


class MemberRules(_Rules):
    """A file of guests or of bills."""

    ledger: Name
    encoding: Encoding = "utf-8-sig"
    layout: Literal["csv", "blanks"] = "csv"
    delimiter: Delimiter = ","
    header: list[Name] = []

    name: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    member_card: Text | None = None
    sex: Text | None = None
    occupation: Text | None = None
    address: Text | None = None
    language: Text | None = None
    preferences: Texts | None = None
    special_needs: Texts | None = None
    birthday: BirthdayColumn | None = None
    consents: dict[str, Text] = {}

    guest_id: Text | None = None
    venue_id: Text | None = None
    receipt: Text | None = None
    at: TimeColumn | None = None
    spend: Text | None = None
    open_files: bool = False


def read(file: Path, rules: type[BaseModel]) -> dict[str, Any]:
    """What a mapping file says.

    Raises:
        BadMapping: it is no TOML, or not what `rules` say; one line that names the key.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        rules.model_validate(told)
    except ValidationError as error:
        raise BadMapping(f"{file.name}: {_problem(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(f"{file.name}: {error}") from error
    return told


def _problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    parts = [str(part) for part in problem["loc"]]
    if "<constant>" in parts:
        place = ".".join(parts[: parts.index("<constant>")])
        return f"{place}: neither a text or number nor a table such as {{ column = ... }}"
    place = ".".join(part for part in parts if not part.startswith("<"))
    if problem["type"] == "missing":
        return f"{place} is missing"
    if problem["type"] == "extra_forbidden":
        return f"{place} is not known here"
    message = problem["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
