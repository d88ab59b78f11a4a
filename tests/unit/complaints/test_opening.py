"""Intake: what is recorded, what is promised, what the system finds by itself."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from contracts.complaints import CaseEscalated, CaseOpened, DisputeChased
from infra.chassis.decision import Refused
from services.complaints.domain import opening
from services.complaints.domain.case import timers
from services.complaints.domain.firing import on_timer
from services.complaints.domain.parts import NO_CONTACT, Contact
from services.complaints.domain.promising import honour_dispute
from tests.unit.complaints.cases import kinds, new_case, of_type, opening_of, rules
from tests.unit.complaints.worlds import START, local, minutes


def opened(**changes: Any) -> tuple[Any, Any]:
    return opening.open_case(None, opening_of(**changes), rules(), START)


@pytest.mark.rule("C1", "C2")
@pytest.mark.parametrize(
    "channel", ["phone", "email", "opinion-box", "web", "app", "in-person", "authority", "media"]
)
def test_every_channel_opens_a_case_with_a_number_and_a_promise(channel: str) -> None:
    case, events = opened(
        channel=channel, remedy_wanted="a new soup", reply_by="visit", reply_when="evenings"
    )
    told = of_type(events, CaseOpened)
    assert (told.channel, told.number, told.owner_id) == (channel, case.number, "ann")
    assert re.fullmatch(r"C261102-[0-9A-Z]{7}", case.number)
    assert told.promised_at > START
    assert case.intake.remedy_wanted == "a new soup"
    assert (case.intake.reply_by, case.intake.reply_when) == ("visit", "evenings")


@pytest.mark.rule("C1")
def test_no_event_of_a_case_holds_the_guests_contact() -> None:
    _, events = opened(remedy_wanted="call me")
    told = "".join(event.model_dump_json() for event in events)
    assert "13800138000" not in told
    assert "Guest One" not in told
    assert "soup" not in told


@pytest.mark.rule("C1")
def test_an_anonymous_guest_is_noted_and_named_nowhere() -> None:
    case, events = opened(anonymous=True, guest_id=None, contact=NO_CONTACT)
    assert case.told_guest is None
    assert of_type(events, CaseOpened).guest_id is None
    assert "progress" not in timers(case)


@pytest.mark.rule("C1")
def test_declining_callback_is_noted() -> None:
    case, events = opened(callback_declined=True)
    assert of_type(events, CaseOpened).callback_declined
    assert case.intake.callback_declined


@pytest.mark.rule("C1")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"content": "  "}, "content-missing"),
        ({"anonymous": True}, "anonymous-with-contact"),
        ({"contact": Contact("x"), "guest_id": None}, "contact-missing"),
        ({"kind": "inquiry", "dispute_before_payment": True}, "wrong-kind"),
        ({"grounds": ("collective",)}, "ground-found-by-system"),
    ],
)
def test_an_incomplete_intake_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(**changes)
    assert refused.value.code == code


@pytest.mark.rule("C5", "C7")
@pytest.mark.parametrize("channel", ["authority", "media"])
def test_a_referral_by_authority_or_media_is_major_and_starts_at_the_top(channel: str) -> None:
    case, events = opened(channel=channel, reference="2026-77")
    assert (case.severity, case.grounds, case.level) == ("major", ("authority-or-media",), "gm")
    assert of_type(events, CaseEscalated).staff_ids == ("gina",)
    assert case.guest_due_at == local("2026-11-04 10:00")


@pytest.mark.rule("C17")
def test_a_disputed_discount_calls_venue_and_area_manager_until_it_is_honoured() -> None:
    case, events = opened(dispute_before_payment=True)
    assert of_type(events, DisputeChased).staff_ids == ("max", "sue")
    for chase in (2, 3):
        due = timers(case)["dispute"]
        assert due == START + minutes(10) * (chase - 1)
        case, events = on_timer(case, "dispute", rules(), due)
        assert of_type(events, DisputeChased).chase == chase
    case, events = honour_dispute(case, rules(), START + minutes(25))
    assert kinds(events)[-1] == "DisputeHonoured"
    assert "dispute" not in timers(case)


@pytest.mark.rule("C19")
def test_an_inquiry_promises_an_answer_within_a_day() -> None:
    case, _ = opened(kind="inquiry")
    assert case.first_promised_at == START + timedelta(hours=24)


def test_a_case_is_opened_once() -> None:
    with pytest.raises(Refused) as refused:
        opening.open_case(new_case(), opening_of(), rules(), START)
    assert refused.value.code == "case-exists"
