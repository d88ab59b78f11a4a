"""The house rules by number, read from docs/rules.md."""

from __future__ import annotations

import re
from functools import cache

from infra.local.places import ROOT

__all__ = ["known_rules"]


@cache
def known_rules() -> dict[str, str]:
    """Rule number → its words, in the document's order."""
    table = (ROOT / "docs" / "rules.md").read_text()
    return {
        number: words.strip()
        for number, words in re.findall(r"^\| ([BCLNR]\d+) \| (.+?) \|", table, re.MULTILINE)
    }
