"""Free time as bits says the same as looking at every moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.occupancy import (
    bits_between,
    bits_touched,
    grain,
    moment_of,
    moments,
    runs,
    smeared,
    steps,
)

START = datetime(2025, 6, 2, tzinfo=UTC)
LENGTH = 200


@given(st.sets(st.integers(0, LENGTH - 1)), st.integers(1, 40))
def test_a_run_begins_where_that_many_grains_are_free(free: set[int], length: int) -> None:
    bits = sum(1 << at for at in free)
    expected = {at for at in free if all(at + more in free for more in range(length))}
    assert {n for n in range(LENGTH) if runs(bits, length) >> n & 1} == expected


@given(st.sets(st.integers(0, LENGTH - 1)), st.integers(1, 40))
def test_a_bucket_covers_its_width(starts: set[int], width: int) -> None:
    expected = {at + more for at in starts for more in range(width)}
    bits = smeared(sum(1 << at for at in starts), width)
    assert {n for n in range(LENGTH + 40) if bits >> n & 1} == expected


@given(st.integers(1, 30), st.integers(0, 29), st.integers(1, LENGTH))
def test_steps_come_at_equal_distance(every: int, offset: int, length: int) -> None:
    offset %= every
    assert [n for n in range(length) if steps(length, every, offset) >> n & 1] == list(
        range(offset, length, every)
    )


@given(st.integers(-300, 300), st.integers(1, 300))
def test_spans_are_open_only_where_they_hold_a_whole_grain_and_shut_where_they_touch(
    start: int, minutes: int
) -> None:
    opens = START + timedelta(minutes=start)
    closes = opens + timedelta(minutes=minutes)
    first = grain(START)
    whole = bits_between([(opens, closes)], first, LENGTH)
    touched = bits_touched(opens, closes, first, LENGTH)
    for n in range(LENGTH):
        at, end = moment_of(first + n), moment_of(first + n + 1)
        assert bool(whole >> n & 1) == (opens <= at and end <= closes)
        assert bool(touched >> n & 1) == (opens < end and at < closes)


def test_the_first_moments_are_told_in_order() -> None:
    bits = 0b1011 << 3
    found = list(moments(bits, grain(START), 2))
    assert found == [START + timedelta(minutes=15), START + timedelta(minutes=20)]
