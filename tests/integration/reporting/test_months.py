"""The life of a month over HTTP: an analysis from draft to filing, staff scored, flagged and trained."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts import booking, complaints, loyalty
from contracts.envelope import Envelope
from infra.chassis.policy import PolicyBook
from services.reporting.domain.folding import TOPICS
from services.reporting.domain.guests import Said
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.store.figures import Figures
from services.reporting.store.guests import GuestAnalyst
from services.reporting.store.sheets import SheetMaker
from services.reporting.store.versions import Versions
from tests.integration.reporting.conftest import Running, until
from tests.integration.reporting.test_people import may
from tests.unit.reporting.telling import NOON, Tale, booked

pytestmark = pytest.mark.slow
ANALYSIS = "/v1/analyses/2025-05"


async def heard(reporting: Running, told: list[Envelope]) -> None:
    await reporting.tell(told)
    await reporting.heard(told)


async def post(reporting: Running, path: str, body: Any = None, **claims: Any) -> Any:
    """Status and body of a POST by a caller with these roles and claims."""
    roles = claims.pop("roles", ())
    headers = reporting.token(*roles, **claims)
    answer = await reporting.http.post(path, json=body, headers=headers)
    return answer.status_code, answer.json()


async def published(reporting: Running, kind: str) -> list[dict[str, Any]]:
    """The events of a kind that were published or are about to be."""
    query = {"type": f"clubhouse.reporting.{kind}.v1"}
    boxes = [reporting.db.collection(name).find(query) for name in ("outbox", "outbox_sent")]
    return [*{each["_id"]: each for box in boxes async for each in box}.values()]


@pytest.mark.rule("R2")
async def test_an_analysis_nobody_files_is_chased_every_day_until_it_is_filed(reporting: Running) -> None:
    await heard(reporting, may(f"v{random.randrange(10**9)}"))
    reporting.clock.advance(timedelta(minutes=31))

    async def is_drafted() -> bool:
        found = await reporting.http.get(ANALYSIS, headers=reporting.token())
        return bool(found.status_code == 200 and found.json()["status"] == "drafted")

    async def chased(times: int) -> bool:
        return bool((await reporting.get(ANALYSIS))["chases"] == times)

    await until(is_drafted)
    assert (await reporting.get(ANALYSIS))["due_on"] == "2025-06-05"
    reporting.clock.set(NOON.replace(day=5, hour=15, minute=59))  # a minute before the 5th ends in Shanghai
    assert await chased(0)
    reporting.clock.advance(timedelta(minutes=2))
    await until(lambda: chased(1))
    reporting.clock.advance(timedelta(days=1))
    await until(lambda: chased(2))

    assert (await post(reporting, f"{ANALYSIS}/file"))[0] == 409  # not before the review
    assert (await post(reporting, f"{ANALYSIS}/review", {}, roles=("manager",)))[0] == 403
    assert (await post(reporting, f"{ANALYSIS}/review", {"remarks": "ok"}))[0] == 200
    status, filed = await post(reporting, f"{ANALYSIS}/file", roles=("supervisor",))
    assert (status, filed["status"], filed["in_time"]) == (200, "filed", False)
    assert (await post(reporting, f"{ANALYSIS}/draft"))[0] == 409  # what was filed stays as it is

    reporting.clock.advance(timedelta(days=3))
    assert len(await published(reporting, "analysis-overdue")) == 2
    assert [
        len(await published(reporting, f"analysis-{each}")) for each in ("drafted", "reviewed", "filed")
    ] == [
        1,
        1,
        1,
    ]


def a_month(agent: str, venue: str, days_ago: int, *, seated: int, of: int = 10) -> list[Envelope]:
    """Bookings an agent took, so many of which came."""
    day, told = date(2025, 6, 2) - timedelta(days=days_ago), []
    for number in range(of):
        tale = booked(venue, day, agent=agent, start=NOON - timedelta(days=days_ago)).confirmed()
        told += (tale.seated() if number < seated else tale.no_show()).envelopes
    return told


@pytest.mark.rule("R3")
async def test_two_failed_months_flag_a_person_and_the_best_is_named(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    bad, good = f"bad-{venue}", f"good-{venue}"
    told = [
        event
        for days_ago in (20, 50)
        for agent, seated in ((bad, 2), (good, 10))
        for event in a_month(agent, venue, days_ago, seated=seated)
    ]
    await heard(reporting, told)

    for month in ("2025-04", "2025-05"):
        assert (await post(reporting, f"/v1/months/{month}/scorecards"))[0] == 201
    cards = {c["staff_id"]: c for c in await reporting.get("/v1/scorecards", month="2025-05")}

    assert (cards[bad]["grade"], cards[bad]["failures_in_a_row"], cards[bad]["best"]) == ("fail", 2, False)
    assert (cards[good]["grade"], cards[good]["best"], cards[good]["score"]) == ("excellent", True, 100)
    told_of = {
        kind: {
            each["aggregateid"] for each in await published(reporting, kind) if venue in each["aggregateid"]
        }
        for kind in ("staff-flagged", "staff-named-best")
    }
    assert told_of["staff-flagged"] == {f"{bad}|2025-05"}
    assert told_of["staff-named-best"] == {f"{good}|2025-04", f"{good}|2025-05"}


@pytest.mark.rule("R3", "R4")
async def test_a_month_scored_again_is_judged_by_its_own_policy_and_tells_nothing_twice(
    reporting: Running,
) -> None:
    venue = f"v{random.randrange(10**9)}"
    bad, good = f"bad-{venue}", f"good-{venue}"
    told = [
        event
        for days_ago in (20, 50)
        for agent, seated in ((bad, 2), (good, 10))
        for event in a_month(agent, venue, days_ago, seated=seated)
    ]
    await heard(reporting, told)
    for month in ("2025-04", "2025-05"):
        assert (await post(reporting, f"/v1/months/{month}/scorecards"))[0] == 201
    path = f"/v1/scorecards/{good}/2025-05"
    first = await reporting.get(path)
    assert first["bonus_fen"] > 0

    # What June pays is not May's matter.
    starts = reporting.clock.now() + timedelta(minutes=1)
    june = {
        "effective_from": starts.isoformat(), "reason": "saving", "changes": {"bonus_contracted_fen": 0},
    }  # fmt: skip
    status, answer = await post(reporting, "/policy/versions", june)
    assert status == 201, answer
    reporting.clock.advance(timedelta(minutes=2))
    assert (await post(reporting, "/v1/months/2025-05/scorecards"))[0] == 201

    assert await reporting.get(path) == first
    for kind, id, times in (
        ("staff-flagged", bad, 1), ("staff-named-best", good, 1), ("scorecard-issued", good, 1),
    ):  # fmt: skip
        events = await published(reporting, kind)
        assert len([each for each in events if each["aggregateid"] == f"{id}|2025-05"]) == times, kind


@pytest.mark.rule("R3")
async def test_a_scorecard_stays_with_the_venue_of_its_month_and_is_nobodys_who_did_nothing(
    reporting: Running,
) -> None:
    here, there = (f"{name}{random.randrange(10**9)}" for name in ("here", "there"))
    ann, gone = f"ann-{here}", f"gone-{here}"

    def employed(staff: str, venue: str, days_ago: int) -> list[Envelope]:
        tale = Tale(staff, start=NOON - timedelta(days=days_ago))
        tale.tell(
            complaints.StaffSaved(
                staff_id=staff, venue_id=venue, department_id=None, level="desk", badge="7",
                weekly_callbacks=0, active=True,
            ),
            "complaints",
        )  # fmt: skip
        return tale.envelopes

    await heard(reporting, [*employed(ann, here, 90), *a_month(ann, here, 20, seated=9)])
    await heard(reporting, employed(ann, there, 1))  # on the 1st of June
    supervisor = {"roles": ("supervisor",), "venues": (here,)}
    exam = {"venue_id": here, "exam": "menu", "held_on": "2024-03-20", "score": 100}
    assert (await post(reporting, f"/v1/staff/{gone}/exams", exam, **supervisor))[0] == 201

    assert (await post(reporting, "/v1/months/2025-05/scorecards"))[0] == 201

    cards = {c["staff_id"]: c for c in await reporting.get("/v1/scorecards", month="2025-05")}
    assert gone not in cards
    assert (cards[ann]["venue_id"], cards[ann]["best"]) == (here, True)


@pytest.mark.rule("R8")
async def test_training_and_examinations_are_kept_on_file_and_feed_the_ability_score(
    reporting: Running,
) -> None:
    venue = f"v{random.randrange(10**9)}"
    staff = f"/v1/staff/ann-{venue}"
    exam = {"venue_id": venue, "exam": "menu", "held_on": "2025-05-20", "score": 60}
    training = {"venue_id": venue, "training": "desk", "held_on": "2025-05-21", "hours": 4}
    supervisor = {"roles": ("supervisor",), "venues": (venue,)}
    assert (await post(reporting, f"{staff}/exams", exam, **supervisor))[0] == 201
    assert (await post(reporting, f"{staff}/trainings", training, **supervisor))[0] == 201
    again = reporting.token("supervisor", venues=(venue,))
    for _ in range(2):  # one request sent twice is one training
        answer = await reporting.http.post(f"{staff}/trainings", json=training, headers=again)
        assert answer.status_code == 201

    future, mine = {**exam, "held_on": "2025-07-01"}, {"venue_id": venue, "month": "2025-05", "attitude": 100}
    assert (await post(reporting, f"{staff}/exams", future, **supervisor))[0] == 422
    assert (await post(reporting, f"{staff}/exams", exam, roles=("supervisor",), venues=("v2",)))[0] == 403
    assert (await post(reporting, f"{staff}/exams", exam, roles=("agent",)))[0] == 403
    self_made = {**supervisor, "subject": f"ann-{venue}"}
    assert (await post(reporting, f"{staff}/assessments", mine, **self_made))[0] == 403

    file = await reporting.get(f"{staff}/file")
    assert [each["score"] for each in file["exams"]] == [60]
    assert [each["hours"] for each in file["trainings"]] == [4, 4]
    assert (await post(reporting, "/v1/months/2025-05/scorecards"))[0] == 201
    card = await reporting.get(f"/v1/scorecards/ann-{venue}/2025-05")
    measured = {each["name"]: each["percent"] for each in card["measures"] if each["percent"] is not None}
    assert measured == {"exams": 60, "training": 100}
    assert card["score"] == round((2 * 60 + 100) / 3)
    assert len(await published(reporting, "exam-recorded")) == 1
    assert len(await published(reporting, "training-recorded")) == 2


@pytest.mark.rule("R7")
async def test_a_guest_analysis_of_too_few_guests_is_refused_with_its_reasons(reporting: Running) -> None:
    told = may(f"v{random.randrange(10**9)}")
    await heard(reporting, told)
    assert (await post(reporting, "/v1/guests/analysis", roles=("agent",)))[0] == 403
    assert (await post(reporting, "/v1/guests/analysis", roles=("manager",), venues=("v1",)))[0] == 403
    assert (await post(reporting, "/v1/guests/analysis"))[0] == 202

    async def made() -> Any:
        found = await reporting.http.get("/v1/guests/analysis", headers=reporting.token())
        return found.status_code == 200 and found.json()["visits"] and found.json()

    answers = (await until(made))["answers"]
    assert set(answers) == {"segments", "clusters", "together", "leaving", "worth", "coming"}
    for answer in answers.values():
        assert answer["rows"] == []
        assert "at least" in answer["refused"]


def analyst_of(reporting: Running) -> GuestAnalyst:
    """One that nobody else asks."""
    versions = Versions(reporting.db, [topic.name for topic in TOPICS])
    policies = PolicyBook(reporting.db, reporting.clock, ReportingPolicy())
    maker = SheetMaker(versions, None, policies, None, None)  # type: ignore[arg-type]
    figures = Figures(versions, maker, None)  # type: ignore[arg-type]
    return GuestAnalyst(reporting.db, reporting.clock, versions, figures)


@pytest.mark.rule("R7")
async def test_a_guest_merged_twice_is_one_guest_in_the_analysis(reporting: Running) -> None:
    first, second, third = (f"g{random.randrange(10**9)}" for _ in range(3))
    told: list[Envelope] = []
    for guest, into in ((first, second), (second, third)):
        tale = Tale(guest)
        tale.tell(loyalty.GuestRetired(guest_id=guest, kept_guest_id=into, reason="double"), "loyalty")
        told += tale.envelopes
    for guest in (first, second, third):
        told += booked(guest=guest).confirmed().seated().envelopes
    await reporting.tell(told)
    await reporting.heard(told)
    visits = await analyst_of(reporting).visits(date(2025, 1, 1), date(2025, 12, 31))

    assert [each.guest_id for each in visits if each.guest_id in {first, second, third}] == [third] * 3


@pytest.mark.rule("R7")
async def test_a_walk_in_is_of_the_venues_business_day_in_the_analysis(reporting: Running) -> None:
    venue, guest = (f"{kind}{random.randrange(10**9)}" for kind in "vg")
    opened, paid = Tale(venue), Tale(guest)
    opened.tell(
        booking.VenueOpened(
            venue_id=venue, name=venue, kind="ktv", timezone="America/New_York", day_closes_minutes=360
        )
    )
    paid.tell(
        loyalty.VisitRecorded(
            guest_id=guest, visit_id="w1", venue_id=venue, at=datetime(2025, 6, 2, 1, tzinfo=UTC),
            spend_fen=500, earning_fen=500, points=5, first=True,
        ),
        "loyalty",
    )  # fmt: skip
    told = [*opened.envelopes, *paid.envelopes]
    await reporting.tell(told)
    await reporting.heard(told)

    visits = await analyst_of(reporting).visits(date(2025, 1, 1), date(2025, 12, 31))

    # 21:00 of the 1st in New York
    assert [each.day for each in visits if each.guest_id == guest] == [date(2025, 6, 1)]


@pytest.mark.rule("R7")
async def test_what_guests_answered_to_surveys_is_in_the_analysis(reporting: Running) -> None:
    """The last word to each survey, of the days the analysis is of, as the guests are known after merges."""
    double, kept = (f"g{random.randrange(10**9)}" for _ in range(2))
    retired = Tale(double)
    retired.tell(loyalty.GuestRetired(guest_id=double, kept_guest_id=kept, reason="double"), "loyalty")
    told = list(retired.envelopes)
    for guest, score, days_ago in ((double, 4, 0), (kept, 3, 0), (kept, 5, 400)):
        survey = Tale(start=NOON - timedelta(days=days_ago))
        answered = {
            "survey_id": survey.key, "about": "visit", "ref_id": "b1", "venue_id": "v1", "guest_id": guest,
            "staff_id": None, "score": score, "opens_case": False,
        }  # fmt: skip
        survey.tell(complaints.SurveyAnswered.model_validate(answered), "complaints")
        told += survey.envelopes
    await heard(reporting, told)
    said = await analyst_of(reporting).said(date(2025, 1, 1), date(2025, 12, 31))

    ours = [each for each in said if each.guest_id in {double, kept}]
    assert sorted(ours, key=lambda each: each.satisfied) == [Said(kept, False), Said(kept, True)]


@pytest.mark.rule("R7")
async def test_a_walk_in_corrected_after_a_merge_is_one_visit_of_its_new_amount(reporting: Running) -> None:
    double, kept = (f"g{random.randrange(10**9)}" for _ in range(2))
    retired, first, then = Tale(double), Tale(double), Tale(kept)
    retired.tell(loyalty.GuestRetired(guest_id=double, kept_guest_id=kept, reason="double"), "loyalty")
    visit = {"visit_id": f"v1:{double}", "venue_id": "v1", "at": NOON, "first": True}
    paid = {"earning_fen": 0, "points": 0}
    first.tell(
        loyalty.VisitRecorded.model_validate({**visit, **paid, "guest_id": double, "spend_fen": 500}),
        "loyalty",
    )
    taken = {"points_taken_back": 0, "shortfall_points": 0, "recorded_of": double}
    then.tell(
        loyalty.VisitVoided.model_validate({**visit, **taken, "guest_id": kept, "spend_fen": 500}), "loyalty"
    )
    then.tell(
        loyalty.VisitRecorded.model_validate({**visit, **paid, "guest_id": kept, "spend_fen": 700}), "loyalty"
    )
    told = [*retired.envelopes, *first.envelopes, *then.envelopes]
    await reporting.tell(told)
    await reporting.heard(told)

    visits = await analyst_of(reporting).visits(date(2025, 1, 1), date(2025, 12, 31))

    assert [each.spend_fen for each in visits if each.guest_id in {double, kept}] == [700]
