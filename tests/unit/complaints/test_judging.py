"""Responsibility, the five criteria of a major complaint, and the matter many complain of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.complaints import (
    CaseClassified,
    CaseInspectionScheduled,
    CaseMatterSet,
    CaseSeverityChanged,
    InspectionOverdue,
    MatterTurnedCollective,
)
from infra.chassis.decision import Refused
from services.complaints.domain import judging, resolving
from services.complaints.domain.case import timers
from services.complaints.domain.firing import on_timer
from services.complaints.domain.matter import Matter, Voice, join, leave
from services.complaints.domain.policy import CasePolicy
from tests.unit.complaints.cases import closed, in_hand, new_case, of_type, resolved, responsible, rules
from tests.unit.complaints.worlds import START, local, minutes


@pytest.mark.rule("C4")
@pytest.mark.parametrize("responsibility", ["responsible", "not-responsible", "assist"])
def test_a_complaint_is_classified(responsibility: Any) -> None:
    case, events = judging.classify(new_case(), rules(), START, responsibility)
    told = of_type(events, CaseClassified)
    assert (told.previous, told.responsibility) == ("undecided", responsibility)
    assert case.responsibility == responsibility


@pytest.mark.rule("C4")
def test_an_undecidable_one_is_inspected_and_the_inspection_decides() -> None:
    with pytest.raises(Refused, match="responsibility-decided"):
        judging.schedule_inspection(responsible(), rules(), START, "floor", START + minutes(60))
    case, _ = judging.schedule_inspection(new_case(), rules(), START, "floor", START + minutes(60))
    assert timers(case)["inspection"] == START + minutes(60)
    case, _ = judging.record_inspection(
        case, rules(), START + minutes(50), "the sign is missing", "responsible"
    )
    assert case.responsibility == "responsible"
    assert "inspection" not in timers(case)


@pytest.mark.rule("C4")
def test_an_inspection_that_decides_nothing_is_chased_once() -> None:
    case, _ = judging.schedule_inspection(new_case(), rules(), START, "floor", START + minutes(60))
    case, events = on_timer(case, "inspection", rules(), START + minutes(60))
    assert of_type(events, InspectionOverdue).staff_ids == ("floor-head",)
    assert "inspection" not in timers(case)


@pytest.mark.rule("C4")
def test_nobody_is_told_of_an_inspection_that_a_decision_made_needless() -> None:
    """A timer set before the case was decided may still stand."""
    case, _ = judging.schedule_inspection(new_case(), rules(), START, "floor", START + minutes(60))
    decided = replace(case, responsibility="responsible")
    assert on_timer(decided, "inspection", rules(), START + minutes(60)) == (decided, ())


@pytest.mark.rule("C5")
@pytest.mark.parametrize("ground", ["repeated-failure", "loss-or-injury"])
def test_a_criterion_people_see_makes_it_major(ground: Any) -> None:
    case, events = judging.judge(responsible(), rules(), START + minutes(5), [ground])
    told = of_type(events, CaseSeverityChanged)
    assert (case.severity, told.found_by_system) == ("major", False)
    assert (told.previous_due_at, told.due_at) == (START + minutes(120), local("2026-11-04 10:00"))


@pytest.mark.rule("C5")
def test_a_complaint_unresolved_for_a_month_is_found_by_the_system() -> None:
    case = in_hand()
    due = timers(case)["month"]
    assert due == START + timedelta(days=30)
    case, events = on_timer(case, "month", rules(), due)
    assert case.grounds == ("unresolved-month",)
    assert of_type(events, CaseSeverityChanged).found_by_system
    assert "month" not in timers(case)


@pytest.mark.rule("C5")
def test_what_the_system_finds_is_not_set_or_removed_by_hand() -> None:
    case, _ = judging.find_ground(responsible(), rules(), START, "collective")
    with pytest.raises(Refused) as refused:
        judging.judge(case, rules(), START, ["unresolved-month"])
    assert refused.value.code == "ground-found-by-system"
    case, _ = judging.judge(case, rules(), START, [])
    assert case.severity == "major"


@pytest.mark.rule("C5")
def test_only_a_responsible_complaint_is_major() -> None:
    case, events = judging.classify(new_case(channel="media"), rules(), START, "not-responsible")
    assert case.severity == "general"
    assert of_type(events, CaseSeverityChanged).severity == "general"


@pytest.mark.rule("C5")
def test_a_preview_shows_the_deadlines_and_changes_nothing() -> None:
    case = responsible()
    shown = judging.preview(case, rules(), START + minutes(5), ["loss-or-injury"])
    assert (shown.previous_due_at, shown.due_at) == (START + minutes(120), local("2026-11-04 10:00"))
    assert (shown.previous_level, shown.level) == ("desk", "gm")
    assert case.severity == "general"


def matter_of(*voices: tuple[str, str, float]) -> tuple[Matter | None, list[MatterTurnedCollective]]:
    matter: Matter | None = None
    told: list[Any] = []
    for case_id, guest_id, hours in voices:
        voice = Voice(case_id, guest_id, START + timedelta(hours=hours))
        matter, events = join(matter, "m", "venue", "food", voice, CasePolicy())
        told.extend(events)
    return matter, told


@pytest.mark.rule("C5")
def test_five_guests_within_three_days_make_a_matter_collective() -> None:
    five = [(f"c{n}", f"g{n}", n * 18.0) for n in range(5)]
    _, told = matter_of(*five, ("c5", "g5", 73.0))
    assert [event.case_ids for event in told] == [("c0", "c1", "c2", "c3", "c4"), ("c5",)]


@pytest.mark.rule("C5")
@pytest.mark.parametrize(
    "voices",
    [
        [(f"c{n}", f"g{n}", n * 18.1) for n in range(5)],
        [(f"c{n}", f"g{n % 4}", n) for n in range(9)],
    ],
    ids=["spread over more than 72 hours", "four guests only"],
)
def test_fewer_or_later_voices_do_not(voices: list[tuple[str, str, float]]) -> None:
    assert matter_of(*voices)[1] == []


@pytest.mark.rule("C5")
def test_a_case_put_on_another_matter_says_so_once() -> None:
    case, events = judging.set_matter(new_case(), rules(), START, "promotion", " 中秋套餐 ")
    assert of_type(events, CaseMatterSet).matter_id == case.matter_id == "venue:promotion:中秋套餐"
    assert judging.set_matter(case, rules(), START, "promotion", "中秋套餐") == (case, ())


@pytest.mark.rule("C5")
def test_a_case_put_on_another_matter_is_no_longer_one_of_the_crowd_it_left() -> None:
    crowded, _ = judging.find_ground(responsible(), rules(), START, "collective")
    assert crowded.severity == "major"
    moved, events = judging.set_matter(crowded, rules(), START, "promotion", "")
    assert (moved.severity, moved.grounds) == ("general", ())
    assert of_type(events, CaseSeverityChanged).found_by_system
    given, _ = judging.find_ground(resolved(), rules(), START, "collective")
    after, events = judging.set_matter(given, rules(), START, "promotion", "")
    assert (after.grounds, [type(each) for each in events]) == ((), [CaseMatterSet])
    media, _ = judging.find_ground(new_case(channel="media"), rules(), START, "collective")
    assert judging.set_matter(media, rules(), START, "promotion", "")[0].severity == "major"


@pytest.mark.rule("C5", "C14")
def test_a_case_whose_matter_turns_collective_after_its_end_is_major_when_it_is_reworked() -> None:
    case, events = judging.find_ground(closed(), rules(), START, "collective")
    assert (case.status, case.severity, events) == ("closed", "general", ())
    again, events = resolving.rework(case, rules(), START)
    assert (again.severity, again.grounds) == ("major", ("collective",))
    assert of_type(events, CaseSeverityChanged).found_by_system


@pytest.mark.rule("C5")
def test_a_case_that_comes_back_to_a_crowd_is_told_again() -> None:
    matter, told = matter_of(*((f"c{n}", f"g{n}", n) for n in range(6)))
    assert matter
    assert len(told) == 2
    matter, _ = leave(matter, "c5")
    back = Voice("c5", "g5", START + timedelta(hours=5))
    _, again = join(matter, "m", "venue", "food", back, CasePolicy())
    assert of_type(again, MatterTurnedCollective).case_ids == ("c5",)


@pytest.mark.rule("C5")
def test_voices_heard_out_of_order_count_all_the_same() -> None:
    voices = [(f"c{n}", f"g{n}", hour) for n, hour in enumerate([60.0, 3.0, 40.0, 1.0, 20.0])]
    assert len(matter_of(*voices)[1]) == 1


@pytest.mark.rule("C5")
def test_a_crowd_of_last_week_is_found_also_when_its_letters_are_sorted_today() -> None:
    today = ("late", "g9", 150.0)
    _, told = matter_of(today, *((f"c{n}", f"g{n}", n * 10.0) for n in range(5)))
    assert [(event.case_ids, event.guests) for event in told] == [(("c0", "c1", "c2", "c3", "c4"), 5)]


@pytest.mark.rule("C5")
def test_a_complaint_put_on_another_matter_counts_here_no_longer() -> None:
    matter, _ = matter_of(*((f"c{n}", f"g{n}", n) for n in range(4)))
    assert matter
    matter, _ = leave(matter, "c0")
    matter, events = join(
        matter, "m", "venue", "food", Voice("c4", "g4", START + timedelta(hours=5)), CasePolicy()
    )
    assert events == ()
    assert [voice.case_id for voice in matter.voices] == ["c1", "c2", "c3", "c4"]


@pytest.mark.rule("C4")
def test_who_must_inspect_is_told() -> None:
    case, events = judging.schedule_inspection(new_case(), rules(), START, "floor", START + minutes(60))
    told = of_type(events, CaseInspectionScheduled)
    assert (told.number, told.staff_ids) == (case.number, ("floor-head",))


@pytest.mark.rule("C4")
def test_an_inspection_is_not_missed_once_responsibility_is_decided_without_it() -> None:
    case, _ = judging.schedule_inspection(new_case(), rules(), START, "floor", START + minutes(60))
    assert "inspection" in timers(case)
    case, _ = judging.classify(case, rules(), START + minutes(5), "responsible")
    assert "inspection" not in timers(case)
