"""A mapping says, for each field of a booking, where a ledger's line tells it. It is a small TOML file.

A field is a constant, or a table with one of:

- ``column``: the text of a column; ``values`` translates it (a text not listed is refused), ``empty``
  lists texts that mean nothing was given, ``prefix`` goes before it;
- ``sum``: whole numbers of several columns added up;
- ``date``: a date declared under ``[dates]``, with ``plus_days`` / ``minus_days`` columns and the local
  time ``at`` of the venue's zone; on the day the booking starts, ``least_hours_after_start`` keeps it at
  least that long after ``starts_at`` (day use of a nightly room).

``[dates.<name>]`` takes ``column`` and ``format``, or columns ``year``, ``month`` (name or number), ``day``.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from infra.cli.ledger.rules import LedgerRules
from infra.cli.mapping import read

__all__ = ["LedgerMapping", "LineRefused", "load"]

Line = Mapping[str, str]
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}


class LineRefused(Exception):
    """A line that cannot be turned into a booking.

    Attributes:
        field: the booking's field that could not be told.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True)
class LedgerMapping:
    """How to read one ledger.

    Attributes:
        ledger: its name; part of the identity of each of its lines, so it must never change.
        venues: venues the ledger needs, as the set-up makes them.
    """

    ledger: str
    encoding: str
    delimiter: str
    venues: tuple[dict[str, Any], ...]
    booking: dict[str, Any]
    guest: dict[str, Any]
    history: dict[str, Any]
    outcome: dict[str, Any]
    dates: dict[str, dict[str, str]]

    def body(self, line: Line, ref: str) -> dict[str, Any]:
        """The request that records a line.

        Raises:
            LineRefused: the line does not tell a field it must.
        """
        venue_id = self._text("venue_id", self.booking["venue_id"], line)
        zone = ZoneInfo(self._zone(venue_id))
        body = {name: self._value(name, source, line, zone) for name, source in self.booking.items()}
        history = {name: self._value(name, source, line, zone) for name, source in self.history.items()}
        ending = self._ending(line)
        history |= {name: self._value(name, source, line, zone) for name, source in ending.items()}
        guest = {
            name: self._value(f"guest.{name}", source, line, zone) for name, source in self.guest.items()
        }
        given = {name: value for name, value in body.items() if value != ""}
        return given | {
            "guest": {name: value for name, value in guest.items() if value != ""},
            "history": history | {"ref": ref},
        }

    def columns(self, field: str) -> tuple[str, ...]:
        """The ledger's columns a field is told by, for messages."""
        source = {**self.booking, **self.history, **self.guest}.get(field.rpartition(".")[2])
        if source is None:
            endings = self.outcome.get("values", {}).values()
            source = next((ending[field] for ending in endings if field in ending), None)
        return tuple(dict.fromkeys(self._named(source)))

    def _named(self, source: object) -> Iterator[str]:
        if isinstance(source, dict):
            if "column" in source:
                yield source["column"]
            yield from source.get("sum", ())
            declared = self.dates.get(source.get("date", ""), {})
            yield from (value for key, value in declared.items() if key != "format")
            yield from source.get("plus_days", ())
            yield from source.get("minus_days", ())

    def _ending(self, line: Line) -> dict[str, Any]:
        if not self.outcome:
            return {}
        said = _column(line, self.outcome["column"], "outcome")
        ending: dict[str, Any] | None = self.outcome["values"].get(said)
        if ending is None:
            raise LineRefused("outcome", f"the mapping does not say what {said!r} means")
        return ending

    def _zone(self, venue_id: str) -> str:
        for venue in self.venues:
            if venue["venue_id"] == venue_id:
                zone: str = venue["timezone"]
                return zone
        raise LineRefused("venue_id", f"the mapping does not know venue {venue_id!r}")

    def _value(self, field: str, source: Any, line: Line, zone: ZoneInfo) -> Any:
        if not isinstance(source, dict):
            return source
        if "date" in source:
            return self._moment(field, source, line, zone).isoformat()
        if "sum" in source:
            empty = source.get("empty", ())
            return sum(_whole(_column(line, name, field), field, empty) for name in source["sum"])
        return self._text(field, source, line)

    def _text(self, field: str, source: Any, line: Line) -> str:
        if not isinstance(source, dict):
            return str(source)
        said = _column(line, source["column"], field)
        if said == "" or said in source.get("empty", ()):
            return ""
        if "values" in source:
            if said not in source["values"]:
                raise LineRefused(field, f"the mapping does not say what {said!r} means")
            return str(source["values"][said])
        return str(source.get("prefix", "")) + said

    def _moment(self, field: str, source: dict[str, Any], line: Line, zone: ZoneInfo) -> datetime:
        day = self._date(field, self.dates[source["date"]], line)
        days = sum(_whole(_column(line, name, field), field) for name in source.get("plus_days", ()))
        days -= sum(_whole(_column(line, name, field), field) for name in source.get("minus_days", ()))
        moment = datetime.combine(day + timedelta(days=days), time.fromisoformat(source["at"]), zone)
        if "least_hours_after_start" in source:
            start = self._moment("starts_at", self.booking["starts_at"], line, zone)
            if moment.date() == start.date():
                moment = max(moment, start + timedelta(hours=source["least_hours_after_start"]))
        return moment

    def _date(self, field: str, declared: dict[str, str], line: Line) -> date:
        if "column" in declared:
            said = _column(line, declared["column"], field)
            try:
                return datetime.strptime(said, declared["format"]).date()  # noqa: DTZ007  # a date has no zone
            except ValueError:
                raise LineRefused(field, f"{said!r} is not a date like {declared['format']}") from None
        year, month, day = (_column(line, declared[part], field) for part in ("year", "month", "day"))
        with suppress(ValueError):
            return date(int(year), _MONTHS.get(month.lower()) or int(month), int(day))
        raise LineRefused(field, f"{year}-{month}-{day} is not a date")


def load(file: Path) -> LedgerMapping:
    """Read a mapping.

    Raises:
        BadMapping: it is not TOML, or not what a mapping may say; the message names the key.
    """
    rules, told = read(file, LedgerRules)
    return LedgerMapping(
        ledger=rules.ledger,
        encoding=rules.encoding,
        delimiter=rules.delimiter,
        venues=tuple(told["venues"]),
        booking=told["booking"],
        guest=told.get("guest", {}),
        history=told["history"],
        outcome=told.get("outcome", {}),
        dates=told.get("dates", {}),
    )


def _column(line: Line, name: str, field: str) -> str:
    said = line.get(name)
    if said is None:
        raise LineRefused(field, f"the line has no column {name!r}")
    return said.strip()


def _whole(said: str, field: str, empty: tuple[str, ...] = ()) -> int:
    if said in empty:
        return 0
    try:
        return int(said)
    except ValueError:
        raise LineRefused(field, f"{said!r} is not a whole number") from None
