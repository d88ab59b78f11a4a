"""Dead letters and replays from the command line, against a running service on the real stack."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from click.testing import CliRunner

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.consumers import Subscription
from infra.chassis.ids import new_id
from infra.chassis.parking import RetryPlan
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.cli.main import clubhouse
from tests.integration.chassis.conftest import until
from tests.integration.chassis.counter import Counted, Counters, count, topic
from tests.integration.chassis.serving import ISSUER, Tokens, serving


class Toy:
    """A service that hears its own counters, and refuses those it is told to."""

    def __init__(self, settings: ServiceSettings, name: str) -> None:
        self.topic: Topic = topic(name)
        self.service = Service(
            "booking", settings, publishes=[self.topic], plan=RetryPlan(immediate=1, delays=(), jitter=0)
        )
        self.counters = self.service.store(Counters(self.service.desk))
        self.refuses: set[str] = set()
        self.heard: list[tuple[str, int]] = []
        self.service.hears(Subscription(self.topic, f"toy-{name}", {Counted: self._hear}))

    async def _hear(self, envelope: Envelope, _cause: Cause) -> None:
        assert isinstance(envelope.data, Counted)
        if envelope.subject in self.refuses:
            raise LookupError("no such template")
        self.heard.append((envelope.subject, envelope.data.value))

    async def count(self, key: str) -> None:
        """One up, and tell so."""
        await self.counters.change(key, count(key), Cause("http", "test", new_id(), fingerprint="f"))

    async def dead(self, expected: int) -> None:
        """Wait until so many lanes are dead."""

        async def found() -> bool:
            return await self.service.parking.lanes.count_documents({"state": "dead"}) == expected

        await until(found)

    async def published(self, expected: int) -> None:
        """Wait until so many events are kept as sent; their hearers may have them before that."""

        async def kept() -> bool:
            return await self.service.outbox.sent.count_documents({}) == expected

        await until(kept)


@pytest.fixture
async def toy(
    stack_settings: dict[str, object], database_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Toy]:
    monkeypatch.setenv("CLUBHOUSE_DATA_DIR", str(tmp_path))
    settings = ServiceSettings(
        **stack_settings,
        **Tokens(tmp_path).settings(),
        mongo_database=database_name,
    )
    toy = Toy(settings, f"t{uuid.uuid4().hex[:12]}")
    async with serving(toy.service) as url:
        monkeypatch.setenv("CLUBHOUSE_BOOKING_URL", url)
        yield toy
        await toy.service.db.client.drop_database(database_name)


async def clubhouse_says(*arguments: str) -> str:
    """Run the command line beside the service; fails unless it went well."""
    result = await asyncio.to_thread(CliRunner().invoke, clubhouse, arguments)
    assert result.exit_code == 0, result.output
    return result.output


async def letters(*filters: str) -> list[dict[str, Any]]:
    told = await clubhouse_says("dlq", "list", "--service", "booking", "--json", *filters)
    return [json.loads(line) for line in told.splitlines()]


def test_the_local_stack_and_the_tests_name_the_same_issuer() -> None:
    from infra.local.settings import LocalSettings

    assert LocalSettings().page_url == ISSUER


async def test_a_dead_letter_is_listed_shown_and_replayed_with_what_waits_behind_it(toy: Toy) -> None:
    toy.refuses = {"k1", "k2"}
    for key in ("k1", "k1", "k2", "k3"):
        await toy.count(key)
    await toy.dead(2)
    await until(lambda: _is_heard(toy, [("k3", 1)]))

    first = next(letter for letter in await letters("--because", "LookupError") if letter["key"] == "k1")
    assert (first["state"], first["detail"], first["topic"]) == ("dead", "no such template", toy.topic.name)
    assert await letters("--because", "something else") == []
    shown = json.loads(await clubhouse_says("dlq", "show", "--service", "booking", first["id"]))
    assert json.loads(shown["value_text"])["counter_id"] == "k1"
    looks = await toy.service.audit.rows.find({"action": "dead-letter.show"}).to_list(None)
    assert [(look["subject"], look["target"]) for look in looks] == [("cli-service", first["id"])]

    toy.refuses = set()
    ask = ("dlq", "replay", "--service", "booking", first["id"], "--reason", "the template is there now")
    assert "nothing done" in await clubhouse_says(*ask, "--dry-run")
    assert [letter["state"] for letter in await letters()] == ["dead", "dead"]
    assert "done" in await clubhouse_says(*ask)
    await until(lambda: _is_heard(toy, [("k3", 1), ("k1", 1), ("k1", 2)]))
    assert [letter["key"] for letter in await letters()] == ["k2"]


async def test_however_many_dead_letters_match_all_of_them_are_told(toy: Toy) -> None:
    lane = {"group": "g", "topic": "t", "key": b"k", "state": "dead", "reason": "bad-body", "detail": "?"}
    counts = {"attempts": 0, "waiting": 1, "since": toy.service.clock.now()}
    rows = [{"_id": f"g|t|{number:04}", **lane, **counts} for number in range(1_001)]
    await toy.service.parking.lanes.insert_many(rows)
    assert len(await letters("--because", "bad-body")) == 1_001


async def test_a_decision_repeated_under_its_key_has_no_second_effect_and_is_audited_once(toy: Toy) -> None:
    toy.refuses = {"k1"}
    await toy.count("k1")
    await toy.count("k1")
    await toy.dead(1)

    ask = ("dlq", "discard", "--service", "booking", "--all", "--topic", toy.topic.name)
    why = ("--reason", "the guest was counted by hand", "--key", "monday")
    await clubhouse_says(*ask, *why)
    await toy.dead(1)  # the second record of the key has failed by now
    again = (await letters())[0]["id"]
    await clubhouse_says("dlq", "discard", "--service", "booking", again, *why)

    assert [letter["waiting"] for letter in await letters()] == [1]
    rows = await toy.service.audit.rows.find({"action": "dead-letter.discard"}).to_list(None)
    assert [(row["subject"], row["reason"]) for row in rows] == [("cli-service", why[1])]
    assert rows[0]["before"]["value"]


async def test_a_corrected_record_has_its_effect_when_replayed(toy: Toy, tmp_path: Path) -> None:
    await toy.count("k1")
    await until(lambda: _is_heard(toy, [("k1", 1)]))
    await toy.published(1)
    sent = toy.service.outbox.record((await toy.service.outbox.sent.find({}).to_list(1))[0])
    headers = [(name, b"fresh" if name == "ce_id" else value) for name, value in sent.headers]
    producer = AIOKafkaProducer(bootstrap_servers=toy.service.access.bootstrap)
    await producer.start()
    await producer.send_and_wait(sent.topic, b"{broken", key=sent.key, headers=headers)
    await producer.stop()
    await toy.dead(1)

    letter = (await letters("--because", "bad-body"))[0]
    right = tmp_path / "body.json"
    right.write_text('{"counter_id": "k1", "value": 9, "step": 8}')
    told = ("--service", "booking", letter["id"], "--reason", "the sender cut it off")
    await clubhouse_says("dlq", "edit", "--body", str(right), *told)
    await clubhouse_says("dlq", "replay", *told)

    await until(lambda: _is_heard(toy, [("k1", 1), ("k1", 9)]))
    assert await letters() == []


async def test_a_replay_publishes_a_topics_events_again_and_is_audited(toy: Toy) -> None:
    for _ in range(3):
        await toy.count("k1")
    await until(lambda: _is_heard(toy, [("k1", 1), ("k1", 2), ("k1", 3)]))
    await toy.published(3)

    told = await clubhouse_says(
        *("replay", "--service", "booking", "--topic", toy.topic.name, "--since", "1h", "--reason", "a drill")
    )

    assert "3 events queued" in told
    await toy.published(3)
    rows = await toy.service.audit.rows.find({"action": "topic.replay"}).to_list(None)
    assert [(row["target"], row["reason"]) for row in rows] == [(toy.topic.name, "a drill")]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("dlq", "replay", "--service", "booking", "--reason", "r"), "name dead letters, or say --all"),
        (("dlq", "replay", "--service", "booking", "nobody", "--reason", "r"), "404 dead-letter-not-found"),
        (("replay", "--topic", "no.such", "--since", "1h", "--reason", "r"), "no topic no.such"),
        (("replay", "--topic", "clubhouse.booking.bookings", "--since", "noon", "--reason", "r"), "no time"),
    ],
)
async def test_a_mistake_is_answered_with_what_to_do(
    toy: Toy, arguments: tuple[str, ...], complaint: str
) -> None:
    del toy
    result = await asyncio.to_thread(CliRunner().invoke, clubhouse, arguments)
    assert result.exit_code != 0
    assert complaint in result.output


async def _is_heard(toy: Toy, expected: list[tuple[str, int]]) -> bool:
    return list(dict.fromkeys(toy.heard)) == expected
