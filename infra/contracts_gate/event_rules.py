"""The rules on topics and events: what of the released must still be true of the current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.contracts_gate.compare import EVENT, compare_schemas
from infra.contracts_gate.schemas import Schema

__all__ = ["Break", "breaks_in_events", "breaks_in_topics"]


@dataclass(frozen=True, slots=True)
class Break:
    """One broken promise.

    Attributes:
        subject: the event type, topic or API operation.
        path: the field within it, or empty.
        rule: stable name of the rule, as in the contracts' README.
        detail: what was seen.
        fix: what to do instead.
    """

    subject: str
    path: str
    rule: str
    detail: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.subject} {self.path}" if self.path else self.subject
        return f"{where}: {self.rule}: {self.detail}. Fix: {self.fix}"


def breaks_in_events(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> Iterator[Break]:
    """Compare event schemas by type."""
    for event_type, promised in old.items():
        if event_type not in new:
            yield Break(
                event_type,
                "",
                "removed-type",
                "is gone",
                "keep publishing it; announce its end, stop in the next major",
            )
            continue
        for found in compare_schemas(promised, new[event_type], EVENT):
            fix = f"publish the new shape as {_next_version(event_type)} beside this one"
            yield Break(event_type, found.path, found.rule, found.detail, fix)


def breaks_in_topics(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Break]:
    """Compare the channels of two AsyncAPI documents by topic name."""
    for name, promised in old.items():
        channel = new.get(name)
        if channel is None:
            yield Break(name, "", "removed-topic", "is gone", "keep the topic as long as anyone may read it")
            continue
        yield from _breaks_in_topic(name, promised, channel)


def _breaks_in_topic(name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Break]:
    for event_type in old["messages"]:
        if event_type not in new["messages"]:
            yield Break(
                name,
                event_type,
                "moved-type",
                "is no longer on this topic",
                "publish it where its readers look",
            )
    if old["x-key"] != new["x-key"]:
        yield Break(
            name,
            "key",
            "changed-key",
            f"was {old['x-key']}, is {new['x-key']}: events of one key lose their order",
            "declare a new topic",
        )
    if old["x-restricted"] and not new["x-restricted"]:
        yield Break(
            name,
            "",
            "unrestricted",
            "contact data must stay restricted (L14)",
            "declare a new topic without it",
        )
    before, after = old["bindings"]["kafka"], new["bindings"]["kafka"]
    if after["partitions"] < before["partitions"]:
        yield Break(
            name,
            "partitions",
            "lowered-partitions",
            f"were {before['partitions']}, are {after['partitions']}",
            "Kafka cannot take partitions away: keep the count",
        )
    had, has = before["topicConfiguration"], after["topicConfiguration"]
    if had["cleanup.policy"] != has["cleanup.policy"]:
        yield Break(
            name,
            "cleanup.policy",
            "changed-cleanup",
            f"was {had['cleanup.policy'][0]}, is {has['cleanup.policy'][0]}",
            "declare a new topic",
        )
    elif _longer(had["retention.ms"], has["retention.ms"]):
        yield Break(
            name,
            "retention",
            "shortened-retention",
            f"was {had['retention.ms']} ms, is {has['retention.ms']} ms",
            "readers may be away as long as was promised: keep it",
        )


def _longer(one: int, other: int) -> bool:
    """Whether retention `one` outlasts `other`; -1 is for ever."""
    return other != -1 and (one == -1 or one > other)


def _next_version(event_type: str) -> str:
    stem, _, version = event_type.rpartition(".v")
    return f"{stem}.v{int(version) + 1}"
