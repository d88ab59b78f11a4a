"""The projection on real servers: live, rebuilt from the journal, and heard again from the topics."""

from __future__ import annotations

import json
import random
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import bson
import pytest

from contracts import booking, complaints, loyalty
from contracts.catalog import topic_of
from contracts.envelope import Envelope, decode, encode
from contracts.event import Event
from infra.chassis.clock import ManualClock
from infra.chassis.leases import Leases
from infra.chassis.mongo import Database, Session
from infra.chassis.policy import PolicyBook
from infra.chassis.writing import write
from services.reporting.domain.folding import FOLD_VERSION, TOPICS, card_id
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.sheets import sheet_of
from services.reporting.store.books import DailyReports, Keeper, Months
from services.reporting.store.journal import Journal
from services.reporting.store.projecting import Projector
from services.reporting.store.sheets import Made, SheetMaker
from services.reporting.store.versions import Version, Versions
from tests.integration.reporting.conftest import Running, until
from tests.unit.reporting.telling import NOON, Tale, booked, complained


def a_week(venue: str) -> list[Envelope]:
    """Some bookings and complaints, mixed as topics mix them: in order per aggregate only."""
    dice = random.Random(7)
    tales: list[Tale] = []
    for number in range(40):
        day = date(2025, 6, 2) + timedelta(days=dice.randrange(5))
        tale = booked(venue, day, guest=f"g{number % 9}", agent=f"a{number % 3}", party=1 + number % 5)
        tale.confirmed(effective=bool(number % 4))
        end = number % 5
        if end == 0:
            tale.cancelled()
        elif end == 1:
            tale.no_show()
        elif end == 2:
            tale.moved(day + timedelta(days=1)).seated()
        else:
            tale.seated().spent(1000 * number).completed().spent(1000 * number + 5, revision=2)
        tales.append(tale)
    tales += [
        complained(venue, start=NOON + timedelta(hours=7 * n)).opened().resolved().closed() for n in range(6)
    ]
    mixed: list[Envelope] = []
    waiting = [list(tale.envelopes) for tale in tales]
    while waiting:
        chosen = dice.choice(waiting)
        mixed.append(chosen.pop(0))
        waiting = [each for each in waiting if each]
    return mixed


def opened(venue: str, zone: str = "Asia/Shanghai", closes: int = 360) -> list[Envelope]:
    tale = Tale(venue)
    tale.tell(
        booking.VenueOpened(venue_id=venue, name=venue, kind="ktv", timezone=zone, day_closes_minutes=closes)
    )
    return tale.envelopes


def all_else(venue: str) -> list[Envelope]:
    """Something of every other kind that reporting hears of."""
    about = {"venue_id": venue, "guest_id": f"g-{venue}"}
    visit = {"visit_id": f"t-{venue}", "at": NOON, "spend_fen": 500, "earning_fen": 500, "points": 5}
    owed = {
        "callback_id": f"c-{venue}",
        "reason": "plan",
        "mode": "phone",
        "assigned_to": "ann",
        "due_at": NOON,
    }
    owed |= dict.fromkeys(("case_id", "cycle", "plan_id"))
    asked = {"survey_id": f"s-{venue}", "about": "visit", "ref_id": "b1", "staff_id": "ann", "score": 5}
    week = {
        "quota_id": f"q-{venue}",
        "staff_id": "ann",
        "week_starts_on": NOON.date(),
        "owed": 20,
        "made": 18,
    }
    staff = {"staff_id": f"a-{venue}", "department_id": None, "badge": "1", "level": "desk", "active": True}
    told: tuple[tuple[type[Event], dict[str, Any]], ...] = (
        (loyalty.VisitRecorded, visit | {"first": True}),
        (loyalty.GuestRegistered, {"at": NOON, "referred_by": None}),
        (complaints.CallbackOwed, owed),
        (complaints.SurveyAnswered, asked | {"opens_case": False}),
        (complaints.QuotaClosed, week | {"missing": 2}),
        (complaints.StaffSaved, staff | {"weekly_callbacks": 20}),
        (
            complaints.DepartmentSaved,
            {"department_id": f"d-{venue}", "name": "d", "head_id": "h", "active": True},
        ),
    )
    found: list[Envelope] = []
    for event, fields in told:
        full = event.model_validate(about | fields)
        found.append(Tale(str(getattr(full, topic_of(event.TYPE).key))).tell(full, "test"))
    return found


async def stored(running: Running, version: int, venue: str, told: list[Envelope]) -> dict[str, list[bytes]]:
    """The bytes of every card of what was told, and of every sheet of a venue."""
    found = {}
    cards = [card_id(topic_of(each.type).name, each.subject) for each in told]
    for kind, query in (
        ("cards", {"_id": {"$in": cards}}),
        ("sheets", {"venue_id": venue}),
    ):
        documents = running.db.collection(f"{kind}_{version}").find(query, sort=[("_id", 1)])
        found[kind] = [bson.encode(each) async for each in documents]
    return found


@pytest.mark.rule("R10")
async def test_rebuilt_equals_live_byte_for_byte(start: Callable[..., Awaitable[Running]]) -> None:
    live = await start()
    venue = f"v{random.randrange(10**9)}"
    told = opened(venue) + a_week(venue) + all_else(venue)
    assert {topic_of(each.type) for each in told} == set(TOPICS)
    await live.tell(told)
    await live.heard(told)
    as_lived = await stored(live, 1, venue, told)

    answer = await live.http.post("/v1/projection/rebuilds", headers=live.token())
    assert answer.status_code == 202, answer.text

    async def swapped() -> bool:
        versions = await live.get("/v1/projection")
        return any(each["number"] == 2 and each["state"] == "live" for each in versions)

    await until(swapped)
    from_topics = await start()
    await from_topics.heard(told)

    assert len(as_lived["cards"]) == 46 + len(TOPICS) - 2
    assert len(as_lived["sheets"]) >= 5
    assert await stored(live, 2, venue, told) == as_lived
    assert await stored(from_topics, 1, venue, told) == as_lived


@pytest.mark.rule("R10")
async def test_a_version_that_catches_up_while_it_is_looked_at_is_not_shown_before_its_sheets_are_made(
    db: Database, clock: ManualClock
) -> None:
    journal, versions = Journal(db, TOPICS), Versions(db, [topic.name for topic in TOPICS])

    class CatchesUp(Projector):
        """Has not folded everything when it is asked first, and has right afterwards."""

        looked = False

        async def caught_up(self, version: Version) -> bool:
            caught_up = await super().caught_up(version)
            if not self.looked:
                self.looked = True
                await self.catch_up(version)
            return caught_up

    projector = CatchesUp(journal, versions, db.transact)
    policies = PolicyBook(db, clock, ReportingPolicy())

    async def tell(_: object) -> None: ...

    maker = SheetMaker(versions, projector, policies, Leases(db, "me"), tell)
    await journal.ensure()
    await versions.ensure()
    await policies.ensure()
    told = booked("v1", date(2025, 6, 9)).confirmed().envelopes

    async def heard(session: Session) -> None:
        page = await journal.turn(session, booking.BOOKINGS)
        await write(session, [journal.page(booking.BOOKINGS, page, told)])

    await db.transact(heard)
    building = await versions.build()
    while (await versions.live()).number != building.number:
        await maker.round()
    assert await db.collection(f"sheets_{building.number}").count_documents({"venue_id": "v1"}) == 1


@pytest.mark.rule("R10")
async def test_newer_code_builds_its_version_beside_the_shown_one_and_what_comes_meanwhile_is_in_both(
    reporting: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = opened(venue) + a_week(venue)
    await reporting.tell(told)
    await reporting.heard(told)
    path, days = "/v1/daily-reports", {"venue_id": venue, "first": "2025-06-01", "last": "2025-06-09"}
    before = await reporting.get(path, **days)
    monkeypatch.setattr("services.reporting.store.versions.FOLD_VERSION", FOLD_VERSION + 1)
    await Versions(reporting.db, [topic.name for topic in TOPICS]).ensure()
    late = booked(venue, date(2025, 6, 9)).confirmed()
    await reporting.tell(late.envelopes)

    async def swapped() -> bool:
        shown = await reporting.get(path, **days)
        assert shown[: len(before)] == before  # never less than was shown, not for a moment
        versions = await reporting.get("/v1/projection")
        return [(each["fold"], each["state"]) for each in versions] == [
            (FOLD_VERSION, "retired"),
            (FOLD_VERSION + 1, "live"),
        ]

    async def there() -> bool:
        return bool((await reporting.get(path, **days))[-1]["day"] == "2025-06-09")

    await until(swapped)
    await until(there)
    # the day it only heard of while it was built has a report, that will close
    assert (await reporting.get(f"{path}/{venue}/2025-06-09"))["closes_at"] == "2025-06-09T22:00:00Z"
    await Versions(reporting.db, [topic.name for topic in TOPICS]).ensure()
    assert not await reporting.db.collection("cards_1").count_documents({})
    assert (await reporting.get(path, **days))[: len(before)] == before


async def test_the_journal_keeps_what_a_newer_producer_added(reporting: Running) -> None:
    """So that newer code can fold it when it builds its version from the journal."""
    [told] = opened(f"v{random.randrange(10**9)}")
    _, headers, value = encode(told)
    newer = {**json.loads(value), "stars": 5}
    heard = decode(booking.VENUES, headers, json.dumps(newer).encode())
    journal = Journal(reporting.db, TOPICS)

    async def journaled(session: Session) -> None:
        page = await journal.turn(session, booking.VENUES)
        await write(session, [journal.page(booking.VENUES, page, [heard])])

    await reporting.db.transact(journaled)
    page = await reporting.db.collection("journal").find_one({"keys": told.subject})
    assert page is not None
    assert json.loads(page["events"][0][-1]) == newer


@pytest.mark.rule("R9")
async def test_a_figure_opens_to_the_events_behind_it(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    told = opened(venue) + a_week(venue)
    await reporting.tell(told)
    await reporting.heard(told)
    day = "2025-06-03"
    report = await reporting.get(f"/v1/daily-reports/{venue}/{day}")

    found: dict[str, Any] = {}
    for figure, total in report["figures"].items():
        found = await reporting.get(f"/v1/daily-reports/{venue}/{day}/figures/{figure}")
        assert found["total"] == total == sum(line["amount"] for line in found["lines"])
    kind, _, key = found["lines"][0]["card"].partition("/")
    events = await reporting.get(f"/v1/cards/{kind}/{key}/events")

    assert found["lines"][0]["event_id"] in {each["id"] for each in events}
    assert {each["id"]: each["type"] for each in events}.items() <= {e.id: e.type for e in told}.items()


@pytest.mark.rule("R1", "R9")
async def test_a_late_event_restates_a_closed_report_and_says_what_changed(reporting: Running) -> None:
    venue, day = f"v{random.randrange(10**9)}", date(2025, 6, 2)
    early = booked(venue, day).confirmed().seated()
    told = opened(venue) + early.envelopes
    await reporting.tell(told)
    await reporting.heard(told)
    reporting.clock.advance(timedelta(days=1))

    async def closed() -> bool:
        report = await reporting.get(f"/v1/daily-reports/{venue}/{day}")
        return bool(report["status"] == "closed")

    await until(closed)
    late = booked(venue, day).confirmed().seated().spent(5_000)
    await reporting.tell(late.envelopes)

    async def restated() -> list[dict[str, object]]:
        report = await reporting.get(f"/v1/daily-reports/{venue}/{day}")
        done = report["figures"].get("spend_fen") == 5_000
        return list(report["restatements"]) if done else []

    restatements = await until(restated)
    changes = {each["figure"]: (each["before"], each["after"]) for each in restatements[-1]["changes"]}
    named = {id for each in restatements for id in each["event_ids"]}

    assert changes["spend_fen"] == (0, 5_000)
    assert late.envelopes[-1].id in named
    published = reporting.db.collection("outbox").find({"aggregateid": f"{venue}|{day}"})
    sent = reporting.db.collection("outbox_sent").find({"aggregateid": f"{venue}|{day}"})
    types = {each["type"] async for each in published} | {each["type"] async for each in sent}
    assert "clubhouse.reporting.report-restated.v1" in types


@pytest.mark.rule("R2")
async def test_a_process_that_dies_while_it_opens_a_day_leaves_its_month_to_be_opened(
    reporting: Running,
) -> None:
    desk, months = reporting.service.desk, Months(reporting.service.desk)
    policies = PolicyBook(reporting.db, reporting.clock, ReportingPolicy())
    day = Made("v1", date(2024, 2, 9), NOON - timedelta(days=400), sheet_of([]), ())

    class Dies(Months):
        """What asks for a month, dies."""

        async def change(self, *_: Any, **__: Any) -> Any:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await Keeper(DailyReports(desk), Dies(desk), policies).keep([day])
    await Keeper(DailyReports(desk), months, policies).keep([day])  # its marks are still there

    assert await months.get("2024-02") is not None
    assert await DailyReports(desk).get("v1|2024-02-09") is not None


async def test_a_report_closes_with_the_hours_its_venue_has_by_then(reporting: Running) -> None:
    venue, day = f"v{random.randrange(10**9)}", date(2025, 6, 20)
    told = opened(venue) + booked(venue, day).confirmed().envelopes
    await reporting.tell(told)
    await reporting.heard(told)

    async def closes(at: str) -> bool:
        return bool((await reporting.get(f"/v1/daily-reports/{venue}/{day}"))["closes_at"] == at)

    await until(lambda: closes("2025-06-20T22:00:00Z"))
    for hour, at in ((8, "2025-06-21T00:00:00Z"), (6, "2025-06-20T22:00:00Z"), (8, "2025-06-21T00:00:00Z")):
        later = opened(venue, closes=hour * 60)
        await reporting.tell(later)
        await until(lambda at=at: closes(at))  # type: ignore[misc]


async def test_a_venue_heard_of_late_moves_its_cases_to_the_right_days(reporting: Running) -> None:
    venue = f"v{random.randrange(10**9)}"
    # 23:30 in Shanghai, but already 03:30 of the next day in Auckland
    tale = complained(venue, start=NOON + timedelta(hours=3, minutes=30)).opened()
    await reporting.tell(tale.envelopes)
    await reporting.heard(tale.envelopes)
    assert (await reporting.get(f"/v1/daily-reports/{venue}/2025-06-02"))["figures"]["complaints"] == 1

    card = opened(venue, "Pacific/Auckland", 120)
    await reporting.tell(card)
    await reporting.heard(card)

    async def moved() -> bool:
        there = await reporting.get(f"/v1/daily-reports/{venue}/2025-06-03")
        return bool(there["figures"].get("complaints") == 1)

    await until(moved)
    assert (await reporting.get(f"/v1/daily-reports/{venue}/2025-06-02"))["figures"] == {}


@pytest.mark.rule("R1")
async def test_the_chains_day_closes_with_the_figures_of_a_venue_nobody_told_of(reporting: Running) -> None:
    day = date(2024, 6, 2) - timedelta(days=random.randrange(20_000))  # nobody else's
    told = booked(f"v{random.randrange(10**9)}", day).confirmed().envelopes
    await reporting.tell(told)
    await reporting.heard(told)
    await until(lambda: reporting.db.collection("reports").find_one({"_id": f"*|{day}"}))
    reporting.clock.advance(timedelta(minutes=31))  # it was over when it was heard of

    async def closed() -> Any:
        found = await reporting.db.collection("reports").find_one({"_id": f"*|{day}"})
        return found and found["state"]["status"] == "closed" and found["state"]

    assert (await until(closed))["first"]["orders"] == 1
