"""One randomised run: a workload, some faults, and the verdict."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.stack import Stack
from tests.faults.history import Violation
from tests.faults.world import FAULTS, World

__all__ = ["Verdict", "run"]

CHANGES = 240


@dataclass(frozen=True)
class Verdict:
    """What a run did and broke."""

    seed: int
    broker: str
    faults: tuple[str, ...]
    violations: tuple[Violation, ...]

    def __str__(self) -> str:
        result = "ok" if not self.violations else "; ".join(str(each) for each in self.violations[:5])
        return f"seed {self.seed} on {self.broker}: {', '.join(self.faults) or 'no faults'}: {result}"


async def run(
    stack: Stack, folder: Path, seed: int, *, faults: Sequence[str] | None = None, sabotage: str = ""
) -> Verdict:
    """Do one run; three faults chosen by the seed unless they are given."""
    world = World(stack, folder, seed, sabotage=sabotage)
    chosen = tuple(faults) if faults is not None else tuple(world.random.sample(sorted(FAULTS), 3))
    await world.begin()
    try:
        working = asyncio.create_task(world.work(CHANGES))
        for name in chosen:
            await asyncio.sleep(world.random.uniform(0.2, 1.5))
            await FAULTS[name](world)
        await working
        violations = await world.settle()
    finally:
        await world.end()
    return Verdict(seed, stack.kind, chosen, tuple(violations))
