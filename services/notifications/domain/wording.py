"""Words with holes: a strict, small template language that can say before saving what it will need.

``{{field}}`` is replaced by the fact of that name, ``{{field|filter}}`` by its form for readers. A part in
``[[ ]]`` is left out whole unless every hole in it can be filled. There is nothing else: no code, no
conditions, no way to leave a hole open. A text with a missing value is never produced (rule N3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.notifications.domain.glossary import GLOSSARY

__all__ = ["FILTERS", "MissingValue", "Problem", "holes", "impolite", "problems", "render"]

_HOLE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*(?:\|\s*([a-z]+)\s*)?\}\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_POLITE = {
    "zh-CN": ("请", "您", "谢谢", "感谢", "敬请"),
    "en": ("please", "thank you", "thanks", "dear", "kindly"),
}
_RUDE = {"zh-CN": ("你", "必须", "不得"), "en": ("you must", "asap", "your fault")}
_DAYS_ZH = "一二三四五六日"


class MissingValue(LookupError):
    """A hole that no fact fills; the text must not be sent."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text, and where."""

    code: str
    detail: str


def holes(text: str) -> tuple[str, ...]:
    """Names of the facts a text needs, in order of appearance."""
    return tuple(dict.fromkeys(match[1] for match in _HOLE.finditer(text)))


def render(text: str, facts: Mapping[str, str], *, language: str, zone: str) -> str:
    """The finished text.

    Args:
        facts: ISO times, whole numbers and names of things, all as text.
        zone: IANA zone in which times are read out.

    Raises:
        MissingValue: a hole has no fact, or an empty one, or its form does not fit the filter.
    """

    def fill(match: re.Match[str]) -> str:
        name, form = match[1], match[2]
        value = facts.get(name, "")
        if not value.strip():
            raise MissingValue(f"{name} has no value")
        try:
            return FILTERS[form or "text"](value, language, ZoneInfo(zone))
        except (ValueError, KeyError, OverflowError) as error:
            raise MissingValue(f"{name}: {value!r} cannot be read as {form}") from error

    def part(optional: str) -> str:
        try:
            return _HOLE.sub(fill, optional)
        except MissingValue:
            return ""

    # Piece by piece, each once: what a fact says is never read for holes, whoever wrote it. Of the pieces
    # every other one is an optional part.
    pieces = _OPTIONAL.split(text)
    return "".join(part(piece) if index % 2 else _HOLE.sub(fill, piece) for index, piece in enumerate(pieces))


def problems(text: str, sure: frozenset[str], possible: frozenset[str]) -> tuple[Problem, ...]:
    """Everything that keeps a text from being saved: holes nothing will fill, broken holes, unknown filters.

    Args:
        sure: facts a message of this kind always has; anywhere.
        possible: facts it may have; in optional parts only.
    """
    plain = _OPTIONAL.sub("", text)
    optional = " ".join(match[1] for match in _OPTIONAL.finditer(text))
    found = [*_unknown(plain, sure, possible), *_unknown(optional, sure | possible, frozenset())]
    found += [
        Problem("unknown-filter", f"{match[2]!r} is none of {', '.join(FILTERS)}")
        for match in _HOLE.finditer(text)
        if match[2] and match[2] not in FILTERS
    ]
    rest = _HOLE.sub("", plain + optional)
    if any(mark in rest for mark in ("{{", "}}", "[[", "]]")):
        found.append(
            Problem("broken-hole", "a hole reads {{field}} or {{field|filter}}, an optional part [[ ]]")
        )
    if not plain.strip():
        found.append(Problem("empty", "a text must say something"))
    return tuple(found)


def _unknown(text: str, known: frozenset[str], elsewhere: frozenset[str]) -> list[Problem]:
    return [
        Problem("uncertain-field", f"{name} is not always there: put it into an optional part [[ ]]")
        if name in elsewhere
        else Problem(
            "unknown-field", f"{name} is no field of this message; there are: {', '.join(sorted(known))}"
        )
        for name in holes(text)
        if name not in known
    ]


def impolite(text: str, language: str) -> Problem | None:
    """Whether a text lacks courtesy or says what the house does not say to guests (rule N3)."""
    lowered = text.lower()
    for word in _RUDE[language]:
        if word in lowered:
            return Problem("impolite", f"{word!r} is not said to a guest")
    if not any(word in lowered for word in _POLITE[language]):
        return Problem("impolite", f"a polite word is missing: one of {', '.join(_POLITE[language])}")
    return None


def _text(value: str, _language: str, _zone: ZoneInfo) -> str:
    return value


def _date(value: str, language: str, zone: ZoneInfo) -> str:
    at = _moment(value, zone)
    if language == "zh-CN":
        return f"{at.month}月{at.day}日（周{_DAYS_ZH[at.weekday()]}）"
    return f"{at:%A}, {at.day} {at:%B}"


def _time(value: str, _language: str, zone: ZoneInfo) -> str:
    return f"{_moment(value, zone):%H:%M}"


def _datetime(value: str, language: str, zone: ZoneInfo) -> str:
    joint = " " if language == "zh-CN" else " at "
    return f"{_date(value, language, zone)}{joint}{_time(value, language, zone)}"


def _yuan(value: str, language: str, _zone: ZoneInfo) -> str:
    whole, fen = divmod(abs(int(value)), 100)
    sign = "-" if int(value) < 0 else ""
    amount = f"{sign}{whole:,}.{fen:02d}" if fen else f"{sign}{whole:,}"
    return f"{amount}元" if language == "zh-CN" else f"CNY {amount}"


def _number(value: str, _language: str, _zone: ZoneInfo) -> str:
    return f"{int(value):,}"


def _word(value: str, language: str, _zone: ZoneInfo) -> str:
    """A code the glossary does not know is better read out plainly than not told at all."""
    names = GLOSSARY.get(value)
    return names[0 if language == "zh-CN" else 1] if names else value.replace("-", " ")


def _moment(value: str, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(value)
    return at.astimezone(zone) if at.tzinfo else at


FILTERS: Mapping[str, Callable[[str, str, ZoneInfo], str]] = {
    "text": _text,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "yuan": _yuan,
    "number": _number,
    "word": _word,
}
"""How a fact is read out: ``{{starts_at|datetime}}``, ``{{spend_fen|yuan}}``."""
