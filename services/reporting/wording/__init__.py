"""The words of pages and exports, in the house's two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from services.reporting.wording.figures import FIGURES
from services.reporting.wording.pages import TEXTS
from services.reporting.wording.refusals import REFUSALS

__all__ = ["DAILY", "Language", "figure_name", "refusal", "say", "venue_name"]

Language = Literal["zh-CN", "en"]

DAILY = (
    "orders", "effective", "tables", "guests", "feedback_given", "changed", "cancelled", "seated",
    "no_show", "completed", "new_members", "returning_members", "spend_fen", "spend_missing", "cases_opened",
    "cases_closed", "breaches", "satisfied", "unsatisfied", "points_earned", "points_redeemed",
)  # fmt: skip
"""Figures of a daily report, in the order they are read (R1)."""


def figure_name(figure: str, language: Language) -> str:
    """A figure's name; the figure itself where it has none."""
    chinese, english = FIGURES.get(figure, (figure, figure))
    return chinese if language == "zh-CN" else english


def say(key: str, language: Language) -> str:
    """A text of the pages, named by its English; codes of the house's own lists are shown as they are."""
    return TEXTS.get(key, key) if language == "zh-CN" else key


def refusal(code: str, detail: str, field: str | None, language: Language) -> str:
    """Why something was refused; the API's own words where there are no Chinese ones."""
    text = REFUSALS.get(code, detail) if language == "zh-CN" else detail
    return f"{say(field, language)}: {text}" if field else text


def venue_name(id: str, venues: Mapping[str, Any], language: Language) -> str:
    """A venue's name; its id where nothing was heard of it."""
    if id == "*":
        return say("The whole chain", language)
    venue = venues.get(id)
    if venue is None:
        return id
    name: str = venue.name if language == "zh-CN" else venue.name_en
    return name
