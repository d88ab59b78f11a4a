"""``make clients``: typed clients for Python and TypeScript, made from the OpenAPI documents by known tools.

Python by openapi-python-client (in the lock), TypeScript by openapi-typescript (through npm, at the version
below). ``contracts/clients/generated.json`` says which documents they were made from, so that a test can
tell when they have fallen behind without either tool.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["main", "sources"]

ROOT = Path(__file__).parents[2]
OPENAPI = ROOT / "contracts" / "schemas" / "openapi"
CLIENTS = ROOT / "contracts" / "clients"
_TYPESCRIPT = "openapi-typescript@7.13.0"


def sources() -> Mapping[str, str]:
    """Digest of each service's committed OpenAPI document."""
    return {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(OPENAPI.glob("*.json"))
    }


def main() -> int:
    """Generate all clients anew."""
    if shutil.which("npm") is None:
        sys.stdout.write("npm is missing. Fix: install Node.js 20 or newer, then run `make clients` again.\n")
        return 1
    for service in sources():
        sys.stdout.write(f"{service} …\n")
        _python(service)
        _typescript(service)
    record = json.dumps(sources(), indent=2) + "\n"
    (CLIENTS / "generated.json").write_text(record, encoding="utf-8")
    return 0


def _python(service: str) -> None:
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / service
        _run(
            str(bin_folder / "openapi-python-client"),
            "generate",
            *("--path", str(OPENAPI / f"{service}.json")),
            *("--output-path", str(made), "--meta", "none"),
            *("--config", str(CLIENTS / "python" / "generator.json")),
            # The generator formats what it made with the ruff it finds.
            env={**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}"},
        )
        target = CLIENTS / "python" / "clubhouse_clients" / service
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(made, target, ignore=shutil.ignore_patterns("__pycache__", ".ruff_cache"))


def _typescript(service: str) -> None:
    target = CLIENTS / "typescript" / "src" / f"{service}.ts"
    target.parent.mkdir(parents=True, exist_ok=True)
    document = str(OPENAPI / f"{service}.json")
    _run(
        *("npm", "exec", "--yes", "--", _TYPESCRIPT, document, "--output", str(target)),
        "--default-non-nullable=false",  # a field with a default may be left out of a request
        env=dict(os.environ),
    )


def _run(*command: str, env: Mapping[str, str]) -> None:
    done = subprocess.run(command, env=env, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
