"""Folders of the local stack, all under the repository's ignored `.data`."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["BUILD", "DATA", "LOGS", "ROOT"]

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CLUBHOUSE_DATA_DIR", ROOT / ".data"))
LOGS = DATA / "logs"
BUILD = ROOT / ".data" / "build"
"""What was fetched or built once, shared by every stack of this working copy."""
