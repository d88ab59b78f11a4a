"""The managers' evening digest counts and says every figure of the day (rule N6)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from contracts import booking, complaints
from contracts.event import Event
from services.notifications.domain import evening
from services.notifications.domain.evening import FIGURES
from services.notifications.domain.template import finish
from services.notifications.messaging.figures import counts
from services.notifications.wording import LANGUAGES, house
from tests.unit.notifications.worlds import NOON, SHANGHAI

COUNTED: tuple[tuple[type[Event], dict[str, object], dict[str, int]], ...] = (
    (booking.BookingConfirmed, {}, {"confirmed": 1}),
    (booking.BookingRescheduled, {"confirmation_number": "K7"}, {"changed": 1}),
    (booking.BookingCancelled, {"confirmation_number": "K7"}, {"cancelled": 1}),
    (booking.BookingSeated, {"party_size": 6}, {"seated": 1, "guests": 6}),
    (booking.BookingCompleted, {}, {"completed": 1}),
    (booking.BookingNoShow, {}, {"no_show": 1}),
    (complaints.CaseOpened, {}, {"cases_opened": 1}),
    (complaints.CaseResolved, {}, {"cases_resolved": 1}),
    (complaints.CaseClockChanged, {"status": "breached"}, {"breaches": 1}),
    (complaints.CaseClockChanged, {"status": "imminent"}, {}),
    (booking.BookingHeld, {}, {}),
)


@pytest.mark.rule("N6")
@pytest.mark.parametrize(("event", "fields", "counted"), COUNTED)
def test_what_happened_in_the_day_is_in_its_figure(
    event: type[Event], fields: dict[str, object], counted: dict[str, int]
) -> None:
    given = {name: field.get_default() for name, field in event.model_fields.items()} | fields
    assert counts(event.model_construct(**given)) == counted
    if "recorded" in given:
        assert counts(event.model_construct(**given | {"recorded": True})) == {}, "an older ledger is no news"


@pytest.mark.rule("N6")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digest_says_every_figure(language: str) -> None:
    numbers = {name: str(101 + index) for index, name in enumerate(FIGURES)}
    numbers["spend_fen"] = "123400"
    facts = numbers | {"venue_name": "Harbour", "day": "2026-05-01"}
    text = finish(house(language)["evening-digest"], facts, language, SHANGHAI)
    said = re.findall(r"\d+(?:,\d+)*", text.body)
    assert sorted(said) == sorted(["1,234", *(each for name, each in numbers.items() if name != "spend_fen")])


@pytest.mark.rule("N6")
def test_cases_of_every_kind_are_not_told_as_complaints() -> None:
    """A question and a praise are counted with them."""
    assert "投诉" not in house("zh-CN")["evening-digest"].body


@pytest.mark.rule("N6")
def test_a_venues_evening_and_day_are_by_its_own_clock() -> None:
    state, _ = evening.opened(None, "v1", "America/New_York", "22:30", NOON)  # midnight there
    assert state.due == datetime(2026, 5, 2, 2, 30, tzinfo=UTC)
    assert evening.day_of(state.due.replace(minute=29), "America/New_York", "22:30") == date(2026, 5, 1)
