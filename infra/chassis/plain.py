"""Plain text: what callers send must be text that can be stored, published, printed and read aloud.

JSON can say more than that: half of a character, control characters that no sheet or mail can hold, numbers
that are none. Whatever a body's fields allow, these are the caller's mistakes, each named by its field.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

__all__ = ["check_plain", "is_plain", "printable"]

_LONGEST_NAME = 1_000
_MOST_ITEMS = 100_000
_MOST_ERRORS = 20
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Place = tuple[str | int, ...]


def check_plain(value: object, name: str, longest: int) -> None:
    """Nothing, if all of a body's text and numbers can be kept as they are.

    Args:
        name: what the body is called in a message.
        longest: characters of its longest text.

    Raises:
        ValidationError: names each field that cannot.
    """
    found: list[InitErrorDetails] = []
    for place, message in _wrong(value, (), longest):
        error = PydanticCustomError("plain", "{message}", {"message": message})
        found.append(InitErrorDetails(type=error, loc=place, input=None))
        if len(found) == _MOST_ERRORS:
            break
    if found:
        raise ValidationError.from_exception_data(name, found)


def printable(text: str) -> str:
    """`text` as it can be shown: without what cannot be printed, and not without end."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[:_LONGEST_NAME])


def is_plain(text: str) -> bool:
    """Whether all of `text` can be printed."""
    return _UNPRINTABLE.search(text) is None


def _wrong(value: object, place: Place, longest: int) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        if len(value) > longest:
            yield place, f"text of more than {longest} characters"
        elif not is_plain(value):
            yield place, "text may not hold control characters, or halves of characters"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield place, "a number that is none"
    elif isinstance(value, Mapping):
        for key, each in value.items():
            name = printable(str(key))
            if name != key:
                yield (*place, name), "a name may not be so long, or hold control characters"
            yield from _wrong(each, (*place, name), longest)
    elif isinstance(value, list):
        if len(value) > _MOST_ITEMS:
            yield place, f"more than {_MOST_ITEMS} items"
            return
        for number, each in enumerate(value):
            yield from _wrong(each, (*place, number), longest)
