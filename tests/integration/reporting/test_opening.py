"""Figures of months, scorecards and rankings open too: to days, to lines, to events (R4, R5, R6, R9)."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import Any

import pytest

from contracts import booking, complaints, loyalty
from contracts.envelope import Envelope
from tests.integration.reporting.conftest import Running
from tests.integration.reporting.test_people import may
from tests.integration.reporting.test_projection import opened
from tests.unit.reporting.telling import NOON, Tale, booked, complained

pytestmark = pytest.mark.slow
MAY = {"first": "2025-05-01", "last": "2025-05-31"}


async def told_of(reporting: Running) -> str:
    """A venue with the bookings and the complaint of May; returns its id."""
    venue = f"v{random.randrange(10**9)}"
    told: list[Envelope] = opened(venue) + may(venue)
    case = complained(venue, owner=f"ann-{venue}", start=NOON - timedelta(days=15)).opened("dish-quality")
    case.say(complaints.CaseDispatched, department_id=f"d-{venue}", joint=False, react_by=case.now)
    case.say(complaints.CaseReacted, department_id=f"d-{venue}", staff_id="s1", after_seconds=300)
    told += case.envelopes
    await reporting.tell(told)
    await reporting.heard(told)
    return venue


async def lines(reporting: Running, venue: str, figure: str, **whose: str) -> list[dict[str, Any]]:
    """Every line of May behind a figure: it opens to days, and each day to its events."""
    shared = await reporting.get(f"/v1/figures/{figure}", venue_id=venue, **MAY, **whose)
    assert sum(each["amount"] for each in shared["shares"]) == shared["total"]
    found: list[dict[str, Any]] = []
    for share in shared["shares"]:
        path = f"/v1/daily-reports/{share['venue_id']}/{share['day']}/figures/{figure}"
        day = await reporting.get(path, **whose)
        assert day["total"] == share["amount"]
        found += day["lines"]
    return found


@pytest.mark.rule("R4", "R5", "R6", "R9")
async def test_rates_rankings_and_agents_open_to_their_events(reporting: Running) -> None:
    venue = await told_of(reporting)
    month = "/v1/months/2025-05"
    standing = {each["id"]: each for each in await reporting.get(f"{month}/performance")}
    here, department = standing[venue], standing[f"d-{venue}"]
    rank = next(each for each in await reporting.get(f"{month}/ranking") if each["venue_id"] == venue)
    agents = {
        each["agent_id"]: each for each in await reporting.get(f"{month}/agents") if each["venue_id"] == venue
    }
    ann, bob = agents[f"ann-{venue}"], agents["bob"]

    assert (here["resolution"]["hits"], here["resolution"]["total"]) == (1, 2)
    assert 0 < here["resolution"]["low"] < 0.5 < here["resolution"]["high"] < 1
    assert (department["kind"], department["timeliness"]["hits"]) == ("department", 1)
    assert (ann["quota_owed"], ann["quota_made"], ann["quota_missing"]) == (20, 18, 2)
    assert ann["orders"] + bob["orders"] == rank["orders"] == 6

    assert len(await lines(reporting, venue, "orders")) == rank["orders"]
    assert len(await lines(reporting, venue, "orders", agent="bob")) == bob["orders"]
    assert len(await lines(reporting, venue, "effective", agent=ann["agent_id"], label="contracted")) == 3
    assert len(await lines(reporting, venue, "reacted_in_time", department=f"d-{venue}")) == 1
    (missing,) = await lines(reporting, venue, "quota_missing", agent=ann["agent_id"])
    kind, _, key = missing["card"].partition("/")
    (event,) = await reporting.get(f"/v1/cards/{kind}/{key}/events")
    assert missing["amount"] == event["data"]["missing"] == 2


@pytest.mark.rule("R6")
async def test_a_month_ranks_venues_by_the_bookings_made_for_it_and_says_which_are_featured(
    reporting: Running,
) -> None:
    many, few = (f"v{random.randrange(10**9)}" for _ in range(2))
    told: list[Envelope] = []
    for venue, featured in ((many, True), (few, False)):
        tale = Tale(venue)
        card: dict[str, Any] = {"venue_id": venue, "name": venue, "kind": "ktv", "timezone": "Asia/Shanghai"}
        card |= {"day_closes_minutes": 360, "featured": featured}
        tale.tell(booking.VenueOpened.model_validate(card))
        told += tale.envelopes
    for day in (date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 31), date(2025, 6, 1)):
        told += booked(many, day).confirmed(effective=False).cancelled().envelopes
    told += booked(few, date(2025, 5, 10)).confirmed().seated().envelopes
    await reporting.tell(told)
    await reporting.heard(told)

    ranking = await reporting.get("/v1/months/2025-05/ranking")
    ours = [each for each in ranking if each["venue_id"] in {many, few}]
    assert [(each["venue_id"], each["orders"], each["effective"], each["featured"]) for each in ours] == [
        (many, 2, 0, True),
        (few, 1, 1, False),
    ]
    assert ours[0]["rank"] < ours[1]["rank"]
    april = await reporting.get("/v1/months/2025-04/ranking")
    assert [each["orders"] for each in april if each["venue_id"] == many] == [1]


@pytest.mark.rule("R9")
async def test_every_link_of_the_months_pages_leads_to_the_figure_it_names(reporting: Running) -> None:
    venue = await told_of(reporting)
    scored = await reporting.http.post("/v1/months/2025-05/scorecards", headers=reporting.token())
    assert scored.status_code == 201, scored.text
    await reporting.http.post("/v1/analyses/2025-05/draft", headers=reporting.token())

    followed = 0
    for path in (
        "/console/performance?month=2025-05",
        "/console/analysis?month=2025-05",
        f"/console/scorecards/ann-{venue}/2025-05",
    ):
        page = await html(reporting, path)
        for link, shown in re.findall(r'href="(/console/daily/open[^"]*)"[^>]*>([\d,]+)</a>', page):
            opened_page = await html(reporting, link.replace("&amp;", "&"))
            head = re.search(r"<h1>[^<]*: ([\d,.]+)</h1>", opened_page)
            assert head is not None, link
            assert head[1].removesuffix(".00") == shown, link
            followed += 1
    assert followed > 30


async def html(reporting: Running, path: str, roles: tuple[str, ...] = (), **claims: Any) -> str:
    headers = {**reporting.token(*roles, **claims), "Accept-Language": "en"}
    answer = await reporting.http.get(path, headers=headers)
    assert answer.status_code == 200, f"{path}: {answer.text}"
    return answer.text


async def test_a_manager_opens_the_figures_of_the_own_venue_only(reporting: Running) -> None:
    mine, other = await told_of(reporting), await told_of(reporting)
    headers = reporting.token("manager", venues=(mine,))

    async def shares(**asked: str) -> Any:
        return await reporting.http.get("/v1/figures/orders", params={**MAY, **asked}, headers=headers)

    everything = (await shares()).json()
    assert {each["venue_id"] for each in everything["shares"]} == {mine}
    assert everything["total"] == 6
    assert (await shares(venue_id=other)).status_code == 403
    assert (await shares(venue_id="*")).status_code == 403
    assert {each["venue_id"] for each in await agents_seen(reporting, headers)} == {mine}


async def test_a_manager_reads_of_a_guests_account_what_happened_at_the_own_venue(reporting: Running) -> None:
    mine, other = (f"v{random.randrange(10**9)}" for _ in range(2))
    account = Tale()
    for venue, fen in ((mine, 7_001), (other, 9_009)):
        account.tell(
            loyalty.VisitRecorded(
                guest_id=account.key, visit_id=f"visit-{venue}", venue_id=venue, at=NOON, spend_fen=fen,
                earning_fen=fen, points=7, first=venue == mine,
            ),
            "loyalty",
        )  # fmt: skip
    await reporting.tell(account.envelopes)
    await reporting.heard(account.envelopes)
    path, headers = f"cards/account/{account.key}", reporting.token("manager", venues=(mine,))

    (event,) = (await reporting.http.get(f"/v1/{path}/events", headers=headers)).json()
    page = await html(reporting, f"/console/{path}", roles=("manager",), venues=(mine,))

    assert (event["data"]["venue_id"], event["data"]["spend_fen"]) == (mine, 7_001)
    assert "7001" in page
    assert other not in page
    assert "9009" not in page
    assert len(await reporting.get(f"/v1/{path}/events")) == 2


async def agents_seen(reporting: Running, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = await reporting.http.get("/v1/months/2025-05/agents", headers=headers)
    found: list[dict[str, Any]] = answer.json()
    return found
