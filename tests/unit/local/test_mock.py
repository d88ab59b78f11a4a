"""`clubhouse mock` answers each operation with its published example, and asks for what the services ask."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from infra.local.mock import create_mock
from infra.local.places import ROOT
from infra.local.settings import SERVICES

SIGNED = {"Authorization": "Bearer any", "Idempotency-Key": "k1"}


def document_of(service: str) -> Any:
    file = ROOT / "contracts" / "schemas" / "openapi" / f"{service}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def caller(document: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_mock(document)), base_url="http://mock")


@pytest.mark.parametrize("service", SERVICES)
async def test_every_operation_is_answered_by_its_own_example(service: str) -> None:
    document = document_of(service)
    wrong = []
    async with caller(document) as http:
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                good = operation["responses"][min(operation["responses"])]
                if "text/event-stream" in good.get("content", {}):
                    continue
                answer = await http.request(method, re.sub(r"\{\w+\}", "a1", path), headers=SIGNED)
                media = good.get("content", {}).get("application/json")
                if answer.status_code != int(min(operation["responses"])):
                    wrong.append(f"{method} {path}: {answer.status_code}")
                elif media:
                    schema = {**media["schema"], "components": document["components"]}
                    if not Draft202012Validator(schema).is_valid(answer.json()):
                        wrong.append(f"{method} {path}: {answer.text[:100]}")
    assert wrong == []


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 401, "unauthenticated"),
        ({"Authorization": "Bearer any"}, 400, "idempotency-key-required"),
        ({**SIGNED, "Prefer": "code=409"}, 409, "request-in-flight"),
    ],
)
async def test_what_the_real_service_would_ask_for_is_asked_for_and_any_error_can_be_had(
    headers: dict[str, str], status: int, code: str
) -> None:
    async with caller(document_of("booking")) as http:
        answer = await http.post("/bookings", headers=headers, json={})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
