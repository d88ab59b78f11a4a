"""What is heard: an event of its topic, whose values can be kept and reckoned with.

The contracts' schemas set few limits, and may not set more within a version. An event past all limits is the
mistake of whoever wrote it: it becomes a dead letter with the field's name, and nothing has to fear it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from contracts.envelope import Envelope, Header, Undecodable, decode
from contracts.topic import Topic

__all__ = ["hear"]

_MOST = 10**15
"""In fen ten thousand milliards of yuan: thousands of them still add up within 64 bits."""
_ESCAPED_NUL = b"\\u0000"
"""JSON has no other way to put the character NUL into text."""
_FIRST_YEAR, _LAST_YEAR = 1800, 2400
"""Further from now than anything that is planned or remembered."""


def hear(topic: Topic, headers: Iterable[Header], value: bytes | None) -> Envelope:
    """Read one record of `topic`.

    Raises:
        Undecodable: for every record that is not a valid event of the topic, or out of reach
            (``out-of-reach``).
    """
    envelope = decode(topic, headers, value)
    if not _FIRST_YEAR <= envelope.time.year <= _LAST_YEAR:
        raise Undecodable("out-of-reach", f"ce_time is of the year {envelope.time.year}")
    plain = value is not None and _ESCAPED_NUL not in value
    if not (_numbers_fit(envelope.data) if plain else _fits(envelope.data)):
        place, why = next(_misfits(envelope.data, ""))
        raise Undecodable("out-of-reach", f"{place}: {why}")
    return envelope


def _numbers_fit(data: BaseModel) -> bool:
    """Whether a body is within reach, if none of its text holds NUL. Every event passes here."""
    held = data.__dict__
    return all(_fits(held[name]) for name in _beyond_text(type(data)))


@cache
def _beyond_text(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields that may hold something else than text and yes or no."""
    return tuple(name for name, field in kind.model_fields.items() if not _is_text(field.annotation))


def _is_text(annotation: object) -> bool:
    if get_origin(annotation) is Literal:
        return all(isinstance(each, str) for each in get_args(annotation))
    if parts := get_args(annotation):  # str | None, tuple[str, ...], dict[str, str]
        return all(map(_is_text, parts))
    return annotation in (str, bool, type(None), Ellipsis)


def _fits(value: Any) -> bool:
    """Whether it is within reach with all it holds: types are asked by identity, which is quickest."""
    kind, fits = type(value), True
    if kind is str:
        fits = "\x00" not in value
    elif kind is int:
        fits = -_MOST <= value <= _MOST
    elif kind is datetime or kind is date:
        fits = _FIRST_YEAR <= value.year <= _LAST_YEAR
    elif kind is tuple:
        fits = all(map(_fits, value))
    elif kind is dict:
        fits = all(map(_fits, value)) and all(map(_fits, value.values()))
    elif isinstance(value, BaseModel):
        fits = all(map(_fits, value.__dict__.values()))
    return fits


def _misfits(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Each value out of reach: where it is, and why."""
    if isinstance(value, BaseModel):
        value = value.__dict__
    if isinstance(value, Mapping):
        for name, each in value.items():
            there = f"{place}.{name}" if place else str(name)
            yield from _misfits(name, f"{place}: a name")
            yield from _misfits(each, there)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _misfits(each, f"{place}.{number}")
    elif not _fits(value):
        yield place, "holds the character NUL" if isinstance(value, str) else f"{value} is beyond all use"
