"""One randomised run: a workload, some faults, and the verdict."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.stack import Stack
from tests.faults.breaking import FAULTS
from tests.faults.history import Violation
from tests.faults.world import DidNotBite, World

__all__ = ["Verdict", "run"]

CHANGES = 240


@dataclass(frozen=True)
class Verdict:
    """What a run did and broke."""

    seed: int
    broker: str
    faults: tuple[str, ...]
    committed: int
    seconds: float
    violations: tuple[Violation, ...]

    def __str__(self) -> str:
        result = "ok" if not self.violations else "; ".join(str(each) for each in self.violations[:5])
        did = f"{', '.join(self.faults) or 'no faults'}: {self.committed} changes, {self.seconds:.0f} s"
        return f"seed {self.seed} on {self.broker}: {did}: {result}"


async def run(
    stack: Stack,
    folder: Path,
    seed: int,
    *,
    faults: Sequence[str] | None = None,
    sabotage: str = "",
    patience: float = 90,
) -> Verdict:
    """Do one run; three faults chosen by the seed unless they are given.

    Args:
        sabotage: a bug to plant (see `tests.faults.programs`).
        patience: seconds in which everything must have had its effect after the last fault.
    """
    world = World(stack, folder, seed, sabotage=sabotage)
    chosen = tuple(faults) if faults is not None else tuple(world.random.sample(sorted(FAULTS), 3))
    enough, began = asyncio.Event(), time.monotonic()
    try:
        await world.begin()
        working = asyncio.create_task(world.work(CHANGES, enough))
        violations: list[Violation] = []
        try:
            for name in chosen:
                await asyncio.sleep(world.random.uniform(0.2, 1.5))
                try:
                    await FAULTS[name](world)
                except DidNotBite as why:
                    violations.append(Violation("the fault bites", name, str(why)))
        finally:
            enough.set()
            await working
        violations += await world.settle(patience)
        committed = await world.committed()
    finally:
        await world.end()
    return Verdict(
        seed, stack.kind, chosen, sum(committed.values()), time.monotonic() - began, tuple(violations)
    )
