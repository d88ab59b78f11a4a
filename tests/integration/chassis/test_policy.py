"""A policy's versions add up, and none can be published that its fellows could not live with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.chassis.clock import ManualClock
from infra.chassis.decision import Refused
from infra.chassis.ids import new_id
from infra.chassis.mongo import Database
from infra.chassis.policy import CHAIN, PolicyBook
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.serving import Tokens, serving


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of which two have to fit each other."""

    warn_minutes: int = 10
    alarm_minutes: int = 60
    hold_minutes: int = 5

    def __post_init__(self) -> None:
        if self.alarm_minutes < self.warn_minutes:
            raise ValueError("alarm_minutes: must not come before the warning")


@pytest.fixture
async def book(db: Database, clock: ManualClock) -> PolicyBook[Rules]:
    book = PolicyBook(db, clock, Rules())
    await book.ensure()
    return book


async def publish(book: PolicyBook[Rules], scope: str, at: datetime, **changes: Any) -> None:
    await book.publish(scope=scope, effective_from=at, changes=changes, author="gm", reason="a test")


async def test_a_version_leaves_what_earlier_ones_changed(
    book: PolicyBook[Rules], clock: ManualClock
) -> None:
    noon = clock.now()
    await publish(book, CHAIN, noon, hold_minutes=15)
    await publish(book, CHAIN, noon, warn_minutes=20)
    await publish(book, "lake", noon, alarm_minutes=90)
    await publish(book, "lake", noon, warn_minutes=30)
    assert (await book.at(None, noon)).values == Rules(20, 60, 15)
    assert (await book.at("lake", noon)).values == Rules(30, 90, 15)


async def test_a_book_from_before_versions_added_up_brings_no_venue_down(
    book: PolicyBook[Rules], clock: ManualClock, db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Each was right by itself then. The newest that fit hold; the log names the rest, and how to mend it."""
    noon = clock.now()
    told = {"effective_from": noon, "author": "gm", "reason": "before"}
    old = [
        {"_id": 1, "scope": CHAIN, "changes": {"alarm_minutes": 20, "hold_minutes": 9}},
        {"_id": 2, "scope": CHAIN, "changes": {"warn_minutes": 30}},
        {"_id": 3, "scope": "lake", "changes": {"alarm_minutes": 25}},
    ]
    await db.collection("policies").insert_many([told | each for each in old])
    for _ in range(2):
        assert (await book.at(None, noon)).values == Rules(warn_minutes=30)
        assert (await book.at("lake", noon)).values == Rules(warn_minutes=30)
    left_out = [each.getMessage() for each in caplog.records if "left out" in each.getMessage()]
    assert any("version 1 of chain" in each for each in left_out)
    assert any("version 3 of lake" in each and "alarm" in each for each in left_out)
    assert len(left_out) == 3, "once for each, not for every request"

    for scope in (CHAIN, "lake"):
        with pytest.raises(Refused, match="must not come before"):
            await publish(book, scope, noon, alarm_minutes=25)
    await publish(book, CHAIN, noon, alarm_minutes=50)
    assert (await book.at("lake", noon)).values == Rules(30, 50, 9)
    await publish(book, "lake", noon, alarm_minutes=35)
    assert (await book.at(None, noon)).values == Rules(30, 50, 9)
    assert (await book.at("lake", noon)).values == Rules(30, 35, 9)


async def test_a_version_published_later_for_an_earlier_time_stays_when_the_other_begins(
    book: PolicyBook[Rules], clock: ManualClock
) -> None:
    noon = clock.now()
    january, december = noon + timedelta(days=30), noon + timedelta(days=1)
    await publish(book, CHAIN, january, hold_minutes=15)
    await publish(book, CHAIN, december, hold_minutes=7, warn_minutes=20)
    assert (await book.at(None, december)).values == Rules(20, 60, 7)
    assert (await book.at(None, january)).values == Rules(20, 60, 15)


async def test_what_was_judged_stays_so_beside_a_version_it_was_not_judged_by(
    book: PolicyBook[Rules], clock: ManualClock, db: Database
) -> None:
    """Another process that had not read the new version yet judged by the one before, and remembers it."""
    noon = clock.now()
    await publish(book, CHAIN, noon, hold_minutes=15)
    remembered = (await PolicyBook(db, clock, Rules()).at("lake", noon)).version
    await publish(book, CHAIN, noon, hold_minutes=20)
    await publish(book, "lake", noon, warn_minutes=1)
    judged = await book.at("lake", noon, upto=remembered)
    assert (judged.version, judged.values) == (remembered, Rules(hold_minutes=15))


async def test_what_a_venue_gives_back_follows_the_chain_again(
    book: PolicyBook[Rules], clock: ManualClock
) -> None:
    noon = clock.now()
    await publish(book, "lake", noon, hold_minutes=15, warn_minutes=30)
    later = noon + timedelta(hours=1)
    await publish(book, "lake", later, hold_minutes=None)
    await publish(book, CHAIN, later, hold_minutes=9)
    assert (await book.at("lake", noon)).values == Rules(30, 60, 15)
    assert (await book.at("lake", later)).values == Rules(30, 60, 9)


async def test_a_venue_s_version_that_does_not_fit_the_chain_s_is_refused(
    book: PolicyBook[Rules], clock: ManualClock
) -> None:
    noon = clock.now()
    await publish(book, CHAIN, noon, alarm_minutes=20)
    with pytest.raises(Refused, match="must not come before the warning"):
        await publish(book, "lake", noon, warn_minutes=30)
    await publish(book, "lake", noon, warn_minutes=30, alarm_minutes=30)
    assert (await book.at("lake", noon)).values == Rules(30, 30, 5)


async def test_a_chain_s_version_that_does_not_fit_a_venue_s_is_refused_whenever_they_meet(
    book: PolicyBook[Rules], clock: ManualClock
) -> None:
    noon = clock.now()
    later = noon + timedelta(days=1)
    await publish(book, "lake", later, warn_minutes=30)
    with pytest.raises(Refused, match="lake's other rules"):
        await publish(book, CHAIN, noon, alarm_minutes=20)
    assert (await book.at("lake", later)).values == Rules(30, 60, 5)


async def test_what_fits_only_with_what_stands_can_be_published(
    book: PolicyBook[Rules], clock: ManualClock
) -> None:
    await publish(book, CHAIN, clock.now(), warn_minutes=5, alarm_minutes=9)
    await publish(book, CHAIN, clock.now(), alarm_minutes=7)
    assert (await book.at(None, clock.now())).values == Rules(5, 7, 5)


async def test_a_venue_called_like_the_chain_gives_no_right_to_the_chain_s_rules(
    stack_settings: dict[str, Any], database_name: str, tmp_path: Path
) -> None:
    tokens = Tokens(tmp_path)
    settings = ServiceSettings(**stack_settings, **tokens.settings(), mongo_database=database_name)
    service = Service("test", settings, publishes=())
    service.policy(Rules())
    wish = {"effective_from": "2199-01-01T00:00:00Z", "changes": {"hold_minutes": 9}, "reason": "a test"}
    async with serving(service) as url, httpx.AsyncClient(base_url=url) as http:

        async def published(*venues: str, **scope: str) -> int:
            headers = tokens.header("manager", venues=venues) | {"Idempotency-Key": new_id()}
            return (await http.post("/policy/versions", json=wish | scope, headers=headers)).status_code

        assert await published(CHAIN, venue_id=CHAIN) == 403
        assert await published("lake", venue_id="lake") == 201
        assert await published("*", venue_id=CHAIN) == 201
        await service.db.client.drop_database(database_name)
