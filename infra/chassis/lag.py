"""What a group's member has yet to take, shown as it stands now and not as it was after the last batch.

A batch that hangs must show, and a partition that went to another process must not be shown by this one any
more: its last figure would stand here for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from infra.chassis import metrics

__all__ = ["Lag"]


class Lag:
    """Records between what this member has taken and the end of the log as it was last fetched.

    Args:
        client: the member's client, or None before there is one.
    """

    def __init__(self, client: Callable[[], AIOKafkaConsumer | None], group: str) -> None:
        self._client = client
        self._group = group
        self._under_way: dict[TopicPartition, int] = {}
        self._shown: set[TopicPartition] = set()

    def begun(self, records: Iterable[ConsumerRecord]) -> None:
        """These are being taken; they count until they have been."""
        for record in records:
            self._under_way.setdefault(TopicPartition(record.topic, record.partition), record.offset)

    def ended(self) -> None:
        """Nothing is being taken."""
        self._under_way.clear()

    def show(self) -> None:
        """Set the gauge of every partition this member has now, and drop those it has no more."""
        lags = self._lags()
        for at, lag in lags.items():
            metrics.CONSUMER_LAG.labels(*self._labels(at)).set(lag)
        for at in self._shown - lags.keys():
            metrics.CONSUMER_LAG.remove(*self._labels(at))
        self._shown = set(lags)

    def _labels(self, at: TopicPartition) -> tuple[str, str, str]:
        return at.topic, str(at.partition), self._group

    def _lags(self) -> dict[TopicPartition, int]:
        client = self._client()
        subscription = client and client._subscription.subscription  # noqa: SLF001  # position() would wait
        assigned = subscription and subscription.assignment
        if not assigned:
            return {}
        lags = {}
        for at in assigned.tps:
            state = assigned.state_value(at)
            if state.highwater is not None and state.has_valid_position:
                taken = self._under_way.get(at, state.position)
                lags[at] = max(0, state.highwater - taken)
        return lags
