"""Values past every end that their type allows: each is the caller's mistake, never a fault of ours."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from infra.chassis.examples import example
from infra.contracts_gate.apis import SERVICES
from infra.contracts_gate.schemas import Json
from infra.local.issuer import ROLES
from tests.contracts.requests import Operation, operations
from tests.contracts.running import running
from tests.contracts.seeds import seed
from tests.contracts.spoiling import Place, leaves, put

NUMBERS = (2**63, -(2**63) - 1, 10**30)
"""Whole numbers that the 64 bits of a stored one cannot hold."""
MOMENTS = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
"""Times that no calendar has once they are told in UTC."""
DAYS = ("0001-01-01", "9999-12-31")
"""Days without a day before them, or after."""


@pytest.mark.parametrize("name", SERVICES)
def test_a_value_past_every_end_is_refused_and_breaks_nothing(
    name: str, mongo_url: str, bootstrap: str, tmp_path: Path
) -> None:
    with running(name, mongo_url, bootstrap, tmp_path) as service:
        known, document, wrong = seed(service), service.document(), []
        with service.caller(*ROLES) as caller:
            for operation in operations(document):
                for where, value, asked in _extremes(operation, document):
                    answer = asked.ask(caller, known)
                    if answer.status >= 500:
                        wrong.append(f"{operation} {where}={value}: {answer.status} {answer.text}")
            rules = caller.get("/policy").json()["values"]
            for path, value in _too_much(rules):
                changes = {path[0]: put(rules[path[0]], rules[path[0]], path[1:], value)}
                told = _publish(caller, changes)
                if (told.status_code, told.json().get("code")) != (422, "bad-policy-value"):
                    wrong.append(f"policy {path}={value}: {told.status_code} {told.text}")
        assert wrong == []
        assert service.complaints() == []


def _extremes(operation: Operation, document: Json) -> Iterator[tuple[str, Json, Operation]]:
    """The operation's requests with one value past an end, and where that value is."""
    told = document["paths"][operation.path][operation.method.lower()]
    media = told.get("requestBody", {}).get("content", {}).get("application/json")
    if media:
        whole = example(media["schema"], root=document)
        for path, leaf in leaves(whole):
            for value in _past(leaf):
                yield str(path), value, replace(operation, body=put(operation.body, whole, path, value))
    for parameter in told.get("parameters", ()):
        if parameter["in"] == "query":
            name = parameter["name"]
            for value in _past(example(parameter["schema"], root=document, name=name)):
                yield name, value, replace(operation, query={**operation.query, name: value})


def _too_much(rules: Json) -> Iterator[tuple[Place, int]]:
    """Numbers that nobody could reckon with if they were published, and where in the policy."""
    for path, leaf in leaves(rules):
        if isinstance(leaf, int) and not isinstance(leaf, bool):
            for value in (*NUMBERS, 2**63 - 1):
                yield path, value


def _publish(caller: httpx.Client, changes: Json) -> httpx.Response:
    wish = {"effective_from": "2199-01-01T00:00:00Z", "changes": changes, "reason": "to see"}
    return caller.post("/policy/versions", json=wish, headers={"Idempotency-Key": uuid.uuid4().hex})


def _past(leaf: Json) -> tuple[Json, ...]:
    if isinstance(leaf, int) and not isinstance(leaf, bool):
        return NUMBERS
    if isinstance(leaf, str) and re.match(r"\d{4}-\d\d-\d\dT", leaf):
        return MOMENTS
    return DAYS if isinstance(leaf, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", leaf) else ()
