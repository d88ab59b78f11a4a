"""Frozen dataclasses to BSON documents and back, by cattrs' BSON rules.

Datetimes stay datetimes, dates become ISO text, enums their values, tuples and sets arrays, and
timedeltas seconds.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

from cattrs.preconf.bson import make_converter

__all__ = ["from_document", "to_document"]

T = TypeVar("T")

_converter = make_converter(detailed_validation=False)  # documents are our own: half the time to read one
_converter.register_unstructure_hook(timedelta, lambda span: span.total_seconds())
_converter.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))


def to_document(state: object) -> dict[str, Any]:
    """The BSON document of a state."""
    document: dict[str, Any] = _converter.unstructure(state)
    return document


def from_document(document: dict[str, Any], kind: type[T]) -> T:
    """The state a document tells of.

    Raises:
        Exception: the document does not fit `kind`.
    """
    return _converter.structure(document, kind)
