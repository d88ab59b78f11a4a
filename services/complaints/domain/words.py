"""Words as pairs of characters: finds Chinese, which has no spaces, as well as anything else."""

from __future__ import annotations

import unicodedata

__all__ = ["bigrams"]


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring letters or digits in a text, folded in case and width.

    A word of one character stands for itself. Empty if the text has neither letters nor digits.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(each if each.isalnum() else " " for each in folded).split()
    return {pair for word in words for pair in _pairs(word)}


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]
