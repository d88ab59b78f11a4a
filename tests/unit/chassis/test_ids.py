"""Ids that can be derived again."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from infra.chassis.ids import derived_id, first_id, new_id


@given(st.text(), st.text())
def test_a_derived_id_is_the_same_every_time_and_another_for_another_name(one: str, other: str) -> None:
    base = new_id()
    assert derived_id(base, one) == derived_id(base, one)
    assert (derived_id(base, one) == derived_id(base, other)) is (one == other)
    assert derived_id(base, one) != derived_id(new_id(), one)


def test_a_derived_id_is_a_uuid7_of_the_moment_of_its_base() -> None:
    base = new_id()
    derived = UUID(derived_id(base, "hold"))
    assert derived.version == 7
    assert derived.int >> 80 == UUID(base).int >> 80


def test_no_id_is_from_before_1970() -> None:
    assert first_id(datetime(1900, 1, 1, tzinfo=UTC)) == str(UUID(int=0))
