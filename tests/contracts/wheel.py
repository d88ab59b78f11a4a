"""Builds the contracts distribution the way an integrator's installer would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["build_contracts"]

CONTRACTS = Path(__file__).parents[2] / "contracts"


def build_contracts(folder: Path) -> Path:
    """The wheel, built into `folder`. Python imports from a wheel of pure code as from a folder."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CONTRACTS,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel
