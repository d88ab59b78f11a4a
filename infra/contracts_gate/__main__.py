"""``make contracts``: regenerate what is published from the code, unless that would break a promise.

python -m infra.contracts_gate                  write what changed; fail on an incompatible change
python -m infra.contracts_gate --check          write nothing; fail also on what is out of date
python -m infra.contracts_gate --release 1.0.0  freeze the current promises as a release
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts import __version__
from contracts.catalog import TOPICS
from infra.contracts_gate.apis import openapi_documents
from infra.contracts_gate.generated import generated_files
from infra.contracts_gate.promises import breaks, committed, current, released

__all__ = ["main", "run"]

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every promise is kept and every file is as it should be."""
    parser = argparse.ArgumentParser(
        prog="contracts", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail on what is out of date")
    parser.add_argument("--release", metavar="VERSION", help="freeze the current promises under this version")
    chosen = parser.parse_args(arguments)
    return run(ROOT, check=chosen.check, release=chosen.release)


def run(root: Path, *, check: bool, release: str | None = None) -> int:
    """Compare, then write (or with `check` only look at) the files under `root`."""
    apis = openapi_documents()
    now = current(TOPICS, apis, __version__)
    schemas = root / "contracts" / "schemas"
    broken = breaks([committed(schemas), *released(schemas).values()], now)
    for one in broken:
        _say(str(one))
    if broken:
        _say(f"{len(broken)} incompatible changes; nothing was written.")
        return 1
    files = generated_files(TOPICS, apis, __version__)
    if release is not None:
        frozen = f"contracts/schemas/released/{release}.json"
        if (root / frozen).exists():
            _say(f"{frozen} exists: a release is never written twice. Fix: choose the next version.")
            return 1
        files = {**files, frozen: now.frozen()}
    stale = [name for name, text in files.items() if _text(root / name) != text]
    if check:
        for name in stale:
            _say(f"{name}: out of date. Fix: run `make contracts` and commit the result")
        return 1 if stale else 0
    _write(root, {name: files[name] for name in stale})
    _say(
        f"{len(now.events)} events on {len(now.topics)} topics, {len(apis)} APIs: {len(stale)} files written."
    )
    return 0


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
