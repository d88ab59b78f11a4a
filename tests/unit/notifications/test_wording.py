from __future__ import annotations

from datetime import UTC, datetime

import pytest

from infra.chassis.decision import Refused
from services.notifications.domain.sample import sample_facts
from services.notifications.domain.template import OWN, Wording, check, finish, parts, save
from services.notifications.domain.told import KINDS
from services.notifications.domain.wording import MissingValue, impolite, render
from services.notifications.wording import LANGUAGES, house
from tests.unit.notifications.worlds import NOON, SHANGHAI

EVERY = [(kind, language) for language in LANGUAGES for kind in house(language)]


@pytest.mark.rule("N3")
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_text_of_the_house_is_polite_complete_and_readable(kind: str, language: str) -> None:
    wording = house(language)[kind]
    assert check(kind, language, wording) == ()
    text = finish(wording, sample_facts(kind, NOON), language, SHANGHAI)
    for form in (text.title, text.body, text.sms):
        assert form
        assert "{" not in form
        assert "[[" not in form


@pytest.mark.rule("N2", "N3")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_message_has_words_in_every_language(language: str) -> None:
    assert set(house(language)) == {kind.name for kind in KINDS} | set(OWN)


@pytest.mark.rule("N3")
@pytest.mark.parametrize("facts", [{}, {"name": ""}, {"name": "  "}])
def test_a_text_with_a_missing_value_is_never_made(facts: dict[str, str]) -> None:
    with pytest.raises(MissingValue):
        render("Dear {{name}}", facts, language="en", zone="UTC")


@pytest.mark.rule("N3")
def test_a_time_no_calendar_holds_counts_as_missing() -> None:
    with pytest.raises(MissingValue):
        render("{{at|date}}", {"at": "0001-01-01T00:00:00+14:00"}, language="en", zone="Asia/Shanghai")


def test_a_value_that_does_not_fit_its_filter_counts_as_missing() -> None:
    with pytest.raises(MissingValue):
        render("{{at|time}}", {"at": "soon"}, language="en", zone="UTC")


def test_an_optional_part_is_left_out_whole() -> None:
    text = "Booked.[[ Please note: {{notes}}.]]"
    assert render(text, {}, language="en", zone="UTC") == "Booked."
    assert render(text, {"notes": "bring socks"}, language="en", zone="UTC").endswith("bring socks.")


def test_values_cannot_smuggle_in_holes() -> None:
    facts = {"item": "{{phone}} [[x]]", "phone": "secret"}
    for text in ("{{item}}", "[[{{item}}]]", "[[{{item}}]]{{item}}"):
        said = render(text, facts, language="en", zone="UTC")
        assert said == "{{phone}} [[x]]" * text.count("{{item}}")
    unfilled = {"reason": "{{nothing}}"}
    assert render("Please.[[ {{reason}}]]", unfilled, language="en", zone="UTC") == "Please. {{nothing}}"


@pytest.mark.rule("N3")
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-CN", "5月1日（周五） 20:00，1,234.50元，金卡"),
        ("en", "Friday, 1 May at 20:00, CNY 1,234.50, gold"),
    ],
)
def test_values_are_read_out_in_the_readers_language_and_zone(language: str, expected: str) -> None:
    at = datetime(2026, 5, 1, 12, 0, tzinfo=UTC).isoformat()
    comma = "，" if language == "zh-CN" else ", "
    text = comma.join(("{{at|datetime}}", "{{fen|yuan}}", "{{tier|word}}"))
    facts = {"at": at, "fen": "123450", "tier": "gold"}
    assert render(text, facts, language=language, zone=SHANGHAI) == expected


@pytest.mark.parametrize(
    ("fen", "expected"), [(-150, "-1.50"), (-99, "-0.99"), (-200_000, "-2,000"), (5, "0.05")]
)
def test_what_is_taken_back_is_read_out_as_what_was_given_is(fen: int, expected: str) -> None:
    assert render("{{fen|yuan}}", {"fen": str(fen)}, language="zh-CN", zone=SHANGHAI) == f"{expected}元"


@pytest.mark.rule("N3")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Thank you, {{guest_nmae}}", "unknown-field"),
        ("Thank you for {{notes}}", "uncertain-field"),
        ("Thank you at {{starts_at|clock}}", "unknown-filter"),
        ("Thank you, {{guest_name", "broken-hole"),
        ("Your booking stands.", "impolite"),
        ("Thank you, but you must pay.", "impolite"),
        ("   ", "empty"),
    ],
)
def test_a_wording_that_would_fail_or_offend_is_refused_when_saved(body: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        save(None, "booking-confirmed", "en", None, Wording("Booking", body), "m1", NOON)
    problems = refused.value.extra["problems"]
    assert isinstance(problems, list)
    assert code in [problem["code"] for problem in problems]


def test_a_saved_wording_is_a_new_version_and_the_same_again_is_not() -> None:
    first, _ = save(
        None, "booking-seat", "en", "v1", Wording("Seat", "Thank you: {{seat_number}}"), "m1", NOON
    )
    second, _ = save(
        first, "booking-seat", "en", "v1", Wording("Seat", "Thanks: {{seat_number}}"), "m2", NOON
    )
    again, _ = save(
        second, "booking-seat", "en", "v1", Wording("Seat", "Thanks: {{seat_number}}"), "m3", NOON
    )
    assert [each.number for each in second.versions] == [1, 2]
    assert again is second


@pytest.mark.rule("N3")
@pytest.mark.parametrize(("text", "language"), [("请稍候", "zh-CN"), ("Please wait", "en")])
def test_politeness_is_heard_in_both_languages(text: str, language: str) -> None:
    assert impolite(text, language) is None
    assert impolite("...", language) is not None


@pytest.mark.parametrize(("length", "count"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3)])
def test_a_long_sms_counts_as_the_parts_it_is_billed_as(length: int, count: int) -> None:
    assert parts("请" * length) == count
