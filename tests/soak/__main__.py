"""`make soak`: mixed load with rolling restarts of every service. Exit code 1 if a promise broke."""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
import tempfile
from pathlib import Path

from infra.local.child import CannotStart
from infra.local.stack import BrokerKind, Stack
from tests.soak.run import Verdict, soak


def minutes(text: str) -> float:
    """``90s``, ``15m``, ``1h`` or a bare number of minutes."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration; write 90s, 15m or 1h")
    return float(found[1]) * {"s": 1 / 60, "": 1, "m": 1, "h": 60}[found[2]]


async def _run(asked: argparse.Namespace, kind: BrokerKind) -> Verdict:
    stack = await Stack.temporary(kind)
    try:
        return await soak(
            stack,
            Path(tempfile.mkdtemp(prefix="clubhouse-soak-")),
            minutes=asked.duration,
            waves=asked.waves or max(1, round(asked.duration / 5)),
            seed=asked.seed,
            people=asked.people,
            say=lambda line: print(line, flush=True),
        )
    finally:
        await stack.stop()


def main() -> int:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--duration", type=minutes, default=15.0, help="of the load: 90s, 15m, 1h")
    parser.add_argument("--waves", type=int, default=0, help="restarts of each; one in five minutes")
    parser.add_argument("--people", type=int, default=6, help="how many work at once")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--broker", choices=("embedded", "kafka"), default="embedded")
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    try:
        verdict = asyncio.run(_run(asked, asked.broker))
    except CannotStart as reason:
        print(reason)
        return 1
    print(verdict)
    return 1 if verdict.broken else 0


if __name__ == "__main__":
    sys.exit(main())
