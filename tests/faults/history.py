"""The judge of a fault run: nothing lost, no effect twice, order kept per key.

Knows nothing of how the system works: it is given what was committed and what took effect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Violation", "judge", "judge_log"]


@dataclass(frozen=True)
class Violation:
    """One broken promise."""

    promise: str
    key: str
    detail: str
    weight: int = 1
    """How many records it is about."""

    def __str__(self) -> str:
        return f"{self.promise}: {self.key}: {self.detail}"


def judge(committed: Mapping[str, int], effects: Mapping[str, Sequence[int]]) -> list[Violation]:
    """Compare what was committed (key → count: values 1…count) with the effects (key → values in order)."""
    broken = []
    for key in sorted(committed.keys() | effects.keys()):
        wanted, had = range(1, committed.get(key, 0) + 1), list(effects.get(key, ()))
        if lost := sorted(set(wanted) - set(had)):
            broken.append(Violation("nothing lost", key, f"{len(lost)} missing, first {lost[0]}", len(lost)))
        if invented := sorted(set(had) - set(wanted)):
            broken.append(Violation("nothing invented", key, f"{invented[0]} was never committed"))
        if twice := sorted({value for value in had if had.count(value) > 1}):
            broken.append(
                Violation("no effect twice", key, f"{twice[0]} took effect {had.count(twice[0])} times")
            )
        if firsts := _out_of_order(had):
            broken.append(Violation("order kept", key, f"{firsts[1]} came after {firsts[0]}"))
    return broken


def judge_log(records: Mapping[str, Sequence[str]]) -> list[Violation]:
    """Compare a topic's own log, of a run without faults, with the promise that each event is sent once."""
    return [
        Violation("sent once", key, f"{len(values) - len(set(values))} records too many")
        for key, values in sorted(records.items())
        if len(values) != len(set(values))
    ]


def _out_of_order(values: Sequence[int]) -> tuple[int, int] | None:
    first_seen = list(dict.fromkeys(values))
    for before, after in pairwise(first_seen):
        if after < before:
            return before, after
    return None
