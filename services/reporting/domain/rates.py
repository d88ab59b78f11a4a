"""Rates that say how sure they are: Wilson score intervals (rule R5)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

__all__ = ["Rate", "rate"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `total`, with the interval the true share lies in.

    Attributes:
        value: hits / total, 0 to 1; None where nothing was counted.
        low, high: the interval; the whole of 0 to 1 where nothing was counted.
    """

    hits: int
    total: int
    value: float | None
    low: float
    high: float


def rate(hits: int, total: int, confidence_percent: int = 95) -> Rate:
    """The rate `hits` of `total` with its Wilson score interval.

    Wilson's holds for small samples, where the usual one would leave 0 to 1: 1 of 1 is not "100 %, surely".
    """
    if total <= 0:
        return Rate(hits, 0, None, 0.0, 1.0)
    hits = min(max(hits, 0), total)
    z = NormalDist().inv_cdf(0.5 + confidence_percent / 200)
    share = hits / total
    spread = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / spread
    half = z / spread * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == total else min(1.0, middle + half)
    return Rate(hits, total, share, low, high)
