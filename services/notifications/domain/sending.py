"""The life of an attempt: begin it, record its result, resolve its doubt (rules N4, N5).

The provider is called between two changes: `begin` commits that an attempt is under way, `record` what
came of it. A process that dies in between leaves an attempt whose lease runs out; then the provider is
asked, and `record` settles the answer, doubt included.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from contracts.event import Event
from contracts.notifications import (
    DeliveryDoubtful,
    DeliveryDropped,
    DeliveryFailed,
    DeliveryFailedOver,
    DeliveryPostponed,
    DeliverySent,
)
from infra.chassis.decision import Decided
from services.notifications.domain.circumstances import Circumstances, untrue
from services.notifications.domain.delivery import (
    Attempt,
    Delivery,
    Note,
    Outcome,
    Result,
    Status,
)
from services.notifications.domain.planning import moment
from services.notifications.domain.policy import NotificationPolicy

__all__ = ["announced", "begin", "next_way", "record"]


def announced(delivery: Delivery) -> tuple[Event, ...]:
    """What a freshly planned delivery tells: that it was dropped or postponed, or nothing yet."""
    if delivery.status is Status.DROPPED:
        return (DeliveryDropped(**_about(delivery), reason=delivery.notes[-1].code),)
    if delivery.due > delivery.planned_at and delivery.notes:
        return (DeliveryPostponed(**_about(delivery), reason=delivery.notes[-1].code, until=delivery.due),)
    return ()


def next_way(delivery: Delivery, circumstances: Circumstances) -> int | None:
    """Index of the first way from the current one on that the recipient can be reached by."""
    reach = circumstances.reach or frozenset()
    muted = circumstances.preferences.muted
    for index in range(delivery.route, len(delivery.routes)):
        channel = delivery.routes[index].channel
        if channel in reach and channel not in muted:
            return index
    return None


def begin(  # noqa: PLR0911 -- one gate after the other, each with its own way out
    delivery: Delivery, circumstances: Circumstances, policy: NotificationPolicy, now: datetime
) -> Decided[Delivery]:
    """Judge once more whether, how and when to send; if now, an attempt is under way in the new state.

    Does nothing to a delivery that is under way, settled or not due. Judged with an open permit it tells
    which way the delivery would take now, before a place or money is spent on it.
    """
    if delivery.status not in (Status.SCHEDULED, Status.WAITING):
        return delivery, ()
    if delivery.status is Status.SCHEDULED and now < delivery.due:
        return delivery, ()
    reason = _why_not(delivery, circumstances, now)
    if reason is not None:
        return _give_up(delivery, *reason, now)
    if circumstances.digest is not None and not delivery.attempts:
        delivery = replace(delivery, joined=circumstances.digest)
        return _give_up(delivery, "joined", f"digest {circumstances.digest}", now)
    if circumstances.reach is None:
        return _wait_for_contact(delivery, policy, now)
    index = next_way(delivery, circumstances)
    if index is None:
        return _give_up(delivery, "no-address", delivery.plan, now)
    if index != delivery.route:
        delivery = replace(_left(delivery), route=index, tries=0, lanes=0)
        if not _may_double(delivery, policy):
            return _fail(delivery, "in-doubt", now)
    delivery = replace(delivery, zone=circumstances.zone or delivery.zone)
    moved = moment(delivery, now, policy, now)
    if moved is None:
        return _give_up(delivery, "no-moment", "", now)
    if moved.how != "kept":
        # A place in the rate is for its moment: all who kept theirs through the night would leave at once.
        waiting = replace(delivery, lanes=0)
        return _postpone(waiting, moved.at, "quiet-later", f"quiet hours of {delivery.zone}", now)
    if circumstances.permit.capped:
        return _fail_over(delivery, "cost-cap", policy, now)
    if circumstances.permit.at is not None:
        paced = replace(delivery, lanes=circumstances.permit.lanes)
        return _pace(paced, circumstances.permit.at, now)
    return _attempt(delivery, policy, now), ()


def record(  # noqa: PLR0911 -- one way on for each answer
    delivery: Delivery, number: int, result: Result, policy: NotificationPolicy, now: datetime
) -> Decided[Delivery]:
    """Settle attempt `number` with what the provider answered.

    An answer that comes after its attempt was settled as cut off still counts if it tells of success:
    the message has arrived, so a retry not yet begun is called off.
    """
    open_one = delivery.current
    if delivery.status is not Status.SENDING or open_one is None or open_one.number != number:
        return _late_answer(delivery, number, result, now)
    settled = replace(
        open_one, ended_at=now, outcome=result.outcome, reference=result.reference, detail=result.detail
    )
    delivery = replace(delivery, attempts=(*delivery.attempts[:-1], settled), lease_until=None, lanes=0)
    arrived = next((each for each in delivery.attempts if each.outcome is Outcome.ACCEPTED), None)
    if arrived is not None:
        return _sent(delivery, arrived, now)
    match result.outcome:
        case Outcome.GONE:
            return _fail(delivery, "gone", now)
        case Outcome.REFUSED:
            return _fail_over(delivery, result.detail or "refused", policy, now)
        case Outcome.BUSY:
            pause = _busy_pause(delivery, result, policy, now)
            return _try_again(delivery, pause, "busy", policy, now)
        case Outcome.UNKNOWN if not result.repeatable:
            delivery = replace(delivery, doubtful=True)
            if not _may_double(delivery, policy):
                return _doubtful(delivery, settled, now)
    tries = delivery.tries + 1
    delivery = replace(delivery, tries=tries)
    if tries >= policy.tries_of(settled.route.channel):
        return _fail_over(delivery, result.detail or result.outcome.value, policy, now)
    pause = result.retry_after or policy.retry_after(settled.route.channel, tries)
    return _try_again(delivery, pause, "retry", policy, now)


def _busy_pause(delivery: Delivery, result: Result, policy: NotificationPolicy, now: datetime) -> float:
    """Seconds to leave a busy provider alone: longer each time in a row, for being busy counts as no try.

    Of its own accord it waits for half of what is left until the message is useless, and asks again.
    """
    route = delivery.attempts[-1].route
    row = takewhile(lambda each: (each.outcome, each.route) == (Outcome.BUSY, route), delivery.attempts[::-1])
    first, grown = (policy.retry_after(route.channel, times) for times in (1, sum(1 for _ in row)))
    left = (delivery.valid_until - now).total_seconds()
    return max(result.retry_after or 0, min(grown, max(first, left / 2)))


def _why_not(delivery: Delivery, circumstances: Circumstances, now: datetime) -> tuple[str, str] | None:
    notice = delivery.notice
    if circumstances.gone is not None:
        return circumstances.gone, ""
    stale = untrue(delivery, circumstances.standing)
    if stale is not None:
        return stale, ""
    if now >= delivery.valid_until:
        return "too-late", f"useless since {delivery.valid_until:%FT%TZ}"
    if not circumstances.preferences.welcomes(notice.kind, notice.category):
        return "opted-out", ""
    return None


def _attempt(delivery: Delivery, policy: NotificationPolicy, now: datetime) -> Delivery:
    attempt = Attempt(len(delivery.attempts) + 1, delivery.routes[delivery.route], now)
    return replace(
        delivery,
        status=Status.SENDING,
        lease_until=now + timedelta(seconds=policy.lease_seconds),
        attempts=(*delivery.attempts, attempt),
    )


def _wait_for_contact(delivery: Delivery, policy: NotificationPolicy, now: datetime) -> Decided[Delivery]:
    schedule = policy.contact_recheck_seconds
    pause = timedelta(seconds=schedule[min(delivery.rechecks, len(schedule) - 1)])
    due = min(now + pause, max(delivery.valid_until, now + timedelta(seconds=1)))
    waiting = replace(delivery, status=Status.WAITING, due=due, rechecks=delivery.rechecks + 1)
    if delivery.rechecks:
        return waiting, ()
    return _noted(waiting, "waiting-contact", "", now), (
        DeliveryPostponed(**_about(delivery), reason="waiting-contact", until=due),
    )


def _pace(delivery: Delivery, until: datetime, now: datetime) -> Decided[Delivery]:
    """It queues for a provider. Told and noted once, however often it has to queue again."""
    if delivery.notes and delivery.notes[-1].code == "paced":
        return replace(delivery, status=Status.SCHEDULED, due=until), ()
    return _postpone(delivery, until, "paced", "", now)


def _postpone(
    delivery: Delivery, until: datetime, code: str, detail: str, now: datetime
) -> Decided[Delivery]:
    after = replace(_noted(delivery, code, detail, now), status=Status.SCHEDULED, due=until)
    return after, (DeliveryPostponed(**_about(delivery), reason=code, until=until),)


def _try_again(
    delivery: Delivery, pause: float, code: str, policy: NotificationPolicy, now: datetime
) -> Decided[Delivery]:
    at = now + timedelta(milliseconds=round(pause * 1000))
    if at >= delivery.valid_until:
        return _fail_over(delivery, "too-late", policy, now)
    return replace(_noted(delivery, code, f"at {at:%FT%TZ}", now), status=Status.SCHEDULED, due=at), ()


def _fail_over(
    delivery: Delivery, reason: str, policy: NotificationPolicy, now: datetime
) -> Decided[Delivery]:
    delivery, following = _left(delivery), delivery.route + 1
    if following >= len(delivery.routes) or now >= delivery.valid_until or not _may_double(delivery, policy):
        return _fail(delivery, reason, now)
    old, new = delivery.routes[delivery.route], delivery.routes[following]
    after = replace(
        _noted(delivery, "failed-over", f"{old.provider} to {new.provider}: {reason}", now),
        status=Status.SCHEDULED,
        route=following,
        tries=0,
        lanes=0,
        due=now,
    )
    told = DeliveryFailedOver.model_validate(
        {
            **_about(delivery),
            "from_channel": old.channel,
            "from_provider": old.provider,
            "to_channel": new.channel,
            "to_provider": new.provider,
            "reason": reason,
        }
    )
    return after, (told,)


def _left(delivery: Delivery) -> Delivery:
    """Its way is given up: a repeat under its key was safe with that provider; the next knows no such key.

    An integrator has one way only, and what it never acknowledged failed.
    """
    route = delivery.routes[delivery.route]
    cut_off = any(each.route == route and each.outcome is Outcome.UNKNOWN for each in delivery.attempts)
    return replace(delivery, doubtful=True) if cut_off and route.channel != "webhook" else delivery


def _may_double(delivery: Delivery, policy: NotificationPolicy) -> bool:
    """Whether one more attempt is no worse than none, should an earlier one have arrived."""
    return not delivery.doubtful or delivery.notice.category in policy.resend_doubtful


def _sent(delivery: Delivery, attempt: Attempt, now: datetime) -> Decided[Delivery]:
    after = replace(delivery, status=Status.SENT, sent_at=now, lease_until=None)
    told = DeliverySent.model_validate(
        {
            **_about(delivery),
            "channel": attempt.route.channel,
            "provider": attempt.route.provider,
            "attempts": len(delivery.attempts),
            "doubtful": delivery.doubtful,
            "sent_at": now,
        }
    )
    return after, (told,)


def _fail(delivery: Delivery, reason: str, now: datetime) -> Decided[Delivery]:
    """Every way was tried."""
    return _end(delivery, Note(now, "failed", reason), reason, now)


def _end(delivery: Delivery, why: Note, reason: str, now: datetime) -> Decided[Delivery]:
    """No attempt worked and there will be no other: failed, or doubtful if one may have worked."""
    delivery, last = _left(delivery), delivery.current
    if delivery.doubtful and last is not None:
        return _doubtful(delivery, last, now)
    after = replace(delivery, status=Status.FAILED, notes=(*delivery.notes, why))
    return after, (DeliveryFailed(**_about(delivery), reason=reason, attempts=len(delivery.attempts)),)


def _doubtful(delivery: Delivery, attempt: Attempt, now: datetime) -> Decided[Delivery]:
    after = replace(
        _noted(delivery, "doubtful", f"{attempt.route.provider} cannot tell", now), status=Status.DOUBTFUL
    )
    told = DeliveryDoubtful.model_validate(
        {
            **_about(delivery),
            "channel": attempt.route.channel,
            "provider": attempt.route.provider,
            "attempts": len(delivery.attempts),
        }
    )
    return after, (told,)


def _give_up(delivery: Delivery, code: str, detail: str, now: datetime) -> Decided[Delivery]:
    """Not to be sent (any more): dropped if never tried, else failed or doubtful."""
    if delivery.attempts:
        return _end(delivery, Note(now, code, detail), code, now)
    after = replace(_noted(delivery, code, detail, now), status=Status.DROPPED)
    return after, (DeliveryDropped(**_about(delivery), reason=code),)


def _late_answer(delivery: Delivery, number: int, result: Result, now: datetime) -> Decided[Delivery]:
    if result.outcome is not Outcome.ACCEPTED or not 1 <= number <= len(delivery.attempts):
        return delivery, ()
    index = number - 1
    arrived = replace(delivery.attempts[index], outcome=Outcome.ACCEPTED, reference=result.reference)
    attempts = (*delivery.attempts[:index], arrived, *delivery.attempts[index + 1 :])
    known = replace(delivery, attempts=attempts)
    if delivery.status is Status.SENT or delivery.status is Status.SENDING:
        return known, ()
    return _sent(replace(known, doubtful=False), arrived, now)


def _noted(delivery: Delivery, code: str, detail: str, now: datetime) -> Delivery:
    return replace(delivery, notes=(*delivery.notes, Note(now, code, detail)))


def _about(delivery: Delivery) -> dict[str, object]:
    notice = delivery.notice
    return {
        "delivery_id": delivery.id,
        "cause_event_id": delivery.event_id,
        "recipient_kind": notice.recipient.kind,
        "recipient_id": notice.recipient.id,
        "template": notice.kind,
        "venue_id": notice.venue_id,
        "subject_id": notice.subject_id,
    }
