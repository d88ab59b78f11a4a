"""The judge of a soak: plain functions over what was promised, what was found, and what was measured.

It knows nothing of how the system works, so that it can be shown lies (see test_soak.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

__all__ = ["errors", "gauges", "logs", "memory", "messages", "same", "told"]

_YOUNG_SECONDS = 30
"""A process still fills its caches; its memory is not judged."""
_SHORTEST_SECONDS = 60
_GROWTH = 0.10


def same(what: str, promised: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    """Each promise that was not kept, and what nobody was promised."""
    return [
        f"{what} {key}: promised {promised.get(key, 'nothing')}, found {found.get(key, 'nothing')}"
        for key in sorted(promised.keys() | found.keys())
        if promised.get(key) != found.get(key)
    ]


def logs(topic: Mapping[str, Sequence[tuple[int, str]]]) -> list[str]:
    """A topic's records, by aggregate (sequence, event id): none missing, none twice under another id."""
    broken = []
    for key, records in sorted(topic.items()):
        distinct = dict.fromkeys(records)
        numbers = [number for number, _ in distinct]
        if lost := sorted(set(range(1, max(numbers) + 1)) - set(numbers)):
            broken.append(f"{key}: event {lost[0]} was never published")
        if doubled := [number for number, times in Counter(numbers).items() if times > 1]:
            broken.append(f"{key}: event {doubled[0]} was published as two different ones")
        if numbers != sorted(numbers):
            broken.append(f"{key}: published out of order: {numbers}")
    return broken


def told(published: Mapping[str, Sequence[str]], heard: Mapping[str, Sequence[str]]) -> list[str]:
    """Event ids by aggregate: what the last consumer holds is what was published, each once, in order."""
    return [
        f"{key}: {len(heard.get(key, ()))} of {len(events)} events had their effect, or not in order"
        for key, events in sorted(published.items())
        if list(heard.get(key, ())) != list(events)
    ]


def messages(promised: Mapping[str, int], sent: Mapping[str, Sequence[int]]) -> list[str]:
    """Messages by recipient: as many as promised, each of them one copy."""
    broken = []
    for to, wanted in sorted(promised.items()):
        copies = sent.get(to, ())
        if len(copies) != wanted:
            broken.append(f"{to} got {len(copies)} messages, {wanted} were due")
        if any(each > 1 for each in copies):
            broken.append(f"{to} got one message {max(copies)} times")
    return broken


def memory(process: str, samples: Sequence[tuple[float, float]]) -> list[str]:
    """(seconds since ready, megabytes): what a grown-up process holds does not grow."""
    grown = [held for age, held in samples if age >= _YOUNG_SECONDS]
    if not grown or samples[-1][0] < _YOUNG_SECONDS + _SHORTEST_SECONDS:
        return []
    third = max(1, len(grown) // 3)
    before, after = median(grown[:third]), median(grown[-third:])
    if after <= before * (1 + _GROWTH):
        return []
    return [f"{process}: memory grew from {before:.0f} to {after:.0f} MB"]


def errors(log: str) -> list[str]:
    """What a service logged as an error, and every line that is not of its logger, as a traceback is not."""
    found = []
    for line in filter(None, log.splitlines()):
        try:
            entry = json.loads(line)
        except ValueError:
            found.append(line[:300])
            continue
        if entry["level"] in {"error", "critical"}:
            found.append(f"{entry['time']} {entry['logger']}: {entry['message']}"[:300])
    return found


def gauges(process: str, shown: Mapping[str, float], true: Mapping[str, tuple[float, float]]) -> list[str]:
    """Every figure shown lies within what is known to be true (lowest, highest)."""
    return [
        f"{process}: {name} shows {shown.get(name)}, the truth is {low:g} to {high:g}"
        for name, (low, high) in sorted(true.items())
        if not low <= shown.get(name, -1.0) <= high
    ]
