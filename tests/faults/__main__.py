"""`make faults`: many randomised runs on both brokers, seeds printed. Exit code 1 if a promise broke."""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import tempfile
from pathlib import Path

from infra.local.child import CannotStart
from infra.local.stack import BrokerKind, Stack
from tests.faults.run import run


async def _many(kind: BrokerKind, seeds: list[int]) -> int:
    task = asyncio.current_task()
    assert task is not None
    # As Ctrl-C does: what a run has started is ended with it.
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        stack = await Stack.temporary(kind)
    except CannotStart as reason:
        print(f"no runs on {kind}: {reason}")
        return 0
    broken = 0
    folder = Path(tempfile.mkdtemp(prefix="clubhouse-faults-"))
    try:
        for seed in seeds:
            verdict = await run(stack, folder, seed)
            broken += bool(verdict.violations)
            print(verdict, flush=True)
    finally:
        await stack.stop()
    print(f"{len(seeds)} runs on {kind}, {broken} broke a promise")
    return broken


def main() -> int:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=160, help="runs on the embedded broker")
    parser.add_argument("--kafka-runs", type=int, default=50, help="runs on Apache Kafka")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="first seed")
    asked = parser.parse_args()
    print(f"first seed {asked.seed}")
    kinds: list[tuple[BrokerKind, int]] = [("embedded", asked.runs), ("kafka", asked.kafka_runs)]
    broken = sum(
        asyncio.run(_many(kind, [asked.seed + n for n in range(count)])) for kind, count in kinds if count
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
