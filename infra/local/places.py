"""Folders of this working copy that the local stack uses."""

from __future__ import annotations

from pathlib import Path

__all__ = ["BUILD", "ROOT"]

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".data" / "build"
"""What was fetched or built once, shared by every stack of this working copy."""
