"""The sample integrator, run as a stranger would: its own process, the built contracts, a real broker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import sys
import sysconfig
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from contracts.booking import (
    BOOKINGS,
    BookingCancelled,
    BookingConfirmed,
    BookingEvent,
    BookingHeld,
    BookingRescheduled,
)
from contracts.envelope import Envelope, Header, encode
from tests.contracts.wheel import build_contracts

PROGRAM = Path(__file__).parents[2] / "examples" / "integrator" / "main.py"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_contracts(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
async def publish(bootstrap: str) -> Callable[..., Awaitable[None]]:
    """Sends records to the booking topic, which it makes sure of."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    with contextlib.suppress(TopicAlreadyExistsError):
        await admin.create_topics([NewTopic(BOOKINGS.name, BOOKINGS.partitions, 1)])
    await admin.close()

    async def send(*records: tuple[bytes, list[Header], bytes]) -> None:
        async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
            for key, headers, value in records:
                await producer.send_and_wait(BOOKINGS.name, value, key=key, headers=headers)

    return send


@pytest.fixture
def integrate(wheel: Path, bootstrap: str, tmp_path: Path) -> Callable[[], Awaitable[str]]:
    """Runs the program until it has read everything; its output."""

    async def run() -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-S",  # without the repository, which the environment would put on the path
            str(PROGRAM),
            *("--bootstrap", bootstrap, "--ledger", str(tmp_path / "expected.sqlite"), "--idle", "2"),
            env={**os.environ, "PYTHONPATH": f"{wheel}:{sysconfig.get_path('purelib')}"},
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await asyncio.wait_for(process.communicate(), timeout=60)
        assert process.returncode == 0
        return output.decode()

    return run


class Story:
    """The events of one booking, in order."""

    def __init__(self, venue: str) -> None:
        self.common = {
            "booking_id": str(uuid.uuid4()),
            "venue_id": venue,
            "guest_id": str(uuid.uuid4()),
            "business_date": DAY,
            "at": NOON,
        }
        self.sequence = 0

    def then(self, event: type[BookingEvent], **fields: object) -> tuple[bytes, list[Header], bytes]:
        """The record of what happened next."""
        self.sequence += 1
        booking_id = str(self.common["booking_id"])
        body = event.model_validate({**self.common, **fields})
        name = f"{booking_id}-{self.sequence}"
        return encode(Envelope(name, "clubhouse/booking", NOON, booking_id, self.sequence, body))

    def confirmed(self, party: int) -> tuple[bytes, list[Header], bytes]:
        return self.then(
            BookingConfirmed,
            confirmation_number="C1",
            kind="room",
            item="Plum room",
            party_size=party,
            starts_at=NOON,
            ends_at=NOON + timedelta(hours=2),
            channel="phone",
            effective=True,
        )


async def test_it_reads_validates_and_tells_who_is_expected(
    publish: Callable[..., Awaitable[None]], integrate: Callable[[], Awaitable[str]]
) -> None:
    venue = str(uuid.uuid4())
    stays, leaves, moves = Story(venue), Story(venue), Story(venue)
    times = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=2)}
    held = {"kind": "room", "item": "Plum room", "resource_ids": ["r1"], "party_size": 9, "channel": "phone"}
    await publish(
        stays.then(BookingHeld, **held, **times, hold_expires_at=NOON, policy_version=1),
        stays.confirmed(4),
        leaves.confirmed(7),
        leaves.then(BookingCancelled, by="guest", starts_at=NOON),
        moves.confirmed(2),
        moves.then(
            BookingRescheduled,
            business_date=DAY + timedelta(days=1),
            reason="guest",
            item="Orchid room",
            resource_ids=["r2"],
            party_size=3,
            **times,
            previous_starts_at=NOON,
            previous_ends_at=NOON,
            previous_resource_ids=["r1"],
        ),
    )
    lines = (await integrate()).splitlines()
    assert f"2026-05-01 venue {venue}: 1 bookings, 4 guests" in lines
    assert f"2026-05-02 venue {venue}: 1 bookings, 3 guests" in lines


async def test_it_goes_on_from_its_own_position_and_ignores_repeats(
    publish: Callable[..., Awaitable[None]], integrate: Callable[[], Awaitable[str]], tmp_path: Path
) -> None:
    venue = str(uuid.uuid4())
    first, second = Story(venue), Story(venue)
    confirmed = first.confirmed(4)
    cancelled = first.then(BookingCancelled, by="guest", starts_at=NOON)
    await publish(confirmed, cancelled, second.confirmed(5))
    assert f"venue {venue}: 1 bookings, 5 guests" in await integrate()
    before = positions(tmp_path)

    await publish(confirmed, Story(venue).confirmed(6))  # the first one again, after its cancellation
    assert f"venue {venue}: 2 bookings, 11 guests" in await integrate()
    after = positions(tmp_path)
    assert sum(after.values()) == sum(before.values()) + 2, "it read old records again"


async def test_a_poisoned_record_is_noted_and_an_unknown_type_passed_over(
    publish: Callable[..., Awaitable[None]], integrate: Callable[[], Awaitable[str]]
) -> None:
    venue = str(uuid.uuid4())
    key, headers, value = Story(venue).confirmed(4)
    newer = [
        (name, b"clubhouse.booking.teleported.v1" if name == "ce_type" else text) for name, text in headers
    ]
    await publish((key, headers, b"{"), (key, newer, value), (key, headers, value))
    output = await integrate()
    assert output.count("bad-body") == 1
    assert "unknown-type" not in output
    assert f"venue {venue}: 1 bookings, 4 guests" in output


def positions(folder: Path) -> dict[int, int]:
    with contextlib.closing(sqlite3.connect(folder / "expected.sqlite")) as ledger:
        return dict(ledger.execute("SELECT number, next FROM position"))
