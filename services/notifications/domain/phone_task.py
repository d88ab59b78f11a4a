"""A call an agent owes a guest, with its outcome (rule N1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from contracts.notifications import PhoneTaskDone, PhoneTaskMissed, PhoneTaskOpened
from infra.chassis.decision import Decided, Refused

__all__ = ["CallOutcome", "PhoneTask", "called", "on_timer", "open_task", "settle", "timers"]

CallOutcome = Literal["reached", "no-answer", "wrong-number", "refused"]


@dataclass(frozen=True, slots=True)
class Call:
    """One try to reach the guest."""

    at: datetime
    by: str
    outcome: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PhoneTask:
    """See the module's docstring. Its id is its delivery's; what to say and the number are looked up there.

    Attributes:
        status: ``open``, ``missed`` (late, still to do), ``done``, or ``settled``: there is nothing to tell
            any more.
    """

    id: str
    guest_id: str
    venue_id: str | None
    template: str
    opened_at: datetime
    call_by: datetime
    status: str = "open"
    calls: tuple[Call, ...] = ()


def timers(state: PhoneTask) -> dict[str, datetime]:
    """``missed``: the call was not made in time."""
    return {"missed": state.call_by} if state.status == "open" else {}


def open_task(
    state: PhoneTask | None,
    task_id: str,
    *,
    guest_id: str,
    venue_id: str | None,
    template: str,
    call_by: datetime,
    now: datetime,
) -> Decided[PhoneTask]:
    """An agent is to call. Asked again, nothing changes."""
    if state is not None:
        return state, ()
    task = PhoneTask(task_id, guest_id, venue_id, template, now, call_by)
    told = PhoneTaskOpened(
        task_id=task_id, guest_id=guest_id, venue_id=venue_id, template=template, call_by=call_by
    )
    return task, (told,)


def called(state: PhoneTask, by: str, outcome: CallOutcome, remark: str, now: datetime) -> Decided[PhoneTask]:
    """An agent called. A guest who did not answer is still owed the call.

    Raises:
        Refused: ``task-done``.
    """
    if state.status == "done":
        raise Refused("task-done", "this call was made already")
    calls = (*state.calls, Call(now, by, outcome, remark))
    if outcome == "no-answer":
        return replace(state, calls=calls), ()
    told = PhoneTaskDone(
        task_id=state.id, guest_id=state.guest_id, venue_id=state.venue_id, outcome=outcome, done_by=by
    )
    return replace(state, calls=calls, status="done"), (told,)


def settle(state: PhoneTask) -> Decided[PhoneTask]:
    """What the guest was to be told is no longer so: nobody need call. Who did all the same may say so."""
    return (state if state.status == "done" else replace(state, status="settled")), ()


def on_timer(state: PhoneTask) -> Decided[PhoneTask]:
    """The call is late."""
    told = PhoneTaskMissed(
        task_id=state.id,
        guest_id=state.guest_id,
        venue_id=state.venue_id,
        template=state.template,
        call_by=state.call_by,
    )
    return replace(state, status="missed"), (told,)
