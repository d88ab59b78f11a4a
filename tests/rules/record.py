"""What the last run of every test that carries a rule came to, kept in ``build/rules.json``."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from infra.local.places import ROOT

__all__ = ["RECORD", "Verdict", "amended", "load"]

RECORD = ROOT / "build" / "rules.json"


@dataclass(frozen=True)
class Verdict:
    """A test's rules and whether it passed when it last ran (a skipped one did not)."""

    rules: tuple[str, ...]
    passed: bool


def load(path: Path = RECORD) -> dict[str, Verdict]:
    """Verdicts by test id."""
    if not path.exists():
        return {}
    told = json.loads(path.read_text())
    return {test: Verdict(tuple(each["rules"]), each["passed"]) for test, each in told.items()}


@contextmanager
def amended(path: Path = RECORD) -> Iterator[dict[str, Verdict]]:
    """The verdicts, to be changed in place; safe while other sessions do the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        verdicts = load(path)
        yield verdicts
        arriving = path.with_suffix(".arriving")
        arriving.write_text(
            json.dumps({test: asdict(each) for test, each in sorted(verdicts.items())}, indent=1)
        )
        arriving.replace(path)
