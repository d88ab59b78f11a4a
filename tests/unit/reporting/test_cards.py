"""From events to cards and sheets: what counts, where, and which event is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import booking, complaints, loyalty
from contracts.envelope import Envelope
from infra.chassis.decision import Refused
from services.reporting.domain.cards import Card
from services.reporting.domain.days import Calendar, Calendars
from services.reporting.domain.folding import fold
from services.reporting.domain.sheets import Sheet, lines_of_day, place, sheet_of, together
from services.reporting.store.documents import card_document, read_card
from tests.unit.reporting.telling import NOON, Tale, booked, complained

SHANGHAI = Calendars(((datetime(1970, 1, 1, tzinfo=UTC), Calendar("Asia/Shanghai", 360)),))
BOOKINGS, CASES = booking.BOOKINGS.name, complaints.CASES.name
DAY = date(2025, 6, 2)


def folded(envelopes: Sequence[Envelope], topic: str = BOOKINGS) -> Card:
    card = fold(None, topic, envelopes)
    assert card is not None
    return card


def figures(card: Card, day: date = DAY) -> dict[str, int]:
    return sheet_of(lines_of_day(card, "v1", day, SHANGHAI)).totals


@pytest.mark.rule("R1")
def test_a_visit_counts_as_order_table_guests_and_spend() -> None:
    tale = booked().confirmed().seated().spent(88_000).completed()

    counted = figures(folded(tale.envelopes))

    assert counted["orders"] == counted["seated"] == counted["tables"] == counted["completed"] == 1
    assert counted["guests"] == 4
    assert counted["spend_fen"] == 88_000


@pytest.mark.rule("R1")
def test_a_hold_that_was_given_up_is_no_cancelled_order() -> None:
    card = folded(booked().cancelled().envelopes)

    assert figures(card) == {"holds_released": 1}


@pytest.mark.rule("R4")
def test_a_gold_card_s_booking_is_effective_once_its_spend_is_known_and_nothing_else_is_missing() -> None:
    tale = booked().confirmed(effective=False, missing=("phone", "spend")).seated().completed()
    assert "effective" not in figures(folded(tale.spent(88_000).envelopes))

    tale.say(booking.DetailsChanged, changed=("phone",), effective=True)
    assert figures(folded(tale.envelopes))["effective"] == 1

    other = booked().confirmed(effective=False, missing=("spend",)).seated().spent(100).completed()
    card = folded(other.spent(250, revision=2).envelopes)
    assert figures(card)["effective"] == 1
    assert [(line.agent, line.label) for line in card.lines.values() if line.figure == "effective"] == [
        ("a1", "contracted")
    ]


@pytest.mark.rule("R1")
def test_a_corrected_receipt_replaces_the_first() -> None:
    card = folded(booked().confirmed().spent(100).spent(250, revision=2).spent(100, revision=1).envelopes)

    assert figures(card)["spend_fen"] == 250


@pytest.mark.rule("R1")
def test_a_booking_that_moves_takes_all_its_figures_along() -> None:
    card = folded(booked().confirmed().moved(date(2025, 6, 5)).envelopes)

    assert figures(card) == {}
    assert figures(card, date(2025, 6, 5))["orders"] == 1


@pytest.mark.rule("R1")
def test_a_reinstated_no_show_was_seated() -> None:
    tale = booked().confirmed().no_show()
    tale.say(booking.BookingReinstated, reason="was there", seated_at=tale.now)

    counted = figures(folded(tale.envelopes))

    assert "no_show" not in counted
    assert counted["seated"] == 1


@pytest.mark.rule("R9")
def test_every_line_names_the_event_behind_it() -> None:
    tale = booked().confirmed().seated()
    card = folded(tale.envelopes)

    assert card.lines["orders"].event_id == tale.envelopes[0].id
    assert card.lines["seated"].event_id == tale.envelopes[1].id
    assert [seen.event_id for seen in card.events] == [each.id for each in tale.envelopes]


@pytest.mark.rule("R1")
@pytest.mark.parametrize(
    ("moment", "day"),
    [("2025-06-02T21:59:59Z", "2025-06-02"), ("2025-06-02T22:00:00Z", "2025-06-03")],
)
def test_the_business_day_closes_at_the_venues_own_hour(moment: str, day: str) -> None:
    assert SHANGHAI.day_of(datetime.fromisoformat(moment)) == date.fromisoformat(day)


CLOCK_CHANGES = (
    "2011-11-06T02:31",
    "2024-04-06T15:00",
    "2026-03-08T07:00",
    "2026-10-25T01:00",
    "2026-11-01T06:00",
)


@pytest.mark.rule("R1")
@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Shanghai", "Europe/Lisbon", "Pacific/Kiritimati", "America/New_York", "America/St_Johns",
        "America/Havana", "Australia/Lord_Howe",
    ],
)  # fmt: skip
@given(
    moment=st.one_of(
        st.datetimes(datetime(2010, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
        st.builds(
            lambda change, minutes: datetime.fromisoformat(f"{change}Z") + timedelta(minutes=minutes),
            st.sampled_from(CLOCK_CHANGES),
            st.integers(-300, 300),
        ),
    ),
    closes=st.one_of(st.integers(0, 1440), st.sampled_from((0, 1, 60, 90, 150, 1440))),
)
def test_a_day_holds_every_moment_before_its_closing(zone: str, moment: datetime, closes: int) -> None:
    calendar = Calendars(((datetime(1970, 1, 1, tzinfo=UTC), Calendar(zone, closes)),))
    day = calendar.day_of(moment)

    assert moment.date() in calendar.utc_dates(day)
    assert calendar.closing(day - timedelta(days=1)) <= moment < calendar.closing(day)


@pytest.mark.rule("R1")
def test_a_closing_hour_that_comes_twice_ends_the_day_once() -> None:
    new_york = Calendar("America/New_York", 90)

    assert new_york.day_of(datetime.fromisoformat("2026-11-01T01:29:00-04:00")) == date(2026, 10, 31)
    assert new_york.day_of(datetime.fromisoformat("2026-11-01T01:00:00-05:00")) == date(2026, 11, 1)


@given(
    st.lists(st.sampled_from(("confirmed", "seated", "completed", "cancelled", "no_show", "spent", "moved"))),
    st.integers(0, 8),
)
def test_a_run_of_events_folds_as_its_parts_do_and_changes_no_card_before_it(
    steps: list[str], cut: int
) -> None:
    tale = booked()
    for number, step in enumerate(steps):
        told: dict[str, list[Any]] = {"spent": [number * 100], "moved": [DAY + timedelta(days=number % 3)]}
        getattr(tale, step)(*told.get(step, ()))
    at_once = fold(None, BOOKINGS, tale.envelopes)

    first = fold(None, BOOKINGS, tale.envelopes[:cut])
    stood = deepcopy(first)
    assert fold(first, BOOKINGS, tale.envelopes[cut:]) == at_once
    assert first == stood

    singly: Card | None = None
    for envelope in tale.envelopes:
        singly = fold(singly, BOOKINGS, [envelope])
    assert singly == at_once


@pytest.mark.rule("R2")
def test_a_case_counts_on_the_day_of_each_event() -> None:
    tale = complained().opened().resolved().closed()
    card = folded(tale.envelopes, CASES)

    counted = figures(card)

    assert counted["complaints"] == counted["resolved_in_time"] == counted["valid_complaints"] == 1
    assert not card.open


def test_an_open_case_shows_its_next_promise() -> None:
    card = folded(complained().opened().envelopes, CASES)

    assert card.open
    assert card.facts["due_at"] == NOON + timedelta(hours=2)


@pytest.mark.rule("R1")
def test_a_till_visit_counts_its_spend_and_a_booked_one_does_not_count_it_twice() -> None:
    tale = Tale("g1")
    for booking_id in (None, "b1"):
        tale.tell(
            loyalty.VisitRecorded(
                guest_id="g1", visit_id=str(booking_id), venue_id="v1", at=NOON, spend_fen=500,
                earning_fen=500, points=5, first=booking_id is None, booking_id=booking_id,
            ),
            "loyalty",
        )  # fmt: skip
    counted = figures(folded(tale.envelopes, loyalty.ACCOUNTS.name))

    assert counted == {"new_members": 1, "returning_members": 1, "spend_fen": 500, "points_earned": 10}


@given(st.permutations(range(5)))
def test_a_sheet_is_the_same_in_whatever_order_its_cards_come(order: list[int]) -> None:
    cards = [folded(booked(agent=f"a{n % 2}", party=n + 1).confirmed().seated().envelopes) for n in range(5)]
    told = [line for n in order for line in lines_of_day(cards[n], "v1", DAY, SHANGHAI)]

    assert sheet_of(told) == sheet_of(line for c in cards for line in lines_of_day(c, "v1", DAY, SHANGHAI))


def test_sheets_together_are_the_sheet_of_all_their_lines() -> None:
    cards = [folded(booked(agent="a1").confirmed().seated().envelopes) for _ in range(3)]
    lines = [lines_of_day(card, "v1", DAY, SHANGHAI) for card in cards]

    whole: Sheet = together(sheet_of(some) for some in lines)

    assert whole == sheet_of(line for some in lines for line in some)


@pytest.mark.rule("R9")
def test_a_figure_falls_into_parts_people_and_departments() -> None:
    told = booked(agent="ann").confirmed(channel="app").envelopes + booked(agent="bob").confirmed().envelopes
    cards = [folded([each]) for each in told]
    sheet = sheet_of(line for card in cards for line in lines_of_day(card, "v1", DAY, SHANGHAI))

    def amount(**whose: str) -> Any:
        found: Any = asdict(sheet)
        for name in place("orders", **whose):
            found = found.get(name, {})
        return found or 0

    assert amount() == 2
    assert amount(label="app") == 1
    assert amount(agent="ann") == 1
    assert amount(agent="ann", label="app") == 1
    assert amount(agent="ann", label="phone") == 0
    assert amount(department="d1") == 0


def test_a_card_survives_being_stored() -> None:
    card = folded(booked().confirmed().seated().spent(5).envelopes)

    assert read_card(card_document(card)) == card


@pytest.mark.rule("R5")
def test_what_becomes_of_a_case_counts_among_those_of_the_day_it_was_opened_and_dispatched() -> None:
    """Closed over opened of one month is no rate: with two opened and ten old ones closed it was 100 %."""
    case = complained().opened()
    opened_at = case.now
    case.say(complaints.CaseDispatched, department_id="d1", joint=False, react_by=case.now)
    dispatched_at = case.now
    case.now += timedelta(days=1)
    case.say(complaints.CaseReacted, department_id="d1", staff_id="s1", after_seconds=300)
    case.now += timedelta(days=40)
    case.closed()
    card = folded(case.envelopes, CASES)
    at = {line.figure: line.at for line in card.lines.values()}

    assert at["closed_of_opened"] == at["cases_opened"] == opened_at
    assert at["closed_of_dispatched"] == at["reacted_of_dispatched"] == at["dispatched"] == dispatched_at
    assert at["cases_closed"] == case.now


@pytest.mark.rule("R5")
def test_a_case_dispatched_once_more_counts_whole_among_those_of_then() -> None:
    case = complained().opened()
    for told in (complaints.CaseDispatched, complaints.CaseReacted, complaints.CaseDispatched):
        case.say(told, department_id="d1", staff_id="s1", joint=False, react_by=case.now, after_seconds=300)
    card = folded(case.envelopes, CASES)
    at = {line.figure: line.at for line in card.lines.values()}

    assert at["reacted_of_dispatched"] == at["dispatched"] == case.now


@pytest.mark.rule("R9")
def test_what_no_sheet_keeps_apart_is_not_answered_with_more_than_was_asked_for() -> None:
    for whose in ({"label": "reaction"}, {"agent": "a1"}):
        with pytest.raises(Refused, match="open one day"):
            place("breaches", department="d1", **whose)
