"""Cards and sheets to documents and back, by hand: this is the hot path of every projection."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from infra.chassis.mongo import Document
from services.reporting.domain.cards import Card, Line, Seen, iso
from services.reporting.domain.sheets import Sheet

__all__ = ["card_document", "read_card", "read_sheet", "sheet_document"]


_day = lru_cache(4096)(date.fromisoformat)


def card_document(card: Card) -> Document:
    """The document of a card. Equal cards have equal bytes."""
    document: Document = {
        "_id": card.id,
        "facts": dict(sorted(card.facts.items())),
        "lines": [_row(card.lines[slot]) for slot in sorted(card.lines)],
        "events": [list(seen) for seen in card.events],
        "cells": card.cells,
    }
    if card.open:
        document["open"] = True
    return document


def read_card(document: Document) -> Card:
    """The card a document tells of."""
    kind, _, key = document["_id"].partition("/")
    lines = {row[0]: _line(row) for row in document["lines"]}
    events = tuple(Seen(*each) for each in document["events"])
    return Card(kind, key, document["facts"], lines, events, document.get("open", False))


def _row(line: Line) -> list[Any]:
    row = list(line)
    row[6] = iso(line.day) if line.day else None
    while row[-1] is None:
        row.pop()
    return row


def _line(row: list[Any]) -> Line:
    if len(row) > 6 and row[6] is not None:
        row[6] = _day(row[6])
    return Line(*row)


def sheet_document(venue_id: str, day: date, sheet: Sheet) -> Document:
    """The document of a sheet. Equal sheets have equal bytes."""
    return {
        "_id": f"{venue_id}|{day.isoformat()}",
        "venue_id": venue_id,
        "day": day.isoformat(),
        "totals": sheet.totals,
        "labels": sheet.labels,
        "agents": sheet.agents,
        "departments": sheet.departments,
    }


def read_sheet(document: Document) -> Sheet:
    """The sheet of a document; parts that were not asked for are empty."""
    return Sheet(
        document.get("totals", {}),
        document.get("labels", {}),
        document.get("agents", {}),
        document.get("departments", {}),
    )
