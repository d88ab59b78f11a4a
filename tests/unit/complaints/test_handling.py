"""Departments, promises, remedies: what is allowed when, and what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.complaints import (
    CaseClockChanged,
    CaseDispatched,
    CaseEscalated,
    CaseExtended,
    CaseFindingsRecorded,
    CaseOwnerChanged,
    CaseProgressDue,
    CaseQueryOverdue,
    CaseReacted,
    CaseResumed,
    CompensationRequested,
    RemedyProposed,
    RemedySettled,
)
from infra.chassis.decision import Refused
from services.complaints.domain import dispatching, judging, owning, promising, remedying, resolving
from services.complaints.domain.case import timers
from services.complaints.domain.course import catch_up
from services.complaints.domain.firing import on_timer
from services.complaints.domain.parts import NO_CONTACT, Bill
from services.complaints.domain.remedying import Offer
from tests.unit.complaints.cases import (
    PEOPLE,
    in_hand,
    kinds,
    new_case,
    of_type,
    resolved,
    responsible,
    rules,
)
from tests.unit.complaints.worlds import START, minutes


def refusal(call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    return refused.value.code


@pytest.mark.rule("C6", "C10")
def test_several_departments_investigate_jointly() -> None:
    case, events = dispatching.dispatch(responsible(), rules(), START, ("kitchen", "floor"), "ann")
    told = [event for event in events if isinstance(event, CaseDispatched)]
    assert [(each.department_id, each.joint, each.react_by) for each in told] == [
        ("kitchen", False, START + minutes(10)),
        ("floor", True, START + minutes(10)),
    ]
    assert told[0].staff_ids == ("chef", "cook")
    assert {each.number for each in told} == {case.number}
    case, events = dispatching.react(case, rules(), START + minutes(4), "floor", "floor-head")
    assert of_type(events, CaseReacted).after_seconds == 240


@pytest.mark.rule("C6")
def test_dispatch_knows_its_departments() -> None:
    for wrong in ("closed", "nowhere"):
        assert (
            refusal(dispatching.dispatch, new_case(), rules(), START, (wrong,), "ann") == "unknown-department"
        )
    assert refusal(dispatching.dispatch, new_case(), rules(), START, (), "ann") == "department-missing"
    assert (
        refusal(dispatching.dispatch, in_hand(), rules(), START, ("kitchen",), "ann") == "already-dispatched"
    )
    assert refusal(dispatching.react, new_case(), rules(), START, "kitchen", "chef") == "not-dispatched"


@pytest.mark.rule("C7")
def test_a_stalling_department_is_told_of_on_every_level_by_one_timer() -> None:
    case, _ = dispatching.dispatch(responsible(), rules(), START, ("kitchen",), "ann")
    told: list[tuple[str, tuple[str, ...]]] = []
    while (due := timers(case)["sla"]) <= START + minutes(30):
        case, events = on_timer(case, "sla", rules(), due)
        told += [(each.level, each.staff_ids) for each in events if isinstance(each, CaseEscalated)]
    assert told == [("supervisor", ("sue",)), ("manager", ("max",)), ("gm", ("gina",))]


@pytest.mark.rule("C7")
def test_a_clock_tells_each_turn_once_with_policy_version_and_number() -> None:
    case, first = catch_up(in_hand(), rules(), START + minutes(61))
    _, again = catch_up(case, rules(), START + minutes(61))
    warning = [event for event in first if isinstance(event, CaseClockChanged) and event.clock == "guest"]
    assert [(each.status, each.percent, each.policy_version) for each in warning] == [("imminent", 50, 3)]
    assert warning[0].at == START + minutes(60)
    assert again == ()


@pytest.mark.rule("C7")
def test_the_supervisor_is_warned_of_a_case_nobody_dispatched_whose_owner_has_left() -> None:
    stayed = tuple(replace(each, active=each.id != "ann") for each in PEOPLE.staff)
    for own, told in ((rules(), "ann"), (replace(rules(), directory=replace(PEOPLE, staff=stayed)), "sue")):
        _, events = catch_up(new_case(), own, START + minutes(5))
        assert of_type(events, CaseClockChanged).staff_ids == (told,)


@pytest.mark.rule("C7")
def test_a_command_after_a_missed_timer_tells_the_breach_first() -> None:
    _, events = promising.tell_progress(in_hand(), rules(), START + minutes(130), "soon", "ann", send=True)
    assert kinds(events)[-1] == "CaseProgressTold"
    assert "CaseEscalated" in kinds(events)


@pytest.mark.rule("C8")
@pytest.mark.parametrize(("channel", "hours"), [("phone", 24), ("media", 8)])
def test_silence_toward_the_guest_reminds_the_owner_every_interval(channel: str, hours: int) -> None:
    case = in_hand(channel=channel)
    for count in (1, 2):
        due = timers(case)["progress"]
        assert due == START + timedelta(hours=hours) * count
        case, events = on_timer(case, "progress", rules(), due)
        assert of_type(events, CaseProgressDue).owner_id == "ann"


@pytest.mark.rule("C8")
def test_a_word_of_progress_moves_the_next_one() -> None:
    at = START + minutes(30)
    case, _ = promising.tell_progress(in_hand(), rules(), at, "the cook is asked", "ann", send=True)
    assert timers(case)["progress"] == at + timedelta(hours=24)


@pytest.mark.rule("C8")
def test_the_next_word_follows_the_severity_and_a_rework_begins_anew() -> None:
    said = START + minutes(30)
    case, _ = promising.tell_progress(in_hand(), rules(), said, "the cook is asked", "ann", send=True)
    major, _ = judging.judge(case, rules(), START + minutes(60), ["loss-or-injury"])
    assert timers(major)["progress"] == said + timedelta(hours=8)
    general, _ = judging.judge(major, rules(), START + minutes(90), [])
    assert timers(general)["progress"] == said + timedelta(hours=24)
    late = START + timedelta(hours=9)
    overdue, _ = judging.judge(case, rules(), late, ["loss-or-injury"])
    assert timers(overdue)["progress"] == late, "eight hours have passed already"
    again, _ = resolving.rework(resolved(), rules(), START + timedelta(days=3))
    assert timers(again)["progress"] == START + timedelta(days=4)


@pytest.mark.rule("C8")
@pytest.mark.parametrize("text", ["call 138 0013 8000", "mail me@example.com", "+44 20 7946 0958"])
def test_no_contact_travels_in_a_message(text: str) -> None:
    said = refusal(promising.tell_progress, in_hand(), rules(), START, text, "ann", send=True)
    assert said == "contact-in-text"


@pytest.mark.rule("C9")
def test_an_extension_needs_agreement_and_a_deadline_still_to_come() -> None:
    case, until = in_hand(), START + minutes(300)
    assert (
        refusal(promising.extend, case, rules(), START, until, "parts", "ann", agreed=False)
        == "agreement-missing"
    )
    late = START + minutes(121)
    assert (
        refusal(promising.extend, case, rules(), late, until, "parts", "ann", agreed=True)
        == "deadline-passed"
    )
    earlier = START + minutes(100)
    assert (
        refusal(promising.extend, case, rules(), START, earlier, "x", "ann", agreed=True)
        == "deadline-not-later"
    )


@pytest.mark.rule("C9")
def test_an_extension_needs_a_reason_a_guest_to_agree_and_a_clock_that_runs() -> None:
    case, until = in_hand(), START + minutes(300)
    assert refusal(promising.extend, case, rules(), START, until, " ", "ann", agreed=True) == "text-missing"
    nobody = in_hand(anonymous=True, guest_id=None, contact=NO_CONTACT)
    assert refusal(promising.extend, nobody, rules(), START, until, "parts", "ann", agreed=True) == (
        "guest-anonymous"
    )
    still, _ = promising.pause(case, rules(), START, "awaiting-guest", START + timedelta(hours=5))
    assert refusal(promising.extend, still, rules(), START, until, "parts", "ann", agreed=True) == (
        "paused-already"
    )


@pytest.mark.rule("C9")
def test_an_extension_keeps_the_first_promise_on_record() -> None:
    until = START + minutes(300)
    case, events = promising.extend(
        in_hand(), rules(), START + minutes(5), until, "parts", "ann", agreed=True
    )
    case, events = promising.extend(
        case, rules(), START + minutes(6), until + minutes(5), "more", "ann", agreed=True
    )
    told = of_type(events, CaseExtended)
    assert (told.first_promised_at, told.previous_due_at, told.due_at) == (
        START + minutes(120),
        until,
        until + minutes(5),
    )
    assert len(case.extensions) == 2


@pytest.mark.rule("C6")
def test_clocks_pause_only_for_allowed_reasons_and_resume_by_themselves() -> None:
    strict = rules(pause_reasons=("awaiting-guest",))
    until = START + timedelta(hours=5)
    said = refusal(promising.pause, in_hand(), strict, START, "awaiting-authority", until)
    assert said == "pause-not-allowed"
    assert refusal(
        promising.pause, in_hand(), strict, START, "awaiting-guest", START + timedelta(days=9)
    ) == ("pause-too-long")
    case, _ = promising.pause(in_hand(), strict, START + minutes(20), "awaiting-guest", until)
    assert timers(case)["sla"] == until
    case, events = on_timer(case, "sla", strict, until)
    assert of_type(events, CaseResumed).by_timer
    assert case.guest_due_at == until + minutes(100)


@pytest.mark.rule("C10")
def test_findings_carry_the_bill() -> None:
    bill = Bill(100_00, 60_00, 50_00, ("lobster", "wine"))
    case, events = dispatching.find(in_hand(), rules(), START, "kitchen", "chef", "overcharged", bill)
    told = of_type(events, CaseFindingsRecorded)
    assert (told.bill_total_fen, told.bill_discountable_fen, told.bill_minimum_spend_fen) == (
        100_00,
        60_00,
        50_00,
    )
    idle, _ = dispatching.dispatch(responsible(), rules(), START, ("kitchen",), "ann")
    assert refusal(dispatching.find, idle, rules(), START, "kitchen", "chef", "facts") == "not-in-hand"
    assert case.findings[0].bill == bill
    for wrong in (Bill(100, 101), Bill(100, -1)):
        said = refusal(dispatching.find, in_hand(), rules(), START, "kitchen", "c", "x", wrong)
        assert said == "bill-does-not-add-up"
    assert refusal(dispatching.find, in_hand(), rules(), START, "kitchen", "chef", " ") == "text-missing"
    late = refusal(dispatching.find, resolved(), rules(), START, "kitchen", "chef", "facts")
    assert late == "case-resolved", "what was found out is what the result stands on"


@pytest.mark.rule("C10", "C14")
def test_whoever_is_given_a_reworked_case_alone_does_not_investigate_jointly() -> None:
    again, _ = resolving.rework(resolved(), rules(), START + minutes(10))
    again, events = dispatching.dispatch(again, rules(), START + minutes(11), ("floor",), "ann")
    assert of_type(events, CaseDispatched).joint is False
    _, events = dispatching.dispatch(again, rules(), START + minutes(12), ("kitchen",), "ann")
    assert of_type(events, CaseDispatched).joint is True


@pytest.mark.rule("C11")
def test_a_guests_own_cause_is_explained_and_not_valid() -> None:
    said = refusal(remedying.find_cause, in_hand(), rules(), START, "guest", "misread", "ann")
    assert said == "explanation-missing"
    case, events = remedying.find_cause(
        in_hand(), rules(), START, "guest", "misread", "ann", "the card says so"
    )
    assert events[-1].valid is False  # type: ignore[attr-defined]
    assert case.cause
    assert (case.cause.explanation, case.cause.by) == ("the card says so", "ann")
    assert refusal(remedying.find_cause, case, rules(), START, "house", " ", "ann") == "cause-code-missing"
    asked = new_case(kind="inquiry")
    assert refusal(remedying.find_cause, asked, rules(), START, "house", "late", "ann") == "wrong-kind"
    gone, _ = resolving.withdraw(case, rules(), START, "ann", "settled among friends")
    assert refusal(remedying.find_cause, gone, rules(), START, "house", "late", "ann") == "case-closed"
    _, events = remedying.find_cause(in_hand(), rules(), START, "partner", "late", "ann")
    assert events[-1].valid is True  # type: ignore[attr-defined]


@pytest.mark.rule("C12")
def test_a_remedy_refused_is_followed_by_another_and_points_are_asked_of_loyalty_once() -> None:
    offered = Offer("r1", "apology", "Sorry.")
    assert refusal(remedying.propose, new_case(), rules(), START, offered) == "responsibility-undecided"
    case, _ = remedying.propose(in_hand(), rules(), START, offered)
    assert (
        refusal(remedying.propose, case, rules(), START, Offer("r2", "points", "x", points=5))
        == "remedy-pending"
    )
    case, _ = remedying.refuse(case, rules(), START, "r1")
    case, _ = remedying.propose(case, rules(), START, Offer("r2", "points", "50 points", points=50))
    case, events = remedying.accept(case, rules(), START, "r2")
    wanted = of_type(events, CompensationRequested)
    assert (wanted.remedy_id, wanted.points, wanted.guest_id) == ("r2", 50, "guest-1")
    assert refusal(remedying.accept, case, rules(), START, "r2") == "remedy-answered"
    case, events = remedying.settle(case, rules(), START, "r2", granted=True)
    assert (of_type(events, RemedySettled).points, of_type(events, RemedySettled).owner_id) == (50, "ann")
    assert remedying.settle(case, rules(), START, "r2", granted=True) == (case, ())


@pytest.mark.rule("C12")
def test_a_coupon_is_offered_asked_of_loyalty_and_settled_with_its_worth() -> None:
    offer = Offer("r1", "coupon", "A free dessert.", value_fen=38_00, coupon="goodwill")
    case, events = remedying.propose(in_hand(), rules(), START, offer)
    told = of_type(events, RemedyProposed)
    assert (told.coupon, told.value_fen, told.points) == ("goodwill", 38_00, 0)
    assert refusal(remedying.settle, case, rules(), START, "r1", granted=True) == "remedy-not-accepted"
    case, events = remedying.accept(case, rules(), START, "r1")
    wanted = of_type(events, CompensationRequested)
    assert (wanted.coupon, wanted.value_fen, wanted.points) == ("goodwill", 38_00, 0)
    by_hand = refusal(remedying.settle_by_hand, case, rules(), START, "r1", granted=True)
    assert by_hand == "loyalty-settles", "it would be said to be granted and never be"
    assert refusal(remedying.settle, case, rules(), START, "r9", granted=True) == "remedy-not-found"
    _, events = remedying.settle(case, rules(), START, "r1", granted=True)
    assert of_type(events, RemedySettled).coupon == "goodwill"
    _, events = remedying.settle(case, rules(), START, "r1", granted=False, refusal="coupon-unknown")
    assert of_type(events, RemedySettled).coupon is None


@pytest.mark.rule("C12")
def test_nothing_is_offered_below_zero_or_to_nobody_nor_accepted_of_a_withdrawn_case() -> None:
    def said(case: Any, message: str = "Sorry.", **offered: Any) -> str:
        return refusal(remedying.propose, case, rules(), START, Offer("r1", "points", message, **offered))

    nobody = in_hand(anonymous=True, guest_id=None, contact=NO_CONTACT)
    assert said(nobody, points=5) == "guest-unknown"
    assert said(nobody, coupon="goodwill") == "guest-unknown"
    assert said(in_hand(), points=-5) == "amount-negative"
    assert said(in_hand(), value_fen=-5) == "amount-negative"
    assert said(in_hand(), "call 138 0013 8000", points=5) == "contact-in-text"
    offered, _ = remedying.propose(in_hand(), rules(), START, Offer("r1", "points", "Sorry.", points=5))
    gone, _ = resolving.withdraw(offered, rules(), START, "ann", "settled among friends")
    assert refusal(remedying.accept, gone, rules(), START, "r1") == "case-closed"


@pytest.mark.rule("C3")
def test_ownership_moves_only_by_a_recorded_handover() -> None:
    assert refusal(owning.hand_over, in_hand(), rules(), START, "bob", " ") == "reason-missing"
    case, events = owning.hand_over(in_hand(), rules(), START, "bob", "shift ends", "shift-1")
    told = of_type(events, CaseOwnerChanged)
    assert (told.previous_id, told.owner_id, told.shift_id) == ("ann", "bob", "shift-1")
    assert told.number == case.number
    assert case.handovers[0].previous_id == "ann"


@pytest.mark.rule("C25")
def test_a_query_that_is_not_answered_climbs_and_stops_at_the_top() -> None:
    case, _ = dispatching.ask(in_hand(), rules(), START, "q1", "floor", "where is the report?", "ann")
    levels = []
    while "query:q1" in timers(case):
        case, events = on_timer(case, "query:q1", rules(), timers(case)["query:q1"])
        levels += [event.level for event in events if isinstance(event, CaseQueryOverdue)]
    assert levels == ["supervisor", "manager", "gm"]
    case, _ = dispatching.answer_query(case, rules(), START + timedelta(days=1), "q1", "here", "floor-head")
    assert case.queries[0].answer == "here"


def test_erasing_a_guest_leaves_the_figures() -> None:
    case, _ = owning.note(in_hand(), START, "the guest is Guest One", "ann")
    erased, _ = owning.erase(case)
    assert "Guest One" not in str(erased)
    assert "soup" not in str(erased)
    assert erased.history == case.history
    assert "progress" in timers(case)
    assert "progress" not in timers(erased), "nobody is to be told how things stand"
    again, _ = resolving.rework(owning.erase(resolved())[0], rules(), START)
    silent, events = on_timer(again, "progress", rules(), timers(again)["progress"])
    assert (events, "progress" in timers(silent)) == ((), False)


@pytest.mark.rule("C7")
def test_a_clock_that_jumps_back_rewrites_nothing_that_was_told() -> None:
    case, _ = catch_up(in_hand(), rules(), START + minutes(61))
    case, _ = dispatching.escalate(case, rules(), START + minutes(40), "manager")
    assert case.history[-1].at == START + minutes(61)
    assert catch_up(case, rules(), START + minutes(40)) == (case, ())


@pytest.mark.rule("C6")
def test_the_end_of_a_pause_is_told_also_when_no_clock_is_left_to_run() -> None:
    late = START + timedelta(days=5)
    case, _ = catch_up(in_hand(grounds=("loss-or-injury",)), rules(), late)
    paused, _ = promising.pause(case, rules(), late, "awaiting-guest", late + minutes(60))
    _, by_hand = promising.resume(paused, rules(), late + minutes(10))
    assert of_type(by_hand, CaseResumed).by_timer is False
    after, by_itself = on_timer(paused, "sla", rules(), late + minutes(60))
    assert of_type(by_itself, CaseResumed).by_timer is True
    assert after.paused is None
    _, withdrawn = resolving.withdraw(paused, rules(), late + minutes(10), "ann", "settled")
    assert "CaseResumed" not in kinds(withdrawn)
