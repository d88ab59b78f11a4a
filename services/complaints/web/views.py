"""What callers are shown of a case."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.complaints import (
    CaseKind,
    Ground,
    Level,
    PauseReason,
    Responsibility,
    Severity,
)
from infra.chassis.changes import Stored
from services.complaints.domain.case import Case, Status
from services.complaints.domain.parts import (
    Action,
    Cycle,
    Dispatch,
    Extension,
    Findings,
    FoundCause,
    Handover,
    Inspection,
    Intake,
    Progress,
    Query,
    Referral,
    Remedy,
    SignOff,
    Standing,
    Suggestion,
    Summary,
)

__all__ = ["CasePage", "CaseView", "GuestCaseView", "board_view", "case_view", "guest_view"]


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class GuestCaseView(_View):
    """A case as its guest sees it."""

    id: str
    number: str = Field(examples=["C261102-HB7H6NW"])
    kind: CaseKind
    venue_id: str
    category: str
    status: Status
    opened_at: AwareDatetime
    first_promised_at: AwareDatetime
    guest_due_at: AwareDatetime
    cycle: int
    progress: tuple[Progress, ...]
    remedies: tuple[Remedy, ...]
    result: str


class CaseView(GuestCaseView):
    """A case as the desk sees it."""

    guest_id: str | None
    owner_id: str
    matter_id: str
    intake: Intake
    policy_version: int
    calendar_version: int
    responsibility: Responsibility
    severity: Severity
    grounds: tuple[Ground, ...]
    level: Level
    paused: PauseReason | None
    standing: tuple[Standing, ...]
    next_turn_at: AwareDatetime | None
    next_due_at: AwareDatetime | None = Field(
        description="The deadline to mind next: the guest's once it has passed, else the soonest running."
    )
    dispatches: tuple[Dispatch, ...]
    inspection: Inspection | None
    findings: tuple[Findings, ...]
    cause: FoundCause | None
    next_progress_at: AwareDatetime | None
    chase_dispute_at: AwareDatetime | None
    extensions: tuple[Extension, ...]
    queries: tuple[Query, ...]
    actions: tuple[Action, ...]
    handovers: tuple[Handover, ...]
    referral: Referral | None
    sign_off: SignOff | None
    suggestion: Suggestion | None
    passed_to: str | None
    resolved_at: AwareDatetime | None
    callback_due_at: AwareDatetime | None
    satisfied: bool | None
    cycles: tuple[Cycle, ...]
    summary: Summary | None
    closed_at: AwareDatetime | None
    notes: tuple[Progress, ...]


class CasePage(BaseModel):
    """Some cases, and the cursor to the next ones."""

    items: list[CaseView]
    next: str | None


def case_view(case: Case) -> dict[str, Any]:
    """The desk's view, ready for JSON."""
    return CaseView.model_validate(case).model_dump(mode="json")


def guest_view(case: Case) -> dict[str, Any]:
    """The guest's view, ready for JSON."""
    return GuestCaseView.model_validate(case).model_dump(mode="json")


def board_view(stored: Stored[Case]) -> dict[str, Any]:
    """A line of the live board.

    ``left_seconds`` is what the guest's promise had left at ``at`` (below zero: passed so long ago). While
    ``paused`` it stands; else the viewer counts it down.
    """
    case = stored.state
    stands_at = case.promise.stands_at if case.promise else None
    left = case.guest_due_at - (stands_at or stored.updated_at)
    return {
        "case_id": case.id,
        "version": stored.version,
        "number": case.number,
        "kind": case.kind,
        "venue_id": case.venue_id,
        "owner_id": case.owner_id,
        "category": case.category,
        "status": case.status,
        "severity": case.severity,
        "level": case.level,
        "paused": case.paused,
        "due_at": case.guest_due_at.isoformat(),
        "at": stored.updated_at.isoformat(),
        "left_seconds": left.total_seconds(),
        "next_due_at": case.next_due_at.isoformat() if case.next_due_at else None,
        "next_turn_at": case.next_turn_at.isoformat() if case.next_turn_at else None,
        "clocks": [
            {"name": each.name, "status": each.status, "due_at": each.due_at.isoformat()}
            for each in case.standing
            if each.ended_at is None
        ],
    }
