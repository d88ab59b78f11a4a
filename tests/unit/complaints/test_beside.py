"""What lives beside complaints: callbacks, surveys, lost items, shifts, people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.complaints import (
    EmergencyUnanswered,
    QuotaClosed,
    SurveyAnswered,
)
from services.complaints.domain import (
    callback,
    emergency,
    lost,
    people,
    quota,
    sample,
    shift,
    survey,
)
from services.complaints.domain.callback import Callback
from services.complaints.domain.emergency import Call, Emergency
from services.complaints.domain.lost import Features, Item
from services.complaints.domain.people import Directory, Duty
from services.complaints.domain.shift import Due, Shift
from services.complaints.domain.survey import Survey
from tests.unit.complaints.cases import PEOPLE, kinds, of_type, staff
from tests.unit.complaints.test_handling import refusal
from tests.unit.complaints.worlds import START, local, minutes


def owed(**changes: Any) -> Callback:
    due = START + timedelta(days=2)
    return replace(Callback("cb", "case", "venue", "guest-1", "visit", "ann", due, "case", 1), **changes)


@pytest.mark.rule("C13")
def test_a_callback_is_owed_until_the_guest_is_reached() -> None:
    back, _ = callback.owe(None, owed())
    back, events = callback.make(back, START, "ann", "phone", effective=False)
    assert callback.timers(back) == {"due": back.due_at}
    assert refusal(callback.make, back, START, "ann", "phone", effective=True, satisfied=True) == "visit-owed"
    assert refusal(callback.make, back, START, "ann", "visit", effective=True) == "verdict-missing"
    back, events = callback.make(back, START, "ann", "visit", effective=True, satisfied=False)
    assert events[0].satisfied is False  # type: ignore[attr-defined]
    assert callback.timers(back) == {}


@pytest.mark.rule("C13")
def test_a_callback_is_in_time_before_its_moment_and_is_told_as_it_was_made() -> None:
    back, [told] = callback.owe(None, owed(assigned_to="bob"))
    assert (told.due_at, told.assigned_to, told.mode) == (back.due_at, "bob", "visit")  # type: ignore[attr-defined]
    assert callback.owe(back, owed()) == (back, ())
    just, late = back.due_at - timedelta(milliseconds=1), back.due_at
    for at, in_time in ((just, True), (late, False)):
        _, [told] = callback.make(back, at, "ann", "visit", effective=True, satisfied=True)
        assert (told.in_time, told.staff_id) == (in_time, "ann")  # type: ignore[attr-defined]
    tried, [told] = callback.make(back, just, "ann", "phone", effective=False, satisfied=False)
    assert (told.mode, told.effective, told.satisfied) == ("phone", False, None)  # type: ignore[attr-defined]
    assert tried.attempts[0].satisfied is None, "nobody was reached who could say so"
    made, _ = callback.make(tried, late, "ann", "visit", effective=True, satisfied=True)
    again = refusal(callback.make, made, late, "ann", "visit", effective=True, satisfied=False)
    assert again == "callback-not-owed"
    off, _ = callback.cancel(back, "case withdrawn")
    assert refusal(callback.make, off, just, "ann", "visit", effective=True, satisfied=True) == again
    assert callback.timers(off) == {}
    assert callback.cancel(made, "case withdrawn") == (made, ())


@pytest.mark.rule("C13")
def test_a_sample_is_of_one_venue_and_month_and_draws_a_case_once() -> None:
    assert sample.sample_id("venue", local("2026-11-02 09:00")) == "venue:2026-11"
    drawn, events = sample.draw(None, "venue:2026-11", "venue", "case-1", 1)
    assert kinds(events) == ["SampleDrawn"]
    assert drawn.chosen == 1, "else the share would fall short with the first case"
    assert sample.draw(drawn, "venue:2026-11", "venue", "case-1", 1) == (drawn, ())
    many = drawn
    for number in range(2, 40):
        many, _ = sample.draw(many, "venue:2026-11", "venue", f"case-{number}", 50)
    by_lot = [each for each in many.draws if each.draw < 5_000]
    assert all(each.chosen for each in by_lot), "a case's own hash draws it, not what came before"


@pytest.mark.rule("C13")
def test_an_overdue_callback_is_told_once_and_still_owed() -> None:
    back, [told] = callback.overdue(owed(), PEOPLE, START)
    assert told.staff_ids == ("ann",)  # type: ignore[attr-defined]
    assert callback.timers(back) == {}
    assert back.status == "owed"
    stayed = replace(PEOPLE, staff=tuple(replace(each, active=each.id != "ann") for each in PEOPLE.staff))
    _, [told] = callback.overdue(owed(), stayed, START)
    assert (told.assigned_to, told.staff_ids) == ("ann", ("sue",))  # type: ignore[attr-defined]


@pytest.mark.rule("C13")
@given(st.lists(st.uuids(), unique=True, max_size=60), st.integers(1, 100))
def test_the_sample_never_falls_short_and_can_be_recomputed(cases: list[Any], percent: int) -> None:
    drawn = None
    for position, case_id in enumerate(cases, 1):
        drawn, _ = sample.draw(drawn, "venue:2026-11", "venue", str(case_id), percent)
        assert drawn.chosen * 100 >= percent * position
    again = None
    for case_id in cases:
        again, _ = sample.draw(again, "venue:2026-11", "venue", str(case_id), percent)
    assert drawn == again


@pytest.mark.rule("C21")
def test_a_week_ends_with_its_shortfall_even_when_nothing_was_made() -> None:
    owes, _ = quota.owe(None, "ann", "venue", "Asia/Shanghai", 20, START)
    assert quota.timers(owes) == {"week": local("2026-11-09 00:10")}
    owes, _ = quota.count(owes, START, 7)
    owes, events = quota.close_week(owes, local("2026-11-16 00:10"), 7)
    told = [(event.quota_id, event.made, event.missing) for event in events if isinstance(event, QuotaClosed)]
    assert told == [("ann:2026-W45", 1, 19), ("ann:2026-W46", 0, 20)]
    assert owes.week_starts_on == date(2026, 11, 16)
    diligent = replace(owes, made=23)
    _, events = quota.close_week(diligent, local("2026-11-23 00:10"), 7)
    assert of_type(events, QuotaClosed).missing == 0


@pytest.mark.rule("C21")
@pytest.mark.parametrize("now", ["2026-11-02 02:00", "2026-11-05 12:00", "2026-11-08 23:59"])
def test_a_week_is_the_venues_monday_to_sunday_whenever_somebody_begins_to_owe(now: str) -> None:
    owes, _ = quota.owe(None, "ann", "venue", "Asia/Shanghai", 20, local(now))
    assert owes.week_starts_on == date(2026, 11, 2)


@pytest.mark.rule("C21")
def test_a_call_of_the_last_minute_counts_for_its_own_week_however_late_it_is_heard() -> None:
    owes, _ = quota.owe(None, "ann", "venue", "Asia/Shanghai", 20, START)
    owes, _ = quota.count(owes, local("2026-11-09 00:01"), 7)
    owes, _ = quota.count(owes, local("2026-11-08 23:59"), 7)
    owes, events = quota.close_week(owes, local("2026-11-09 00:10"), 7)
    assert of_type(events, QuotaClosed).made == 1
    assert owes.made == 1


@pytest.mark.rule("C21")
def test_who_owed_nothing_for_weeks_misses_none_of_them_and_a_week_that_is_over_keeps_what_it_owed() -> None:
    owes, _ = quota.owe(None, "ann", "venue", "Asia/Shanghai", 20, START)
    away, _ = quota.owe(owes, "ann", "venue", "Asia/Shanghai", 0, START)
    back, events = quota.owe(away, "ann", "venue", "Asia/Shanghai", 20, START + timedelta(days=35))
    assert events == ()
    assert quota.timers(back) == {"week": local("2026-12-14 00:10")}
    more, events = quota.owe(back, "ann", "venue", "Asia/Shanghai", 40, local("2026-12-14 09:00"))
    assert of_type(events, QuotaClosed).missing == 20
    assert more.week_starts_on == date(2026, 12, 14)


@pytest.mark.rule("C21")
def test_each_week_owes_what_the_policy_says_as_it_begins_unless_somebody_has_a_number_of_their_own() -> None:
    first = local("2026-11-09 00:10")
    ann, _ = quota.owe(None, "ann", "venue", "Asia/Shanghai", 20, START, by_policy=True)
    ann, events = quota.close_week(ann, first, 0)
    assert of_type(events, QuotaClosed).owed == 20
    assert quota.timers(ann) == {"week": first + timedelta(days=7)}  # the policy may want some again
    ann, events = quota.close_week(ann, first + timedelta(days=7), 7)
    assert (ann.owed, events) == (7, ())
    bob, _ = quota.owe(None, "bob", "venue", "Asia/Shanghai", 12, START)
    assert quota.close_week(bob, first, 7)[0].owed == 12


@pytest.mark.rule("C21")
def test_a_week_keeps_what_it_owed_as_it_began_whoever_is_saved_or_calls_meanwhile() -> None:
    ann, _ = quota.owe(None, "ann", "venue", "Asia/Shanghai", 20, START, by_policy=True)
    saved, _ = quota.owe(ann, "ann", "venue", "Asia/Shanghai", 30, START + timedelta(days=1), by_policy=True)
    assert saved.owed == 20
    monday = local("2026-11-09 00:05")
    left, [told] = quota.owe(ann, "ann", "venue", "Asia/Shanghai", 0, monday)
    assert (told.owed, quota.timers(left)) == (20, {})  # type: ignore[attr-defined]
    # A call heard before the timer of 00:10 begins the week in its place.
    called, [told] = quota.count(ann, monday + timedelta(minutes=10), 7)
    assert (told.owed, called.owed) == (20, 7)  # type: ignore[attr-defined]
    again, events = quota.count(called, monday + timedelta(days=1), 9)
    assert (again.owed, again.made, events) == (7, 2, ())


@pytest.mark.rule("C24")
def test_a_callback_still_owed_goes_to_the_cases_new_owner() -> None:
    given, events = callback.reassign(owed(), "bob")
    assert (given.assigned_to, kinds(events)) == ("bob", ["CallbackReassigned"])
    made, _ = callback.make(given, START, "bob", "visit", effective=True, satisfied=True)
    assert callback.reassign(made, "ann") == (made, ())


def asked() -> Survey:
    return Survey("s", "visit", "b", "venue", "g", "code", START, START + timedelta(days=7), 2)


@pytest.mark.rule("C22")
@pytest.mark.parametrize(("score", "opens"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_bad_answer_opens_a_case(score: int, opens: bool) -> None:
    _, events = survey.answer(asked(), START, score, "cold soup")
    told = of_type(events, SurveyAnswered)
    assert told.opens_case is opens
    assert "soup" not in told.model_dump_json()


@pytest.mark.rule("C22")
def test_a_survey_is_answered_once_and_in_time() -> None:
    done, _ = survey.answer(asked(), START, 4)
    assert refusal(survey.answer, done, START, 4) == "survey-answered"
    assert refusal(survey.answer, asked(), START + timedelta(days=7), 4) == "survey-lapsed"
    assert refusal(survey.answer, asked(), START, 6) == "score-out-of-range"
    assert refusal(survey.answer, asked(), START, 0) == "score-out-of-range"
    answered, _ = survey.answer(asked(), START + timedelta(days=7) - minutes(1), 4, " warm soup ")
    assert (answered.remark, survey.timers(answered)) == ("warm soup", {})
    lapsed, [told] = survey.lapse(asked())
    assert told.ref_id == "b"  # type: ignore[attr-defined]
    assert refusal(survey.answer, lapsed, START, 4) == "survey-lapsed"
    assert survey.timers(lapsed) == {}


@pytest.mark.rule("C22")
def test_a_guest_is_asked_once_about_somebodys_work_and_a_venue_says_what_is_bad() -> None:
    wanted = replace(asked(), staff_id="ann", bad_score=3)
    new, [told] = survey.ask(None, wanted)
    assert (told.answer_code, told.staff_id, told.lapses_at) == ("code", "ann", wanted.lapses_at)  # type: ignore[attr-defined]
    assert survey.ask(new, replace(wanted, code="other")) == (new, ())
    for score, bad in ((3, True), (4, False)):
        _, [told] = survey.answer(new, START, score)
        assert (told.opens_case, told.staff_id, told.score) == (bad, "ann", score)  # type: ignore[attr-defined]


def thing(id: str, side: Any, **features: Any) -> Item:
    looks = Features(**{"kind": "phone", "color": "黑色", "brand": "Huawei", **features})
    return Item(id, side, "venue", looks, START, START, "ann")


@pytest.mark.rule("C23")
def test_a_found_thing_is_matched_by_its_features() -> None:
    sought = thing("s", "sought", place="三楼包厢")
    near = thing("f", "found", place="三楼 包厢 308")
    other = thing("x", "found", color="red", brand="Nokia", place="garage")
    assert lost.score(near, sought) > lost.MATCHES_FROM > lost.score(other, sought)
    matched, events = lost.match(sought, near)
    assert kinds(events) == ["LostItemMatched"]
    assert lost.match(matched, near) == (matched, ())
    assert lost.score(thing("u", "found", kind="umbrella"), sought) == 0
    assert lost.score(replace(near, venue_id="elsewhere"), sought) == 0
    assert lost.score(replace(near, seen_at=START - timedelta(hours=2)), sought) == 0, "it was not lost yet"


@pytest.mark.rule("C23")
def test_nothing_is_found_or_last_seen_in_the_future_where_it_would_match_nothing() -> None:
    tomorrow = START + timedelta(days=1)
    found, sought = (replace(thing("x", side), seen_at=tomorrow) for side in ("found", "sought"))
    assert refusal(lost.register, None, found, 15) == "found-in-the-future"
    assert refusal(lost.seek, None, sought) == "seen-in-the-future"


@pytest.mark.rule("C23")
def test_a_thing_is_signed_out_or_goes_to_administration_after_fifteen_days() -> None:
    kept, _ = lost.register(None, thing("f", "found"), 15)
    assert lost.timers(kept) == {"keep": START + timedelta(days=15)}
    assert refusal(lost.return_to, kept, "ann", "owner", " ") == "signature-missing"
    gone, _ = lost.return_to(kept, "ann", "the owner", "signed form 12")
    assert lost.timers(gone) == {}
    assert refusal(lost.return_to, gone, "ann", "x", "y") == "item-gone"
    handed, events = lost.hand_over(kept)
    assert kinds(events) == ["LostItemHandedOver"]
    assert lost.timers(handed) == {}
    assert refusal(lost.return_to, handed, "ann", "the owner", "form 12") == "item-gone"
    assert refusal(lost.return_to, kept, "ann", " ", "form 12") == "signature-missing"
    assert refusal(lost.return_to, thing("s", "sought"), "ann", "x", "y") == "not-found-item"
    theirs, [told] = lost.return_to(kept, "bob", "the owner", "form 12", "s", "guest-1")
    assert (theirs.guest_id, theirs.receipt, told.staff_id) == ("guest-1", "form 12", "bob")  # type: ignore[attr-defined]
    assert lost.hand_over(theirs) == (theirs, ())
    old = replace(thing("f", "found"), seen_at=START - timedelta(days=9))
    assert lost.register(None, old, 15)[0].keep_until == START + timedelta(days=15), "since it was brought"


@pytest.mark.rule("C23")
def test_only_what_fits_and_is_there_is_matched_the_best_first_and_its_guest_told() -> None:
    sought = replace(thing("s", "sought", place="三楼包厢"), guest_id="guest-1")
    poor, gone = thing("x", "found", color="red", brand="Nokia", place="garage"), thing("g", "found")
    assert lost.match(sought, poor) == (sought, ())
    assert lost.match(sought, lost.hand_over(gone)[0]) == (sought, ())
    fair = thing("a", "found", color="dark grey", place="三楼包厢")
    matched, [told] = lost.match(sought, fair)
    assert told.guest_id == "guest-1"  # type: ignore[attr-defined]
    matched, _ = lost.match(matched, thing("b", "found", place="三楼包厢"))
    assert [each.found_id for each in matched.matches] == ["b", "a"]


@pytest.mark.rule("C23")
def test_a_search_ends_when_the_thing_is_back() -> None:
    _, events = lost.return_to(thing("f", "found"), "ann", "the owner", "form 12", "s")
    assert events[0].sought_item_id == "s"  # type: ignore[attr-defined]
    back, _ = lost.give_back(thing("s", "sought"))
    assert back.status == "returned"
    assert lost.match(back, thing("g", "found")) == (back, ())
    assert lost.give_back(back) == (back, ())


@pytest.mark.rule("C24")
def test_a_shift_is_not_released_before_its_relief_acknowledged() -> None:
    wanted = Shift("s", "venue", "ann", "bob", START, ("c1",), (), ("the lift is broken",))
    assert refusal(shift.prepare, None, replace(wanted, relief_id="ann")) == "relief-is-self"
    prepared, [told] = shift.prepare(None, replace(wanted, due=(Due("c1", "C-1", START),)))
    assert (told.open_cases, told.promises_due, told.announcements) == (1, 1, 1)  # type: ignore[attr-defined]
    assert refusal(shift.release, prepared, START, 0) == "not-acknowledged"
    assert refusal(shift.acknowledge, prepared, START, "eve") == "not-the-relief"
    taken, events = shift.acknowledge(prepared, START, "bob")
    assert events[0].case_ids == ("c1",)  # type: ignore[attr-defined]
    assert refusal(shift.release, taken, START, 2) == "cases-left"
    assert refusal(shift.prepare, taken, wanted) == "handover-acknowledged"
    assert refusal(shift.acknowledge, taken, START, "bob") == "handover-acknowledged"
    released, _ = shift.release(taken, START + minutes(5), 0)
    assert released.status == "released"
    assert (released.acknowledged_at, released.released_at) == (START, START + minutes(5))
    assert refusal(shift.release, released, START, 0) == "shift-released"


@pytest.mark.rule("C25")
def test_an_emergency_calls_departments_at_once_and_reports_the_silent() -> None:
    wanted = Emergency("e", "venue", "fire", "kitchen fire", "ann", START, (Call("kitchen"), Call("floor")))
    alarm, events = emergency.call(None, wanted, PEOPLE, 5)
    assert events[0].staff_ids == ("chef", "cook", "floor-head")  # type: ignore[attr-defined]
    alarm, _ = emergency.answer(alarm, START + minutes(1), "kitchen", "chef")
    alarm, events = emergency.unanswered(alarm, PEOPLE, emergency.timers(alarm)["answer"])
    told = of_type(events, EmergencyUnanswered)
    assert (told.department_ids, told.staff_ids) == (("floor",), ("gina", "max"))
    assert emergency.timers(alarm) == {}
    one = replace(wanted, calls=(Call("kitchen"),))
    assert refusal(emergency.call, None, one, PEOPLE, 5) == "several-departments"


@pytest.mark.rule("C7")
def test_a_departments_head_is_told_whoever_of_it_is_on_duty() -> None:
    duty = Duty("d", "venue", "kitchen", "department", START, START + timedelta(hours=8))
    cook, _ = people.roster(staff("cook", "department", "kitchen"), duty, START)
    others = tuple(each for each in PEOPLE.staff if each.id not in ("chef", "cook"))
    directory = replace(PEOPLE, staff=(*others, cook))
    assert directory.in_charge("department", "kitchen", START) == ("chef", "cook")


@pytest.mark.rule("C7", "C25")
def test_a_head_who_has_left_is_not_called_and_one_of_another_house_is() -> None:
    gone = tuple(replace(each, active=each.id not in ("chef", "floor-head")) for each in PEOPLE.staff)
    directory = replace(PEOPLE, staff=gone)
    assert directory.in_charge("department", "kitchen", START) == ("cook",)
    assert directory.in_charge("department", "floor", START) == (), "the floor's desk is told in their place"
    lent = replace(PEOPLE.departments[0], head_id="chef-of-another-house")
    directory = replace(directory, departments=(lent,))
    assert directory.in_charge("department", "kitchen", START) == ("chef-of-another-house", "cook")


@pytest.mark.rule("C7")
def test_those_on_duty_answer_before_the_others_of_their_level() -> None:
    late = staff("sam", "supervisor")
    duty = Duty("d", "venue", None, "supervisor", START, START + timedelta(hours=8))
    late, _ = people.roster(late, duty, START)
    directory = replace(PEOPLE, staff=(*PEOPLE.staff, late))
    assert directory.in_charge("supervisor", None, START) == ("sam",)
    assert directory.in_charge("supervisor", None, START + timedelta(hours=8)) == ("sam", "sue")
    clash = replace(duty, id="e", starts_at=START + timedelta(hours=7), ends_at=START + timedelta(hours=9))
    assert refusal(people.roster, late, clash, START) == "duty-overlaps"


@pytest.mark.rule("C7")
def test_a_duty_counts_at_its_own_venue_only() -> None:
    """Sam of the whole chain and Sue of this house are on duty at the lake."""
    eight = START + timedelta(hours=8)
    lake = Duty("d", "lake", None, "supervisor", START, eight)
    sam, _ = people.roster(replace(staff("sam", "supervisor"), venue_id=people.EVERYWHERE), lake, START)
    sue, _ = people.roster(staff("sue", "supervisor"), lake, START)
    here = Directory("venue", staff=(sam, sue, staff("tom", "supervisor")))
    assert here.in_charge("supervisor", None, START) == ("sam", "sue", "tom")
    there = Directory("lake", staff=(sam, sue, replace(staff("liz", "supervisor"), venue_id="lake")))
    assert there.in_charge("supervisor", None, START) == ("sam", "sue")
    assert there.in_charge("supervisor", None, eight) == ("liz", "sam")
