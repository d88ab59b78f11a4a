"""Plain text: what can be stored and printed passes, all else is refused by the name of its field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError

from infra.chassis.bodies import Body, Day, LenientBody, Moment
from infra.chassis.plain import is_plain, printable


class Part(Body):
    """A part of a body."""

    words: list[str] = Field(default=[])


class Whole(LenientBody):
    """A body."""

    name: str = ""
    parts: list[Part] = Field(default=[])
    more: dict[str, Any] = Field(default={})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "a\x00b"}, "name"),
        ({"name": "half \ud83d"}, "name"),
        ({"name": "x" * 10_001}, "name"),
        ({"parts": [{}, {"words": ["fine", "\x1b[0m"]}]}, "parts.1.words.1"),
        ({"more": {"rate": float("nan")}}, "more.rate"),
        ({"more": {"rate": [1, float("inf")]}}, "more.rate.1"),
        ({"unknown": {"deep": "\x07"}}, "unknown.deep"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_the_name_of_its_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Whole.model_validate(body)
    assert [".".join(map(str, each["loc"])) for each in refused.value.errors()] == [field]


@pytest.mark.parametrize("name", ["a\x00b", "\ud800", "x" * 1_001])
def test_a_name_that_cannot_be_kept_is_refused_and_can_be_shown(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Whole.model_validate({"more": {name: 1}})
    (place,) = {".".join(map(str, each["loc"])) for each in refused.value.errors()}
    assert place.encode()
    assert len(place) < 1_100


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\uffff\ufffe")))
def test_whatever_people_write_passes(text: str) -> None:
    kept = Whole.model_validate({"name": text, "more": {"line": f"{text}\n\t{text}"}})
    assert (kept.name, kept.more["line"]) == (text, f"{text}\n\t{text}")


@given(st.text(st.characters()))
def test_whatever_is_shown_can_be_written_down(text: str) -> None:
    assert is_plain(printable(text))
    assert len(printable(text).encode()) >= len(printable(text))


@pytest.mark.parametrize("kind", [Moment, Day])
@pytest.mark.parametrize("number", [12_345, 1.5, "12345", "-1", "1e9", True])
def test_a_number_is_no_time(kind: Any, number: object) -> None:
    with pytest.raises(ValidationError, match="RFC 3339"):
        TypeAdapter(kind).validate_python(number)
