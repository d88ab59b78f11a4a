"""Why a message came, did not, or came late: a delivery's history in sentences (rule N5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.notifications.domain.delivery import Delivery, Outcome, Status

__all__ = ["Line", "explain", "summary"]

_WHY = {
    "opted-out": "not sent: the guest wants no greetings and offers",
    "no-way": "not sent: every channel of the plan is muted or has no provider",
    "no-moment": "not sent: quiet hours last longer than the message would be useful",
    "quiet-later": "moved later, out of quiet hours",
    "quiet-earlier": "moved earlier, before quiet hours",
    "waiting-contact": "waits: no contact data has arrived for this recipient",
    "paced": "waits for the provider's rate limit",
    "cost-cap": "the provider's daily budget is spent",
    "cancelled": "not sent: what it told was called off meanwhile",
    "moved": "not sent: what it told was moved meanwhile",
    "lapsed": "not sent: the hold it told of had lapsed",
    "taken": "not sent: the guest had taken what was offered already",
    "no-show": "not sent: the visit did not take place",
    "seated": "not sent: the guest had arrived already",
    "displaced": "not sent: a closure had taken the place meanwhile",
    "completed": "not sent: the visit was over already",
    "too-late": "given up: it would come too late to be useful",
    "heard-late": "this service heard late what happened",
    "no-address": "no address for any channel of the plan",
    "erased": "not sent: the guest's data was erased",
    "unsubscribed": "not sent: the subscription has ended",
    "joined": "not sent alone: it is part of a digest",
    "nothing-to-join": "not sent: the digest had nothing to tell",
    "missing-value": "not sent: the text would have had a hole",
    "retry": "tried again later",
    "busy": "the provider asked for patience",
    "failed-over": "went on to the next way",
    "failed": "every way was tried, none worked",
    "doubtful": "nobody can tell whether it arrived, and it is not to be sent twice",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One step: when, its stable code, and what it means."""

    at: datetime
    code: str
    text: str


def explain(delivery: Delivery) -> tuple[Line, ...]:
    """Every step of the delivery, in order of time."""
    notice = delivery.notice
    lines = [
        Line(
            delivery.planned_at,
            "planned",
            f"{delivery.event_type} ({delivery.event_id}) is to be told to {notice.recipient.kind} "
            f"{notice.recipient.id} as {notice.kind} by {delivery.plan}; wished for "
            f"{delivery.wished:%FT%TZ}, useful until {delivery.valid_until:%FT%TZ}; "
            f"policy version {delivery.policy_version}",
        )
    ]
    for attempt in delivery.attempts:
        way = f"{attempt.route.channel} by {attempt.route.provider}"
        lines.append(Line(attempt.started_at, "attempt", f"attempt {attempt.number}: {way}"))
        if attempt.ended_at is not None:
            told = f"attempt {attempt.number}: {attempt.outcome.value}"
            detail = f" ({attempt.detail})" if attempt.detail else ""
            lines.append(Line(attempt.ended_at, attempt.outcome.value, told + detail))
    lines += [Line(note.at, note.code, _sentence(note.code, note.detail)) for note in delivery.notes]
    return tuple(sorted(lines, key=lambda line: line.at))


def summary(delivery: Delivery) -> str:
    """One sentence: what became of it, and why."""
    last = delivery.notes[-1] if delivery.notes else None
    match delivery.status:
        case Status.SENT:
            return _sent(delivery)
        case Status.SENDING:
            return "an attempt is under way"
        case Status.SCHEDULED | Status.WAITING:
            reason = f": {_sentence(last.code, last.detail)}" if last else ""
            return f"due at {delivery.due:%FT%TZ}{reason}"
        case _:
            return _sentence(last.code, last.detail) if last else delivery.status.value


def _sent(delivery: Delivery) -> str:
    attempt = next(each for each in reversed(delivery.attempts) if each.outcome is Outcome.ACCEPTED)
    at = delivery.sent_at or attempt.started_at
    late = round((at - delivery.wished).total_seconds())
    reasons = list(dict.fromkeys(note.code for note in delivery.notes))
    told = f"sent at {at:%FT%TZ} by {attempt.route.channel} ({attempt.route.provider})"
    if late > 1:
        told += f", {late} s after it was wished"
        told += f" because: {', '.join(reasons)}" if reasons else ""
    if late < -1:
        told += f", {-late} s before it was wished because: {', '.join(reasons)}"
    return told + ("; an earlier attempt may have arrived too" if delivery.doubtful else "")


def _sentence(code: str, detail: str) -> str:
    text = _WHY.get(code, code)
    return f"{text} ({detail})" if detail else text
