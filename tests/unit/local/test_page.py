from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from infra.local.page import Part, create_page
from infra.local.settings import LocalSettings
from infra.local.traces import Traces

PART = Part(
    "booking", "http://127.0.0.1:8101", "up", 42, 1, "booking.log", (("API", "http://127.0.0.1:8101/docs"),)
)


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_page(LocalSettings(data_dir=tmp_path), Traces(), lambda: [PART])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8100"
    ) as client:
        yield client


def export(name: str) -> bytes:
    request = ExportTraceServiceRequest()
    scope = request.resource_spans.add().scope_spans.add()
    scope.spans.add(trace_id=b"\x01" * 16, span_id=b"\x02" * 8, name=name)
    return request.SerializeToString()


async def test_it_shows_what_runs_and_where_to_look(page: httpx.AsyncClient) -> None:
    shown = (await page.get("/")).text

    assert "booking" in shown
    assert "http://127.0.0.1:8101/docs" in shown
    assert "1 restarts" in shown


async def test_the_form_gives_a_token(page: httpx.AsyncClient) -> None:
    answer = await page.post(
        "/token", content="role=supervisor&venue=all", headers={"accept": "application/json"}
    )

    assert answer.json()["access_token"].count(".") == 2


async def test_an_unknown_role_gets_no_token(page: httpx.AsyncClient) -> None:
    assert (await page.post("/token", content="role=emperor")).status_code == 422


async def test_discovery_leads_to_the_public_key(page: httpx.AsyncClient) -> None:
    document = (await page.get("/.well-known/openid-configuration")).json()

    keys = (await page.get(document["jwks_uri"])).json()["keys"]
    assert keys[0]["kty"] == "EC"


@pytest.mark.parametrize("compressed", [False, True])
async def test_a_received_trace_can_be_looked_at(page: httpx.AsyncClient, compressed: bool) -> None:
    body = export("POST /v1/bookings <script>")
    headers = {"content-encoding": "gzip"} if compressed else {}

    assert (
        await page.post("/v1/traces", content=gzip.compress(body) if compressed else body, headers=headers)
    ).is_success

    assert "POST /v1/bookings &lt;script&gt;" in (await page.get("/traces")).text
    assert (await page.get(f"/traces/{'01' * 16}")).status_code == 200
    assert (await page.get(f"/api/traces/{'01' * 16}")).json()["spans"][0]["name"].startswith("POST")


async def test_an_unknown_trace_is_not_found(page: httpx.AsyncClient) -> None:
    assert (await page.get("/traces/ff")).status_code == 404


async def test_garbage_is_not_taken_for_a_trace(page: httpx.AsyncClient) -> None:
    assert (await page.post("/v1/traces", content=b"\xff\xff\xff")).status_code == 400


async def test_a_foreign_name_for_this_machine_is_turned_away(page: httpx.AsyncClient) -> None:
    answer = await page.post("/token", content="role=gm", headers={"host": "evil.example"})

    assert answer.status_code == 400
