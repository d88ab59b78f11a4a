"""Hearing: an event within reach is heard as it is; one beyond says which of its values nobody can keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.booking import BOOKINGS, SpendCaptured
from contracts.catalog import EVENTS, topic_of
from contracts.envelope import Undecodable, headers
from contracts.loyalty import SETTLEMENTS, SettlementClosed
from contracts.reporting import REPORTS, DailyReportClosed
from infra.chassis.examples import example
from infra.chassis.hearing import hear
from infra.contracts_gate.schemas import event_schema

NOW = datetime(2026, 11, 26, tzinfo=UTC)
SPEND = {
    "booking_id": "019a0000-0000-7000-8000-000000000001",
    "venue_id": "harbour",
    "guest_id": "13800138000",
    "business_date": "2026-11-26",
    "at": "2026-11-26T12:00:00Z",
    "receipt": "12345678901234567890",
    "spend_fen": 10**15,
}


def told(type: str, time: datetime = NOW) -> list[tuple[str, bytes]]:
    return headers(id="1", source="clubhouse/booking", type=type, time=time, subject="1", sequence=1)


@pytest.mark.parametrize("event_type", EVENTS)
def test_every_published_example_is_heard(event_type: str) -> None:
    schema = event_schema(EVENTS[event_type])
    body = json.dumps(example(schema, root=schema)).encode()
    assert hear(topic_of(event_type), told(event_type), body).type == event_type


@pytest.mark.parametrize("event_type", EVENTS)
def test_whatever_an_event_holds_is_held_to_its_reach_wherever_it_stands(event_type: str) -> None:
    schema = event_schema(EVENTS[event_type])
    for spoiled, place in _spoiled(example(schema, root=schema)):
        with suppress(Undecodable):
            heard = hear(topic_of(event_type), told(event_type), json.dumps(spoiled).encode())
            assert "\\u0000" not in heard.data.model_dump_json(), place
            assert "9" * 17 not in heard.data.model_dump_json(), place


def _spoiled(value: Any) -> Iterator[tuple[Any, str]]:
    """The value with each of its texts and numbers out of reach, one by one."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from (({**value, name: spoiled}, f"{name}.{at}") for spoiled, at in _spoiled(held))
            yield {**value, f"{name}\x00": held}, name
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from (
                ([*value[:number], spoiled, *value[number + 1 :]], f"{number}.{at}")
                for spoiled, at in _spoiled(held)
            )
    elif isinstance(value, str):
        yield f"{value}\x00", ""
    elif isinstance(value, int) and not isinstance(value, bool):
        yield int("9" * 17), ""


def test_the_character_nul_as_it_is_is_no_json() -> None:
    body = json.dumps(SPEND).replace("harbour", "har\x00bour").encode()
    with pytest.raises(Undecodable, match="bad-body"):
        hear(BOOKINGS, told(SpendCaptured.TYPE), body)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-26T00:00:00Z", NOW),
        ("2026-11-26T00:00:00.250000Z", NOW + timedelta(milliseconds=250)),
        ("2026-11-26T08:00:00.250+08:00", NOW + timedelta(milliseconds=250)),
        ("2026-11-26t00:00:00z", NOW),
        ("2026-W48-4T00:00:00Z", None),
        ("2026-11-31T00:00:00Z", None),
        ("2026-11-26T24:00:00Z", None),
        ("2026-11-26T00:00:00", None),
        ("２０26-11-26T00:00:00Z", None),
    ],
)
def test_a_time_is_read_as_rfc_3339_has_it_and_no_other_way(text: str, moment: datetime | None) -> None:
    header = [
        (name, text.encode() if name == "ce_time" else value) for name, value in told(SpendCaptured.TYPE)
    ]
    body = json.dumps(SPEND).encode()
    if moment is None:
        with pytest.raises(Undecodable, match="bad-header: ce_time"):
            hear(BOOKINGS, header, body)
    else:
        assert hear(BOOKINGS, header, body).time == moment


def test_numbers_as_text_are_no_matter() -> None:
    heard = hear(BOOKINGS, told(SpendCaptured.TYPE), json.dumps(SPEND).encode())
    assert heard.data == SpendCaptured.model_validate(SPEND)


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("spend_fen", "10000000000000001"),
        ("spend_fen", "-9223372036854775808"),
        ("spend_fen", "1e18"),
        ("spend_fen", "1.0e+18"),
        ("excluded_fen", "9" * 40),
        ("at", '"9999-12-31T23:59:59Z"'),
        ("at", '"0001-01-01T00:00:00Z"'),
        ("at", '"1799-12-31T23:59:59Z"'),
        ("at", "20000000000"),
        ("business_date", '"9999-12-31"'),
        ("business_date", '"2401-01-01"'),
        ("receipt", '"a\\u0000b"'),
    ],
)
def test_a_value_out_of_reach_is_named(field: str, raw: str) -> None:
    body = json.dumps({**SPEND, field: "→"}).replace('"\\u2192"', raw).encode()
    with pytest.raises(Undecodable, match=f"out-of-reach: {field}: "):
        hear(BOOKINGS, told(SpendCaptured.TYPE), body)


def test_what_a_list_or_a_map_holds_is_looked_at_too() -> None:
    line: dict[str, Any] = {
        "debtor_venue_id": "a",
        "creditor_venue_id": "b",
        "points": 10**18,
        "amount_fen": 1,
    }
    settled = json.dumps({"settlement_id": "2026-11", "lines": [line]}).encode()
    with pytest.raises(Undecodable, match=r"lines\.0\.points"):
        hear(SETTLEMENTS, told(SettlementClosed.TYPE), settled)
    closed = {"report_id": "a", "venue_id": "a", "day": "2026-11-26", "closed_at": "2026-11-26T22:00:00Z"}
    figures = json.dumps({**closed, "figures": {"orders": 10**30}}).encode()
    with pytest.raises(Undecodable, match=r"figures\.orders"):
        hear(REPORTS, told(DailyReportClosed.TYPE), figures)


def test_a_time_in_the_headers_is_held_to_the_same() -> None:
    far = told(SpendCaptured.TYPE, datetime(9999, 12, 31, tzinfo=UTC))
    with pytest.raises(Undecodable, match="ce_time"):
        hear(BOOKINGS, far, json.dumps(SPEND).encode())


def test_a_sequence_without_end_is_no_number() -> None:
    endless = [
        (name, b"9" * 5_000 if name == "ce_sequence" else value) for name, value in told(SpendCaptured.TYPE)
    ]
    with pytest.raises(Undecodable, match="bad-header"):
        hear(BOOKINGS, endless, json.dumps(SPEND).encode())
