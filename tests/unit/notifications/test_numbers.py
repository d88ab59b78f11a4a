"""Staff are told of a case by the number people know it by, not by its id."""

from __future__ import annotations

from datetime import date

import pytest

from contracts import complaints, notifications
from contracts.event import Event
from services.notifications.domain.kinds import notices, sure_facts
from services.notifications.domain.template import Wording, check, finish
from services.notifications.domain.told import BY_NAME, KINDS
from services.notifications.domain.wording import holes
from services.notifications.wording import LANGUAGES, house
from tests.unit.notifications.worlds import NOON, SHANGHAI

CASE_ID = "019abcde-0000-7000-8000-123456789abc"
NUMBER = "C261123-7KQ4M2P"
VENUE = {"venue_name": "Harbour KTV"}

NUMBERED: tuple[tuple[type[Event], dict[str, object]], ...] = (
    (complaints.CaseDispatched, {"department_id": "kitchen", "joint": False, "react_by": NOON}),
    (complaints.InquiryPassedOn, {"department_id": "kitchen", "answer_by": NOON}),
    (complaints.SuggestionForwarded, {"department_id": "kitchen", "decide_on": date(2026, 5, 2)}),
    (complaints.CaseInspectionScheduled, {"department_id": "kitchen", "inspect_at": NOON}),
    (
        complaints.CorrectiveActionSet,
        {"action_id": "a1", "owner_id": "chef", "due_on": date(2026, 5, 2), "text": "Repair the stove."},
    ),
    (
        notifications.EscalationPassedOn,
        {
            "escalation_id": "e1",
            "kind": "case-escalated",
            "subject_id": CASE_ID,
            "acknowledge_by": NOON,
            "from_level": "supervisor",
            "to_level": "manager",
        },
    ),
    (notifications.EscalationUnanswered, {"escalation_id": "e1", "subject_id": CASE_ID, "level": "gm"}),
    (complaints.CaseOwnerChanged, {"previous_id": "ann", "owner_id": "bob", "shift_id": None, "reason": "x"}),
)
every = pytest.mark.parametrize(("event", "fields"), NUMBERED, ids=lambda each: getattr(each, "__name__", ""))


def said(event: type[Event], fields: dict[str, object], language: str) -> str:
    """What is told of an event, in every form."""
    [notice] = notices(KINDS, event.model_validate({"case_id": CASE_ID, "venue_id": "v1"} | fields))
    facts = BY_NAME[notice.kind].completed(notice.facts) | VENUE
    text = finish(house(language)[notice.kind], facts, language, SHANGHAI)
    return f"{text.title} {text.body} {text.sms}"


@every
@pytest.mark.rule("N3")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_is_named_by_its_number(event: type[Event], fields: dict[str, object], language: str) -> None:
    text = said(event, fields | {"number": NUMBER}, language)
    assert NUMBER in text
    assert CASE_ID not in text


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_from_before_it_had_the_number_is_told_all_the_same(
    event: type[Event], fields: dict[str, object], language: str
) -> None:
    assert CASE_ID in said(event, fields, language)


@pytest.mark.rule("N3")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_house_names_a_case_by_its_id(language: str) -> None:
    for kind, wording in house(language).items():
        for form in (wording.title, wording.body, wording.sms):
            assert not {"case_id", "subject_id"}.intersection(holes(form)), kind


def test_a_wording_a_venue_saved_with_the_id_stays_valid() -> None:
    saved = Wording("A case", "Case {{case_id}} is yours. Please react by {{react_by|datetime}}.")
    assert check("case-dispatched", "en", saved) == ()


def test_what_stands_in_for_a_fact_is_always_there_itself() -> None:
    for kind in KINDS:
        assert {other for _, other in kind.fallbacks} <= sure_facts(kind), kind.name
