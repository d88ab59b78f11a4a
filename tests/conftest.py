"""What every suite stands on: real MongoDB, a real broker, a database of its own for every test.

Servers, in order of preference: given ones (CLUBHOUSE_TEST_MONGO_URL, CLUBHOUSE_TEST_KAFKA), containers
where Docker answers, else the embedded stack. CLUBHOUSE_TEST_BROKER=kafka takes Apache Kafka.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings

from infra.chassis.clock import ManualClock
from infra.chassis.mongo import Database
from tests.servers import Servers, serve

# A slow machine is no finding, and a failure must be seen again.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """One MongoDB and one broker for the whole session, started when the first test asks."""
    with serve(os.environ) as running:
        yield running


@pytest.fixture(scope="session")
def mongo_url(servers: Servers) -> str:
    """Connection string of a replica set."""
    return servers.mongo_url


@pytest.fixture(scope="session")
def bootstrap(servers: Servers) -> str:
    """``host:port`` of the broker. Topics are shared by the session: names and groups must be unique."""
    return servers.bootstrap


@pytest.fixture
def database_name() -> str:
    """A name no other test uses."""
    return f"t_{uuid.uuid4().hex}"


@pytest.fixture
async def db(mongo_url: str, database_name: str) -> AsyncIterator[Database]:
    """An empty database of the test's own, gone afterwards."""
    database = Database(mongo_url, database_name)
    yield database
    await database.client.drop_database(database_name)
    database.close()


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at noon UTC, Monday 2 June 2025, until the test moves it."""
    return ManualClock(datetime(2025, 6, 2, 12, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def stack_settings(servers: Servers) -> dict[str, object]:
    """Settings of a service on these servers; add `mongo_database` (unique) and what is its own."""
    embedded = servers.kind == "embedded"
    return {
        "mongo_url": servers.mongo_url,
        "kafka_bootstrap": servers.bootstrap,
        "kafka_session_ms": 3_000 if embedded else 6_000,
        "kafka_fetch_wait_ms": 30 if embedded else 500,
    }
