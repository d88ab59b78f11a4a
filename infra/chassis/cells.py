"""Cells of the tables people take away: what strangers wrote into them is text there, never a formula."""

from __future__ import annotations

__all__ = ["harmless"]

_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Also the wide ones: spreadsheets of the East Asian languages take them for the others."""


def harmless(text: str) -> str:
    """The text, marked as such (an apostrophe before it) where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
