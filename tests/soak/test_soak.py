"""A minute of `make soak`, and the proof that its judge catches what it must."""

from __future__ import annotations

import json
import os
import uuid
from collections import Counter
from pathlib import Path

import pytest

from infra.local.stack import Stack
from tests.soak import judge
from tests.soak.load import NAME, leaks
from tests.soak.run import Verdict, soak


@pytest.mark.slow
@pytest.mark.rule("L14")
async def test_nothing_fails_is_lost_doubled_or_told_while_every_service_is_replaced(tmp_path: Path) -> None:
    kafka = os.environ.get("CLUBHOUSE_TEST_BROKER") == "kafka"
    stack = await Stack.temporary("kafka" if kafka else "embedded")
    try:
        verdict = await soak(stack, tmp_path, minutes=1, waves=1, seed=1)
    finally:
        await stack.stop()
    assert not verdict.broken, str(verdict)
    assert verdict.replaced == 5
    assert verdict.did["book"] > 5
    assert verdict.exports


def test_a_promise_that_was_not_kept_is_seen_and_so_is_what_nobody_promised() -> None:
    assert judge.same("booking", {"b1": "confirmed"}, {"b1": "confirmed"}) == []
    assert judge.same("booking", {"b1": "confirmed"}, {"b1": "held"})
    assert judge.same("booking", {"b1": "confirmed"}, {})
    assert judge.same("booking", {}, {"b2": "held"})


def test_a_lost_a_doubled_and_a_late_event_are_seen_and_a_repeat_is_not() -> None:
    assert judge.logs({"b1": [(1, "a"), (2, "b"), (2, "b")]}) == []
    for records in ([(1, "a"), (3, "c")], [(2, "b")], [(1, "a"), (1, "z")], [(2, "b"), (1, "a")]):
        assert judge.logs({"b1": records})


def test_an_effect_that_is_missing_doubled_or_out_of_order_is_seen() -> None:
    assert judge.told({"b1": ["a", "b"]}, {"b1": ["a", "b"]}) == []
    for had in ([], ["a"], ["a", "b", "b"], ["b", "a"]):
        assert judge.told({"b1": ["a", "b"]}, {"b1": had})


def test_a_message_that_is_missing_too_many_or_sent_twice_is_seen() -> None:
    assert judge.messages({"+86": 2}, {"+86": [1, 1]}) == []
    for copies in ([1], [1, 1, 1], [1, 2]):
        assert judge.messages({"+86": 2}, {"+86": copies})


def test_memory_that_grows_is_seen_and_that_of_a_young_process_is_not_judged() -> None:
    def grows(by: float, seconds: int) -> list[tuple[float, float]]:
        return [(float(age), 100 + by * age) for age in range(seconds)]

    assert judge.memory("booking#1", grows(0, 300)) == []
    assert judge.memory("booking#1", grows(0.2, 300))
    assert judge.memory("booking#1", grows(0.2, 60)) == []


def test_a_gauge_that_lies_or_is_missing_is_seen() -> None:
    assert judge.gauges("p", {"depth": 3, "asked": 7}, {"depth": (3, 3), "asked": (6, 8)}) == []
    assert judge.gauges("p", {"depth": 2}, {"depth": (3, 3)})
    assert judge.gauges("p", {}, {"depth": (0, 0)})


def test_an_error_and_a_traceback_in_a_log_are_seen_and_a_warning_is_not() -> None:
    def line(level: str) -> str:
        return json.dumps({"time": "now", "level": level, "logger": "bus", "message": "tried again"})

    assert judge.errors(f"{line('info')}\n{line('warning')}\n") == []
    for said in (line("error"), line("critical"), "Traceback (most recent call last):"):
        assert judge.errors(f"{line('info')}\n{said}\n")


def test_a_fault_that_shows_often_does_not_hide_one_that_shows_once() -> None:
    often = [f"POST /visits of {uuid.uuid4()} was answered differently when repeated" for _ in range(100)]
    broken = [*often, "booking#1 let a caller down: GET /bookings: ReadError"]
    verdict = Verdict(Counter(), 0, Counter(), 0.0, 0, 0, 0, 0, {}, Path("there"), broken)
    assert broken[-1] in str(verdict)
    assert "and 95 more like it" in str(verdict)


@pytest.mark.rule("L14")
@pytest.mark.parametrize(
    "text",
    [f"hello {NAME}", f'"{NAME.encode("unicode_escape").decode()}"', "to +8613871000001", "tel:13872000001."],
)
def test_what_belongs_to_a_guest_is_found_in_any_output(text: str) -> None:
    assert leaks(text)


@pytest.mark.parametrize("text", ["", "a1387100000138710000", "019a13870000-7138", "1700000013871000001"])
def test_what_only_looks_like_a_phone_is_none(text: str) -> None:
    assert not leaks(text)
