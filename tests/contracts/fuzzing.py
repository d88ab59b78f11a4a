"""Runs schemathesis over a served API."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

__all__ = ["fuzz"]

ROOT = Path(__file__).parents[2]
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "ignored_auth",
)


def fuzz(
    url: str, folder: Path, *, authorization: str = "", known: Mapping[str, Sequence[str]] | None = None
) -> tuple[bool, str]:
    """Whether the API at `url` kept its word, and the tool's report.

    `CLUBHOUSE_FUZZ_EXAMPLES` sets how many cases an operation gets, `CLUBHOUSE_FUZZ_SEED` the seed.

    Args:
        url: where it is served.
        folder: for the tool to work in.
        authorization: header of a caller who may do everything.
        known: ids that exist, by field name.
    """
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("st")),
            "run",
            f"{url}/openapi.json",
            *(("--header", f"Authorization: {authorization}") if authorization else ()),
            *("--checks", ",".join(_CHECKS)),
            *("--phases", "examples,coverage,fuzzing"),
            *("--max-examples", os.environ.get("CLUBHOUSE_FUZZ_EXAMPLES", "5")),
            *("--seed", os.environ.get("CLUBHOUSE_FUZZ_SEED", "1")),
            *("--generation-database", "none", "--suppress-health-check", "all", "--warnings", "off"),
            *("--continue-on-failure", "--no-shrink", "--no-color", "--request-timeout", "60"),
            *(part for each in _endless(url) for part in ("--exclude-operation-id", each)),
        ],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCHEMATHESIS_HOOKS": "tests.contracts.fuzz_hooks",
            "FUZZ_KNOWN_IDS": json.dumps(known or {}),
        },
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode == 0, f"{done.stdout[-20_000:]}{done.stderr[-2_000:]}"


def _endless(url: str) -> list[str]:
    """The operations that answer with a stream, which nobody can wait for the end of."""
    paths = httpx.get(f"{url}/openapi.json", timeout=60).raise_for_status().json()["paths"]
    return [
        operation["operationId"]
        for methods in paths.values()
        for operation in methods.values()
        if "text/event-stream" in operation["responses"].get("200", {}).get("content", {})
    ]
