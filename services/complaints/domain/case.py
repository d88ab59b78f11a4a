"""A case: its state, the parts it is made of, and the timers it wants. Decisions stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contracts.complaints import (
    CaseKind,
    ClockName,
    Ground,
    Level,
    PauseReason,
    Responsibility,
    Severity,
)
from services.complaints.domain.history import Fact
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

__all__ = ["Case", "Status", "timers"]

Status = Literal["open", "resolved", "closed"]


@dataclass(frozen=True, slots=True)
class Case:
    """One case, whatever its kind.

    Attributes:
        number: what the guest quotes.
        owner_id: who took it, and answers for it to its end (C3).
        matter_id: shared by the cases on one matter.
        grounds: why it would be major (C5); it is, unless the house turns out not responsible.
        history: what its clocks are judged by; append only.
        told: how many turns of the clocks were published.
        judged_at: up to when. No later decision is dated before it.
        standing: the clocks as of then.
        next_turn_at: when a clock turns next by itself.
        next_due_at: the deadline to mind next: the guest's once it has passed, else the soonest of a
            clock that runs; None when none does.
        guest_due_at: the guest's (or the answer's) deadline; the first promise stays in
            `first_promised_at`.
        satisfied: what the callback of this cycle said.
        cycles: the handlings before this one.
    """

    id: str
    number: str
    kind: CaseKind
    venue_id: str
    guest_id: str | None
    owner_id: str
    matter_id: str
    category: str
    intake: Intake
    opened_at: datetime
    policy_version: int
    calendar_version: int
    first_promised_at: datetime
    guest_due_at: datetime
    judged_at: datetime
    status: Status = "open"
    responsibility: Responsibility = "undecided"
    severity: Severity = "general"
    grounds: tuple[Ground, ...] = ()
    level: Level = "desk"
    cycle: int = 1
    paused: PauseReason | None = None
    history: tuple[Fact, ...] = ()
    told: int = 0
    standing: tuple[Standing, ...] = ()
    next_turn_at: datetime | None = None
    next_due_at: datetime | None = None
    dispatches: tuple[Dispatch, ...] = ()
    inspection: Inspection | None = None
    findings: tuple[Findings, ...] = ()
    cause: FoundCause | None = None
    remedies: tuple[Remedy, ...] = ()
    progress: tuple[Progress, ...] = ()
    progress_from: datetime | None = None
    next_progress_at: datetime | None = None
    month_at: datetime | None = None
    chase_dispute_at: datetime | None = None
    dispute_chases: int = 0
    extensions: tuple[Extension, ...] = ()
    queries: tuple[Query, ...] = ()
    actions: tuple[Action, ...] = ()
    handovers: tuple[Handover, ...] = ()
    referral: Referral | None = None
    sign_off: SignOff | None = None
    suggestion: Suggestion | None = None
    passed_to: str | None = None
    result: str = ""
    resolved_at: datetime | None = None
    callback_due_at: datetime | None = None
    satisfied: bool | None = None
    cycles: tuple[Cycle, ...] = ()
    summary: Summary | None = None
    closed_at: datetime | None = None
    notes: tuple[Progress, ...] = ()

    @property
    def told_guest(self) -> str | None:
        """The guest who can be told something; None for one who stays anonymous."""
        return None if self.intake.anonymous else self.guest_id

    @property
    def departments(self) -> tuple[str, ...]:
        """Departments that have worked on it, in order."""
        return tuple(dict.fromkeys(each.department_id for each in self.dispatches))

    @property
    def promise(self) -> Standing | None:
        """The clock of what the guest was promised: this cycle's, or an inquiry's before it ever climbed."""
        answers = (each for each in self.standing if each.name == "answer")
        return self.clock("guest") or next(answers, None)

    @property
    def promised_next(self) -> datetime | None:
        """When the guest is to hear next: the result, or after it the callback. None: nothing is owed."""
        if self.status == "open":
            return self.guest_due_at
        owed = self.status == "resolved" and self.satisfied is None
        return self.callback_due_at if owed else None

    def clock(self, name: ClockName) -> Standing | None:
        """The newest clock of that name."""
        return next((each for each in reversed(self.standing) if each.name == name), None)


def timers(case: Case) -> dict[str, datetime]:
    """The timers a case wants: one for all its clocks, and one for each obligation of its own."""
    wanted: dict[str, datetime | None] = {"sla": case.next_turn_at}
    if case.status == "open":
        if case.responsibility == "undecided" and case.inspection and not case.inspection.told_overdue:
            wanted["inspection"] = case.inspection.inspect_at
        wanted["progress"] = case.next_progress_at
        wanted["month"] = case.month_at
        wanted["dispute"] = case.chase_dispute_at
    if case.status != "closed":
        for query in case.queries:
            if query.answered_at is None and query.level != "gm":
                wanted[f"query:{query.id}"] = query.answer_by
    for action in case.actions:
        if action.done_at is None:
            wanted[f"action:{action.id}"] = action.chase_at
    return {name: due for name, due in wanted.items() if due is not None}
