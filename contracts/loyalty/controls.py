"""Controls over points and personal data (L7, L14)."""

from __future__ import annotations

from typing import ClassVar

from contracts.event import AwareDatetime, Event, Part

__all__ = [
    "IncidentClosed",
    "IncidentOpened",
    "IncidentOverdue",
    "ReconciliationDifferenceFound",
    "SettlementClosed",
    "SettlementLine",
]


class ReconciliationDifferenceFound(Event):
    """Ledger, lots and balance of an account do not agree. Somebody must look at once."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.reconciliation-difference-found.v1"

    reconciliation_id: str
    guest_id: str
    ledger_points: int
    lots_points: int
    balance_points: int
    entry_ids: tuple[str, ...]
    """Ledger entries of the lots that differ."""


class SettlementLine(Part):
    """What one venue owes another for points it issued and the other honoured."""

    debtor_venue_id: str
    creditor_venue_id: str
    points: int
    amount_fen: int


class SettlementClosed(Event):
    """A month's points between venues were netted."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.settlement-closed.v1"

    settlement_id: str
    """The month, ``2026-11``."""
    lines: tuple[SettlementLine, ...]


class IncidentOpened(Event):
    """A leak of personal data was reported and is being handled (L14)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.incident-opened.v1"

    incident_id: str
    guests: int
    due_at: AwareDatetime
    """When the guests and the authority must have been told."""


class IncidentOverdue(Event):
    """An incident passed its deadline without everybody concerned having been told."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.incident-overdue.v1"

    incident_id: str
    due_at: AwareDatetime


class IncidentClosed(Event):
    """An incident was contained, told, and its cause removed."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.incident-closed.v1"

    incident_id: str
