"""Reading a ledger's lines by a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infra.cli.ledger.lines import count, lines
from infra.cli.ledger.mapping import LedgerMapping, LineRefused, load
from infra.cli.mapping import BadMapping

MAPPING = """
ledger = "old"
[booking]
venue_id = { column = "house", values = { "A" = "a-house" } }
kind = "room"
party_size = { sum = ["adults", "children"], empty = ["NA"] }
starts_at = { date = "arrival", at = "15:00" }
ends_at = { date = "arrival", plus_days = ["nights"], at = "11:00", least_hours_after_start = 3 }
channel = { column = "how", values = { "tel" = "phone" } }
agent_id = { column = "clerk", prefix = "clerk-", empty = ["-"] }
[history]
taken_at = { date = "arrival", minus_days = ["lead"], at = "08:00" }
confirmed_at = { date = "arrival", minus_days = ["lead"], at = "08:05" }
[outcome]
column = "end"
[outcome.values.came]
seated_at = { date = "arrival", at = "15:00" }
[dates.arrival]
column = "on"
format = "%d.%m.%Y"
[[venues]]
venue_id = "a-house"
timezone = "Europe/Lisbon"
"""
LINE = {
    "house": "A", "adults": "2", "children": "NA", "on": "01.07.2015", "nights": "2", "how": "tel",
    "clerk": "-", "lead": "3", "end": "came",
}  # fmt: skip


@pytest.fixture
def mapping(tmp_path: Path) -> LedgerMapping:
    return written(tmp_path, MAPPING)


def written(folder: Path, text: str) -> LedgerMapping:
    file = folder / "m.toml"
    file.write_text(text)
    return load(file)


def test_a_line_becomes_a_request_with_its_history(mapping: LedgerMapping) -> None:
    body = mapping.body(LINE, "old:1:1")
    assert body["venue_id"] == "a-house"
    assert body["party_size"] == 2
    assert body["starts_at"] == "2015-07-01T15:00:00+01:00"
    assert body["ends_at"] == "2015-07-03T11:00:00+01:00"
    assert body["history"]["taken_at"] == "2015-06-28T08:00:00+01:00"
    assert body["history"]["ref"] == "old:1:1"
    assert "agent_id" not in body


def test_a_stay_of_no_night_is_a_day_use(mapping: LedgerMapping) -> None:
    assert mapping.body(LINE | {"nights": "0"}, "r")["ends_at"] == "2015-07-01T18:00:00+01:00"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"house": "B"}, "venue_id"),
        ({"adults": "two"}, "party_size"),
        ({"on": "2015-07-01"}, "starts_at"),
        ({"how": "fax"}, "channel"),
        ({"end": "?"}, "outcome"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_by_field(
    mapping: LedgerMapping, changed: dict[str, str], field: str
) -> None:
    with pytest.raises(LineRefused) as refused:
        mapping.body(LINE | changed, "r")
    assert refused.value.field == field


def test_a_refusal_names_the_columns_that_tell_the_field(mapping: LedgerMapping) -> None:
    assert mapping.columns("party_size") == ("adults", "children")
    assert mapping.columns("ends_at") == ("on", "nights")
    assert mapping.columns("seated_at") == ("on",)


def test_equal_lines_are_different_bookings_and_keep_their_names_in_any_order(
    mapping: LedgerMapping, tmp_path: Path
) -> None:
    rows = ["a,b", "1,x", "1,x", "2,y"]
    refs = refs_of(tmp_path, mapping, rows)
    assert len(set(refs)) == 3
    assert set(refs_of(tmp_path, mapping, [rows[0], rows[3], rows[2], "3,z", rows[1]])) >= set(refs)


def refs_of(folder: Path, mapping: LedgerMapping, rows: list[str]) -> list[str]:
    file = folder / "ledger.csv"
    file.write_text("\n".join(rows))
    assert count(file, mapping) == len(rows) - 1
    found = list(lines(file, mapping))
    assert [line.number for line in found] == list(range(2, len(rows) + 1))
    return [line.ref for line in found]


@pytest.mark.parametrize("missing", ["ledger", "venue_id", "channel"])
def test_a_mapping_that_lacks_something_says_what(tmp_path: Path, missing: str) -> None:
    text = "\n".join(line for line in MAPPING.splitlines() if not line.startswith(missing))
    if missing == "venue_id":
        text = text.replace("[booking]", "[booking]", 1)
    with pytest.raises(BadMapping, match=missing):
        written(tmp_path, text)


def test_a_broken_mapping_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match=r"m\.toml"):
        written(tmp_path, "ledger = ")


def test_the_built_in_hotel_mapping_can_be_read() -> None:
    file = Path(__file__).parents[3] / "infra" / "cli" / "mappings" / "hotel.toml"
    mapping: Any = load(file)
    assert {venue["venue_id"] for venue in mapping.venues} == {"resort-hotel", "city-hotel"}
