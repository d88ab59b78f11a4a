"""The house's own wording, as shipped: one file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from services.notifications.domain.template import Wording

__all__ = ["LANGUAGES", "house"]

LANGUAGES = ("zh-CN", "en")


@cache
def house(language: str) -> Mapping[str, Wording]:
    """The house's wording of every kind of message, by kind."""
    text = files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return {kind: Wording(**forms) for kind, forms in tomllib.loads(text).items()}
