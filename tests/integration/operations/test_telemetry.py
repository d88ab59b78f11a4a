"""What the house tells those who watch it: one trace, true figures, and nothing about a guest."""

from __future__ import annotations

import gzip
import json
import re
import sys
import threading
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaConsumer
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from infra.local.child import Child
from infra.local.places import ROOT
from infra.local.ports import HOST, free_port
from tests.integration.chassis.conftest import until
from tests.integration.chassis.serving import Tokens

PHONE, NAME, EMAIL = "+8613912345678", "王小明", "xiaoming@example.cn"
MARKERS = (PHONE, PHONE[1:], NAME, EMAIL, "13912345678")


class Receiver:
    """An OTLP/HTTP receiver: takes what the specification allows, and keeps every span with its service."""

    def __init__(self) -> None:
        self.spans: list[tuple[str, Span]] = []
        self.raw: list[bytes] = []
        receiver = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the library's name
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                right = self.path == "/v1/traces" and self.headers["content-type"] == "application/x-protobuf"
                if right:
                    receiver.take(body)
                answer = ExportTraceServiceResponse().SerializeToString()
                self.send_response(200 if right else 400)
                self.send_header("content-type", "application/x-protobuf")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer((HOST, 0), Answers)
        self.url = f"http://{HOST}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self, body: bytes) -> None:
        self.raw.append(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            named = {each.key: each.value.string_value for each in resource.resource.attributes}
            for scope in resource.scope_spans:
                self.spans += [(named["service.name"], span) for span in scope.spans]

    def of(self, service: str, name: str) -> list[Span]:
        return [span for owner, span in list(self.spans) if (owner, span.name) == (service, name)]

    def close(self) -> None:
        self._server.shutdown()


@dataclass
class Pair:
    """Two services that work together, and everything they say."""

    receiver: Receiver
    http: httpx.AsyncClient
    tally_url: str
    topic: str
    logs: dict[str, Path] = field(default_factory=dict)

    async def count(self, id: str, step: int = 1, note: str = "", **headers: str) -> httpx.Response:
        return await self.http.post(
            f"/venues/v1/counters/{id}/counts",
            json={"step": step, "note": note},
            headers={"Idempotency-Key": str(uuid.uuid4()), **headers},
        )

    async def figures(self, service: str) -> dict[str, float]:
        """Every sample of a service's metrics."""
        url = str(self.http.base_url) if service == "source" else self.tally_url
        async with httpx.AsyncClient() as http:
            text = (await http.get(f"{url.rstrip('/')}/metrics")).text
        return {
            name: float(value)
            for name, value in re.findall(r"^([a-z][^#\s]*(?:\{.*\})?) (\S+)$", text, re.MULTILINE)
        }

    async def sample(self, service: str, name: str) -> float:
        return sum(value for each, value in (await self.figures(service)).items() if each.startswith(name))

    def lines(self, service: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.logs[service].read_text().splitlines() if line.strip()]


@pytest.fixture
async def pair(stack_settings: dict[str, Any], tmp_path: Path, mongo_url: str) -> AsyncIterator[Pair]:
    receiver, tokens = Receiver(), Tokens(tmp_path)
    ports = {"source": free_port(), "tally": free_port()}
    name = f"t{uuid.uuid4().hex[:12]}"
    children, logs = [], {}
    for service, port in ports.items():
        env = {
            "CLUBHOUSE_MONGO_URL": mongo_url,
            "CLUBHOUSE_MONGO_DATABASE": f"t_{service}_{name}",
            "CLUBHOUSE_KAFKA_BOOTSTRAP": str(stack_settings["kafka_bootstrap"]),
            "CLUBHOUSE_KAFKA_SESSION_MS": str(stack_settings["kafka_session_ms"]),
            "CLUBHOUSE_PORT": str(port),
            "CLUBHOUSE_ISSUER": tokens.settings()["issuer"],
            "CLUBHOUSE_JWKS": tokens.settings()["jwks"],
            "CLUBHOUSE_OTLP_ENDPOINT": receiver.url,
            "TOY_TOPIC": name,
            "PYTHONPATH": str(ROOT),
        }
        logs[service] = tmp_path / f"{service}.log"
        child = Child(
            service,
            (sys.executable, "-m", "tests.integration.operations.toy", service),
            logs[service],
            env=env,
        )
        child.start()
        children.append(child)
    try:
        async with httpx.AsyncClient(timeout=2) as probe:
            for child, port in zip(children, ports.values(), strict=True):
                await child.ready(lambda port=port: _ready(probe, port), 60)  # type: ignore[misc]
        async with httpx.AsyncClient(
            base_url=f"http://{HOST}:{ports['source']}", headers=tokens.header("agent")
        ) as http:
            yield Pair(receiver, http, f"http://{HOST}:{ports['tally']}", f"clubhouse.{name}.counters", logs)
    finally:
        for child in children:
            await child.stop()
        receiver.close()


async def _ready(http: httpx.AsyncClient, port: int) -> bool:
    try:
        return (await http.get(f"http://{HOST}:{port}/readyz")).status_code == 200
    except httpx.TransportError:
        return False


def attributes(span: Span) -> dict[str, Any]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


async def test_one_trace_leads_from_the_request_to_the_last_consumer(pair: Pair) -> None:
    trace, parent = uuid.uuid4().hex, uuid.uuid4().hex[:16]
    await pair.count("c1", traceparent=f"00-{trace}-{parent}-01")
    route = "POST /venues/{venue_id}/counters/{id}/counts"

    async def all_told() -> bool:
        receiver = pair.receiver
        return all(
            (
                receiver.of("clubhouse-test", route),
                receiver.of("clubhouse-test", f"send {pair.topic}"),
                receiver.of("clubhouse-tally", f"process {pair.topic}"),
            )
        )

    await until(all_told, 30)
    [asked] = pair.receiver.of("clubhouse-test", route)
    assert (asked.trace_id.hex(), asked.parent_span_id.hex(), asked.kind) == (
        trace,
        parent,
        Span.SPAN_KIND_SERVER,
    )
    assert attributes(asked)["http.response.status_code"] == 201
    [sent] = pair.receiver.of("clubhouse-test", f"send {pair.topic}")
    assert sent.kind == Span.SPAN_KIND_PRODUCER
    assert (asked.trace_id, asked.span_id) in {(link.trace_id, link.span_id) for link in sent.links}
    assert attributes(sent)["messaging.destination.name"] == pair.topic
    [taken] = pair.receiver.of("clubhouse-tally", f"process {pair.topic}")
    assert (taken.trace_id.hex(), taken.kind) == (trace, Span.SPAN_KIND_CONSUMER)
    assert {link.trace_id.hex() for link in taken.links} == {trace}
    assert attributes(taken)["messaging.consumer.group.name"].startswith("tally-")


async def test_the_figures_are_true(pair: Pair) -> None:
    for _ in range(5):
        await pair.count("c1")
    await pair.count("c1", step=2_000_000)  # refused
    await pair.count("c2", step=13)  # the tally stumbles

    async def arrived() -> bool:
        effects = await pair.sample("tally", "clubhouse_critical_time_seconds_count")
        return effects == 5 and await pair.sample("tally", "clubhouse_dead_letters") == 1

    await until(arrived, 30)
    route = 'http_route="/venues/{venue_id}/counters/{id}/counts"'
    answered = {
        code: sum(
            value
            for name, value in (await pair.figures("source")).items()
            if name.startswith("http_server_request_duration_seconds_count")
            and route in name
            and f'http_response_status_code="{code}"' in name
        )
        for code in (201, 422)
    }
    assert answered == {201: 6, 422: 1}
    assert await pair.sample("source", "clubhouse_published_events_total") == 6
    assert await pair.sample("source", 'clubhouse_facts_total{event_type="clubhouse.test.counted.v1"') == 6
    assert await pair.sample("source", "clubhouse_outbox_depth_events") == 0
    assert await pair.sample("source", "clubhouse_outbox_oldest_seconds") == 0
    assert await pair.sample("tally", "clubhouse_parked_records") == 1
    assert await pair.sample("tally", "clubhouse_consumer_lag_records") == 0


async def test_every_log_line_is_json_and_a_failure_is_found_by_its_trace(pair: Pair) -> None:
    trace = uuid.uuid4().hex
    failed = await pair.http.get("/guests/g1/stumble", headers={"traceparent": f"00-{trace}-{'a' * 16}-01"})

    assert (failed.status_code, failed.json()["code"]) == (500, "internal-error")

    async def logged() -> bool:
        return any(line.get("trace_id") == trace for line in pair.lines("source"))

    await until(logged)
    [line] = [line for line in pair.lines("source") if line.get("trace_id") == trace]
    assert line["level"] == "error"
    assert line["message"] == "GET /guests/{phone}/stumble failed"
    assert line["exception"][0] == "builtins.LookupError"
    assert any("stumble" in frame for frame in line["exception"])
    assert all(
        {"time", "level", "service", "logger", "message"} <= each.keys() for each in pair.lines("tally")
    )


@pytest.mark.rule("L14")
async def test_nothing_about_a_guest_is_in_logs_traces_metrics_or_topics(
    pair: Pair, stack_settings: dict[str, Any]
) -> None:
    await pair.count("c1", note=f"{NAME} {PHONE} {EMAIL}")
    await pair.count("c1", step=0, note=f"{NAME} {PHONE}")  # refused: its error quotes the input
    await pair.http.get(f"/guests/{PHONE}/stumble", params={"name": NAME})  # fails, quoting it
    await pair.http.get("/counters", params={"cursor": EMAIL})
    await pair.http.get("/counters", headers={"Authorization": f"Bearer {EMAIL}"})

    async def told() -> bool:
        stumbled = pair.receiver.of("clubhouse-test", "GET /guests/{phone}/stumble")
        return bool(stumbled and pair.receiver.of("clubhouse-tally", f"process {pair.topic}"))

    await until(told, 30)
    async with httpx.AsyncClient() as http:
        metrics = [(await http.get(f"{url}/metrics")).text for url in (pair.http.base_url, pair.tally_url)]
    consumer = AIOKafkaConsumer(
        pair.topic, bootstrap_servers=stack_settings["kafka_bootstrap"], auto_offset_reset="earliest"
    )
    await consumer.start()
    record = await consumer.getone()
    await consumer.stop()
    outputs = {
        "logs": "".join(log.read_text() for log in pair.logs.values()),
        "traces": b"".join(pair.receiver.raw).decode("utf-8", "replace"),
        "metrics": "".join(metrics),
        "topic": repr((record.key, record.value.decode(), record.headers)),
    }
    for place, text in outputs.items():
        assert text, place
        for marker in MARKERS:
            for form in {marker, json.dumps(marker)[1:-1], marker.replace("+", "%2B")}:
                assert form not in text, f"{form} in {place}"
