"""How much one caller may ask: a bucket of requests that refills steadily, and streams held open at once.

Each process counts for itself.

A limit keeps one broken or hostile client from taking everybody's share; it is no quota. Behind N replicas a
caller may get N times as much.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from infra.chassis.decision import Refused

__all__ = ["Limits"]

_MOST_CALLERS = 10_000


class Limits:
    """Buckets of the latest callers, and who holds how many streams.

    Args:
        per_second: requests a bucket gains a second; 0 sets no limit.
        burst: requests it holds when full.
        streams: what one caller may hold open at once; 0 sets no limit.
        clock: seconds; only differences count.
    """

    def __init__(
        self,
        per_second: float = 0,
        burst: int = 1,
        *,
        streams: int = 0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._streams = streams
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._held: Counter[str] = Counter()

    def caller(self, subject: str) -> None:
        """Count a request of somebody whose token holds.

        Raises:
            Refused: the bucket is empty (429).
        """
        self._take(f"caller/{subject}")

    def stranger(self, address: str) -> None:
        """Count a request of somebody unknown: of a public route, or with a token that does not hold.

        Raises:
            Refused: the bucket is empty (429).
        """
        self._take(f"stranger/{address}")

    @contextmanager
    def stream(self, subject: str) -> Iterator[None]:
        """Count a stream of theirs while it is open.

        Raises:
            Refused: they hold as many as one may (429).
        """
        if self._streams and self._held[subject] >= self._streams:
            detail = f"you hold {self._streams} streams open, as many as one may; close one first"
            raise Refused("too-many-streams", detail, kind="limit")
        self._held[subject] += 1
        try:
            yield
        finally:
            self._held[subject] -= 1
            if not self._held[subject]:
                del self._held[subject]

    def _take(self, key: str) -> None:
        if not self._per_second:
            return
        now = self._clock()
        left, at = self._buckets.pop(key, (float(self._burst), now))
        left = min(float(self._burst), left + (now - at) * self._per_second)
        self._buckets[key] = (max(0.0, left - 1), now)
        if len(self._buckets) > _MOST_CALLERS:
            self._buckets.popitem(last=False)
        if left < 1:
            raise Refused("rate-limited", "you ask too often; slow down and repeat", kind="limit")
