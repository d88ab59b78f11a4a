"""What cases, callbacks, surveys and quotas add to the figures (rules R2, R4, R5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from contracts import complaints as told
from contracts.envelope import Envelope
from contracts.event import Event
from services.reporting.domain.cards import Draft, Line

__all__ = ["FOLDS"]

SATISFIED_FROM = 4
"""The lowest of five survey scores that counts as satisfied."""


class _Pen:
    """Writes lines of one event, at the moment it happened."""

    def __init__(self, envelope: Envelope) -> None:
        self._envelope = envelope
        event: Any = envelope.data
        self._venue_id: str = event.venue_id
        self.at: datetime = getattr(event, "at", envelope.time)

    def line(
        self, figure: str, amount: int = 1, *, slot: str = "", at: datetime | None = None, **whom: str | None
    ) -> Line:
        moment = at or self.at
        return Line(slot or figure, figure, amount, self._venue_id, self._envelope.id, moment, None, **whom)

    def own(self, name: str) -> str:
        """A slot no other event takes."""
        return f"{name}/{self._envelope.id}"


Fold = Callable[[Draft, Any, _Pen], None]


def _opened(card: Draft, event: told.CaseOpened, pen: _Pen) -> None:
    card.know(
        kind=event.kind,
        number=event.number,
        venue_id=event.venue_id,
        guest_id=event.guest_id,
        category=event.category,
        channel=event.channel,
        owner=event.owner_id,
        opened_at=pen.at,
        due_at=event.promised_at,
        level="desk",
        severity="general",
        responsibility="undecided",
    )
    lines = [pen.line("cases_opened", agent=event.owner_id, label=event.kind)]
    if event.kind == "complaint":
        lines += [
            pen.line("complaints", label=event.category),
            pen.line("complaint_channels", label=event.channel),
        ]
    card.put(*lines)


def _classified(card: Draft, event: told.CaseClassified, pen: _Pen) -> None:
    card.know(responsibility=event.responsibility)
    card.put(pen.line("responsibility", label=event.responsibility))


def _severity(card: Draft, event: told.CaseSeverityChanged, pen: _Pen) -> None:
    card.know(severity=event.severity, due_at=event.due_at or card.facts.get("due_at"))
    card.put(pen.line("complaints_major", int(event.severity == "major")))


def _dispatched(card: Draft, event: told.CaseDispatched, pen: _Pen) -> None:
    department = event.department_id
    reacted = card.lines.get(f"reacted_of/{department}")
    card.put(pen.line("dispatched", slot=f"dispatched/{department}", department=department))
    if reacted is not None:  # dispatched once more: it counts among the cases of then
        card.put(reacted._replace(at=pen.at))


def _reacted(card: Draft, event: told.CaseReacted, pen: _Pen) -> None:
    department = event.department_id
    in_time = int(f"late/{department}" not in card.facts)
    card.put(
        pen.line("reacted", slot=f"reacted/{department}", department=department),
        pen.line("reacted_in_time", in_time, slot=f"in_time/{department}", department=department),
        pen.line("reaction_seconds", event.after_seconds, slot=f"secs/{department}", department=department),
    )
    dispatched = card.lines.get(f"dispatched/{department}")
    if dispatched is not None:
        slot = f"reacted_of/{department}"
        card.put(
            pen.line("reacted_of_dispatched", in_time, slot=slot, at=dispatched.at, department=department)
        )


def _clock(card: Draft, event: told.CaseClockChanged, pen: _Pen) -> None:
    if event.clock == "guest":
        card.know(due_at=event.due_at, clock=event.status)
    if event.status != "breached":
        return
    if event.clock == "reaction" and event.department_id:
        card.know(**{f"late/{event.department_id}": True})
    slot = f"breach/{event.transition}"
    card.put(pen.line("breaches", slot=slot, department=event.department_id, label=event.clock))


def _escalated(card: Draft, event: told.CaseEscalated, pen: _Pen) -> None:
    line = pen.line("escalations", slot=pen.own("escalated"), label=event.level)
    card.know(level=event.level)
    card.put(line)


def _resolved(card: Draft, event: told.CaseResolved, pen: _Pen) -> None:
    _result(card, pen, str(event.cycle), in_time=event.in_time, seconds=event.after_seconds)


def _answered(card: Draft, event: told.InquiryAnswered, pen: _Pen) -> None:
    _result(card, pen, "answer", in_time=event.in_time, seconds=event.after_seconds)


def _result(card: Draft, pen: _Pen, cycle: str, *, in_time: bool, seconds: int) -> None:
    owner, kind = card.facts.get("owner"), card.facts.get("kind")
    card.put(
        pen.line("resolved", slot=f"resolved/{cycle}", agent=owner, label=kind),
        pen.line("resolved_in_time", int(in_time), slot=f"timely/{cycle}", agent=owner, label=kind),
        pen.line("resolution_seconds", seconds, slot=f"took/{cycle}", agent=owner),
    )


def _reworked(card: Draft, event: told.CaseReworked, pen: _Pen) -> None:
    card.know(due_at=event.promised_at)
    card.put(pen.line("reworks", slot=f"rework/{event.cycle}"))


def _cause(card: Draft, event: told.CaseCauseFound, pen: _Pen) -> None:
    card.know(cause=event.cause, cause_code=event.cause_code)
    card.put(
        pen.line("causes", label=event.cause_code),
        pen.line("cause_sides", label=event.cause),
        pen.line("valid_complaints", int(event.valid)),
    )


def _closed(card: Draft, event: told.CaseClosed, pen: _Pen) -> None:
    card.know(closed_at=pen.at, outcome=event.outcome, lesson=event.lesson, clock="achieved")
    lines = [pen.line("cases_closed", agent=event.owner_id, label=event.kind)]
    opened = card.lines.get("cases_opened")
    if opened is not None:
        lines.append(pen.line("closed_of_opened", at=opened.at))
    if event.kind == "complaint":
        lines.append(pen.line("complaints_closed", label=event.category))
    for department in event.department_ids:
        lines.append(pen.line("closed_for", slot=f"closed/{department}", department=department))
        dispatched = card.lines.get(f"dispatched/{department}")
        if dispatched is not None:
            slot = f"closed_of/{department}"
            lines.append(pen.line("closed_of_dispatched", slot=slot, at=dispatched.at, department=department))
        if event.satisfied is not None:
            word = "satisfied" if event.satisfied else "unsatisfied"
            lines.append(pen.line(f"closed_{word}", slot=f"word/{department}", department=department))
    if event.cause is not None:
        lines += [
            pen.line("causes", label=event.cause_code or "other"),
            pen.line("cause_sides", label=event.cause),
            pen.line("valid_complaints", int(event.valid)),
        ]
    card.put(*lines)


def _owner(card: Draft, event: told.CaseOwnerChanged, _: _Pen) -> None:
    card.know(owner=event.owner_id)


def _extended(card: Draft, event: told.CaseExtended, pen: _Pen) -> None:
    slot = f"extended/{event.due_at.isoformat()}"
    card.know(due_at=event.due_at)
    card.put(pen.line("extensions", slot=slot))


def _paused(card: Draft, event: told.CasePaused, _: _Pen) -> None:
    card.know(clock="paused", paused_until=event.until)


def _resumed(card: Draft, event: told.CaseResumed, _: _Pen) -> None:
    card.know(clock="pending", due_at=event.due_at)


def _settled(card: Draft, event: told.RemedySettled, pen: _Pen) -> None:
    word = "granted" if event.granted else "refused"
    card.put(
        pen.line("remedies", slot=f"remedy/{event.remedy_id}", label=word),
        pen.line("compensation_points", event.points * event.granted, slot=f"compensation/{event.remedy_id}"),
    )


def _action_set(card: Draft, event: told.CorrectiveActionSet, pen: _Pen) -> None:
    action = {"text": event.text, "owner": event.owner_id, "due_on": event.due_on.isoformat(), "done": False}
    actions = {**card.facts.get("actions", {}), event.action_id: action}
    card.know(actions=actions)
    card.put(pen.line("actions_set", slot=f"action/{event.action_id}"))


def _action_done(card: Draft, event: told.CorrectiveActionDone, pen: _Pen) -> None:
    actions: dict[str, Any] = card.facts.get("actions", {})
    if event.action_id in actions:
        actions = {**actions, event.action_id: {**actions[event.action_id], "done": True}}
    card.know(actions=actions)
    card.put(
        pen.line("actions_done", slot=f"done/{event.action_id}"),
        pen.line("actions_in_time", int(event.in_time), slot=f"prompt/{event.action_id}"),
    )


def _action_late(card: Draft, event: told.CorrectiveActionOverdue, pen: _Pen) -> None:
    if event.chase == 1:
        card.put(pen.line("actions_overdue", slot=f"late/{event.action_id}"))


def _owed(card: Draft, event: told.CallbackOwed, pen: _Pen) -> None:
    card.put(pen.line("callbacks_owed", agent=event.assigned_to, label=event.reason))


def _made(card: Draft, event: told.CallbackMade, pen: _Pen) -> None:
    agent, label = event.staff_id, event.reason
    lines = [
        pen.line("callbacks_made", agent=agent, label=label),
        pen.line("callbacks_effective", int(event.effective), agent=agent, label=label),
        pen.line("callbacks_in_time", int(event.in_time), agent=agent, label=label),
    ]
    if event.satisfied is not None:
        lines.append(pen.line("satisfied" if event.satisfied else "unsatisfied", slot="word", agent=agent))
    card.put(*lines)


def _callback_late(card: Draft, event: told.CallbackOverdue, pen: _Pen) -> None:
    card.put(pen.line("callbacks_overdue", agent=event.assigned_to))


def _callback_off(card: Draft, _: told.CallbackCancelled, __: _Pen) -> None:
    card.drop("callbacks_owed")


def _surveyed(card: Draft, event: told.SurveyAnswered, pen: _Pen) -> None:
    word = "satisfied" if event.score >= SATISFIED_FROM else "unsatisfied"
    card.know(guest_id=event.guest_id, score=event.score)
    card.put(
        pen.line("surveys", agent=event.staff_id, label=event.about),
        pen.line("survey_score", event.score, agent=event.staff_id, label=event.about),
        pen.line(word, slot="word", agent=event.staff_id),
    )


def _quota(card: Draft, event: told.QuotaClosed, pen: _Pen) -> None:
    day = event.week_starts_on + timedelta(days=6)
    card.put(
        *(
            pen.line(figure, amount, agent=event.staff_id)._replace(day=day)
            for figure, amount in (
                ("quota_owed", event.owed),
                ("quota_made", event.made),
                ("quota_missing", event.missing),
            )
        )
    )


_BY_TYPE: Mapping[type[Event], Fold] = {
    told.CaseOpened: _opened,
    told.CaseClassified: _classified,
    told.CaseSeverityChanged: _severity,
    told.CaseDispatched: _dispatched,
    told.CaseReacted: _reacted,
    told.CaseClockChanged: _clock,
    told.CaseEscalated: _escalated,
    told.CaseResolved: _resolved,
    told.InquiryAnswered: _answered,
    told.CaseReworked: _reworked,
    told.CaseCauseFound: _cause,
    told.CaseClosed: _closed,
    told.CaseOwnerChanged: _owner,
    told.CaseExtended: _extended,
    told.CasePaused: _paused,
    told.CaseResumed: _resumed,
    told.RemedySettled: _settled,
    told.CorrectiveActionSet: _action_set,
    told.CorrectiveActionDone: _action_done,
    told.CorrectiveActionOverdue: _action_late,
    told.CallbackOwed: _owed,
    told.CallbackMade: _made,
    told.CallbackOverdue: _callback_late,
    told.CallbackCancelled: _callback_off,
    told.SurveyAnswered: _surveyed,
    told.QuotaClosed: _quota,
}


def _folding(fold: Fold) -> Callable[[Draft, Envelope], None]:
    return lambda card, envelope: fold(card, envelope.data, _Pen(envelope))


FOLDS = {kind: _folding(fold) for kind, fold in _BY_TYPE.items()}
"""How each event of the case desk changes its card."""
