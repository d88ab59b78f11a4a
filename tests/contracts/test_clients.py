"""The generated clients are those of the committed documents, and do talk to a running service."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from infra.contracts_gate.clients import CLIENTS, sources
from infra.contracts_gate.schemas import Json
from tests.contracts.running import running
from tests.contracts.seeds import OWN, seed


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The Python package, as installed."""
    monkeypatch.syspath_prepend(str(CLIENTS / "python"))
    yield importlib.import_module("clubhouse_clients")
    for name in [name for name in sys.modules if name.startswith("clubhouse_clients")]:
        del sys.modules[name]


def test_the_clients_are_those_of_the_committed_documents() -> None:
    made_from = json.loads((CLIENTS / "generated.json").read_text(encoding="utf-8"))
    assert made_from == dict(sources()), "run `make clients` and commit the result"
    for service in sources():
        assert (CLIENTS / "python" / "clubhouse_clients" / service / "client.py").is_file()
        assert (CLIENTS / "typescript" / "src" / f"{service}.ts").is_file()


def test_every_operation_of_every_service_has_a_module_that_loads(clients: ModuleType) -> None:
    for service, document in documents():
        package = importlib.import_module(f"clubhouse_clients.{service}.api")
        found = {
            name.rpartition(".")[2]: importlib.import_module(name)
            for _, name, is_package in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
            if not is_package
        }
        asked = {
            one["operationId"]
            for methods in document["paths"].values()
            for one in methods.values()
            if "application/json" in one.get("requestBody", {}).get("content", {"application/json": {}})
        }  # the generator leaves out what takes a file of another kind
        assert asked <= set(found)
        assert all(hasattr(found[name], "sync_detailed") for name in asked)


def test_the_python_client_holds_reads_and_is_refused_in_types(
    clients: ModuleType, mongo_url: str, bootstrap: str, tmp_path: Path
) -> None:
    client_of, models = (
        importlib.import_module(f"clubhouse_clients.booking{each}") for each in ("", ".models")
    )
    hold, read = (
        importlib.import_module(f"clubhouse_clients.booking.api.bookings.{name}")
        for name in ("hold_booking", "get_booking")
    )
    with running("booking", mongo_url, bootstrap, tmp_path) as service:
        seed(service)
        token = service.caller("agent").headers["Authorization"].removeprefix("Bearer ")
        client = client_of.AuthenticatedClient(base_url=service.url, token=token)
        evening = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=4)
        wish = models.BookingBody(
            kind="room",
            party_size=4,
            starts_at=evening,
            ends_at=evening + timedelta(hours=2),
            venue_id=OWN,
            channel="phone",
        )
        held = hold.sync(client=client, body=wish, idempotency_key=uuid.uuid4().hex)
        assert isinstance(held, models.BookingView)
        assert read.sync(held.booking_id, client=client) == held
        refused = read.sync(uuid.uuid4().hex, client=client)
        assert isinstance(refused, models.Problem)
        assert refused.status == 404


def documents() -> Iterator[tuple[str, Json]]:
    for path in sorted((CLIENTS.parent / "schemas" / "openapi").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
