"""Speed as ratios in one run: ours beside the raw driver doing the same I/O, and beside a peer.

A bench is an async function under `@bench("name")` that takes a running `Stack` and returns rows. Put it
into ``tests/bench/bench_<part>.py``; `make bench` finds it. Absolute figures are this machine's; the
ratios are what counts.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from infra.local.stack import Stack

__all__ = ["Row", "Timings", "bench", "run"]

T = TypeVar("T")
Bench = Callable[[Stack], Awaitable[Sequence["Row"]]]
_BENCHES: dict[str, Bench] = {}
BUILD = Path("build/bench.json")


@dataclass(frozen=True)
class Row:
    """One figure.

    Args:
        unit: e.g. ``1/s``, ``ms p99``, ``MB``.
        limit: the raw driver doing the same I/O in the same run.
        peer: what a user would pick instead, named by `peer_name`.
    """

    name: str
    unit: str
    ours: float
    limit: float | None = None
    peer: float | None = None
    peer_name: str | None = None


class Timings:
    """Durations of single operations, in seconds."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._began = time.perf_counter()

    async def of(self, work: Awaitable[T]) -> T:
        """What `work` gives, noting how long it took."""
        began = time.perf_counter()
        found = await work
        self.seconds.append(time.perf_counter() - began)
        return found

    @property
    def rate(self) -> float:
        """Operations a second since this was made."""
        return len(self.seconds) / (time.perf_counter() - self._began)

    def percentile(self, percent: float) -> float:
        """Milliseconds that `percent` of the operations did not exceed."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] * 1000


def bench(name: str) -> Callable[[Bench], Bench]:
    """Register a bench under a name (`make bench ONLY=name`)."""

    def register(function: Bench) -> Bench:
        _BENCHES[name] = function
        return function

    return register


async def each(count: int, at_once: int, work: Callable[[int], Awaitable[object]]) -> None:
    """Do `work(0)` … `work(count - 1)`, `at_once` side by side."""
    numbers = iter(range(count))

    async def lane() -> None:
        for number in numbers:
            await work(number)

    await asyncio.gather(*(lane() for _ in range(at_once)))


def run(only: str | None) -> int:
    """Run all benches, or one; print a table and write ``build/bench.json``. Returns an exit code."""
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        importlib.import_module(f"tests.bench.{file.stem}")
    chosen = {name: each for name, each in _BENCHES.items() if only in {None, "", name}}
    if not chosen:
        print(f"no bench {only!r}; there are: {', '.join(_BENCHES)}")
        return 2
    rows: list[Row] = []
    _print("name", "unit", "ours", "limit", "ratio", "peer")
    for function in chosen.values():
        rows.extend(asyncio.run(_on_its_own_stack(function)))
    BUILD.parent.mkdir(exist_ok=True)
    BUILD.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    return 0


async def _on_its_own_stack(function: Bench) -> Sequence[Row]:
    stack = await Stack.temporary()
    try:
        rows = await function(stack)
    finally:
        await stack.stop()
    for row in rows:
        ratio = f"{row.ours / row.limit:.2f}" if row.limit else ""
        peer = f"{row.peer:,.1f} {row.peer_name}" if row.peer is not None else ""
        limit = f"{row.limit:,.1f}" if row.limit is not None else ""
        _print(row.name, row.unit, f"{row.ours:,.1f}", limit, ratio, peer)
    return rows


def _print(name: str, unit: str, ours: str, limit: str, ratio: str, peer: str) -> None:
    print(f"{name:44} {unit:10} {ours:>12} {limit:>12} {ratio:>6}  {peer}", flush=True)
