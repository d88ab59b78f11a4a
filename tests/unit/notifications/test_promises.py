"""What rules of bookings and cases promise to say, and to whom, is said by the house's own texts."""

from __future__ import annotations

import pytest

from contracts import booking, complaints
from services.notifications.domain.delivery import Recipient
from services.notifications.domain.kinds import notices
from services.notifications.domain.sample import sample_facts
from services.notifications.domain.template import finish
from services.notifications.domain.told import BY_NAME, KINDS
from services.notifications.domain.wording import render
from services.notifications.wording import house
from tests.unit.notifications.worlds import NOON, SHANGHAI

SAID = [
    ("C2", "case-received", "zh-CN", ("歉", "{{number}}", "责任部门", "{{promised_at|datetime}}")),
    ("C2", "case-received", "en", ("sorry", "{{number}}", "department", "{{promised_at|datetime}}")),
    ("C9", "case-extended", "zh-CN", ("{{due_at|datetime}}", "{{reason}}")),
    ("C9", "case-extended", "en", ("{{due_at|datetime}}", "{{reason}}")),
    ("C18", "case-referred", "zh-CN", ("{{body}}", "{{public_number}}", "跟进")),
    ("C18", "case-referred", "en", ("{{body}}", "{{public_number}}", "follow")),
    ("C20", "suggestion-decided", "zh-CN", ("谢谢", "{{message}}")),
    ("C20", "suggestion-decided", "en", ("hank", "{{message}}")),
    ("B6", "booking-seat", "zh-CN", ("{{seat_number}}",)),
    ("B6", "booking-seat", "en", ("{{seat_number}}",)),
    ("B4", "booking-confirmed", "zh-CN", ("{{confirmation_number}}", "{{notes}}")),
    ("B4", "booking-confirmed", "en", ("{{confirmation_number}}", "{{notes}}")),
]


@pytest.mark.parametrize(
    ("kind", "language", "wanted"),
    [pytest.param(*rest, marks=pytest.mark.rule(rule)) for rule, *rest in SAID],
)
def test_what_the_rule_promises_is_said_in_full_and_in_short(
    kind: str, language: str, wanted: tuple[str, ...]
) -> None:
    facts = sample_facts(kind, NOON)
    text = finish(house(language)[kind], facts, language, SHANGHAI)
    for words in wanted:
        said = render(words, facts, language=language, zone=SHANGHAI)
        for form in (text.body, text.sms):
            assert said in form, (words, form)


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        pytest.param("case-received", "guest", marks=pytest.mark.rule("C2")),
        pytest.param("case-extended", "guest", marks=pytest.mark.rule("C9")),
        pytest.param("case-referred", "guest", marks=pytest.mark.rule("C18")),
        pytest.param("suggestion-decided", "guest", marks=pytest.mark.rule("C20")),
        pytest.param("booking-seat", "guest", marks=pytest.mark.rule("B6")),
        pytest.param("booking-confirmed", "guest", marks=pytest.mark.rule("B4")),
    ],
)
def test_and_the_guest_is_told(kind: str, who: str) -> None:
    event = BY_NAME[kind].event.model_construct(guest_id="g1", venue_id="v1")
    assert {each.kind for each in BY_NAME[kind].to(event)} == {who}


@pytest.mark.rule("B14")
def test_a_gap_in_a_venues_information_is_told_to_those_who_edit_it() -> None:
    gap = booking.GapReported(
        venue_id="v1", gap_id="g1", field="parking", question="Is there any?", agent_id="ann"
    )
    [told] = notices(KINDS, gap)
    assert (told.kind, told.recipient) == ("gap-reported", Recipient("desk", "manager@v1"))
    assert told.facts["question"] == "Is there any?"


@pytest.mark.rule("C17", "C25")
def test_a_dispute_and_an_emergency_are_urgent_to_everyone_they_name() -> None:
    chased = complaints.DisputeChased(
        case_id="c1", number="C1", venue_id="v1", chase=1, staff_ids=("max", "sue")
    )
    alarm = complaints.EmergencyCalled(
        emergency_id="e1",
        venue_id="v1",
        kind="fire",
        department_ids=("kitchen", "floor"),
        staff_ids=("chef", "floor-head"),
        called_by="ann",
        case_id=None,
    )
    for event, names in ((chased, ("max", "sue")), (alarm, ("chef", "floor-head"))):
        told = notices(KINDS, event)
        assert [each.recipient for each in told] == [Recipient("staff", name) for name in names]
        assert {each.category for each in told} == {"urgent"}
