"""Text, names and numbers that JSON can say and nobody can keep: refused by name, or kept and shown."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from infra.chassis.examples import example
from infra.contracts_gate.apis import SERVICES
from infra.contracts_gate.schemas import Json
from infra.local.issuer import ROLES
from tests.contracts.requests import Known, Operation, about, operations
from tests.contracts.running import Running, running
from tests.contracts.seeds import seed
from tests.contracts.spoiling import Place, holders, leaves, put

NO_TEXT = ("a\x00b", "\x1b[31m", "half \ud83d", "\uffff")
"""Control characters, half of a character, what is no character: refused wherever they stand."""
ODD_TEXT = (" \n ", "$where a.b|c ../.. __proto__ 😀𝕏 e\u0301 \u202eabc\u200f", "Asia", "x" * 100_000)
"""Text that a store, a path or a formula could mistake for something else, and text without end."""
NO_VALUE = ("NaN", "-Infinity", "1e999", "9" * 5_000, "[" * 5_000, '{"\\ud800": 1}')
"""What stands where a value is asked, as it is written."""
ODD_NAMES = ("", "$set", "a.b", "a\x00b", "\ud800", "x" * 5_000)
_PLACE = "→"
_MOST_NAMED = 20

pytestmark = [pytest.mark.fuzz]


@pytest.mark.parametrize("name", SERVICES)
def test_text_that_nobody_can_keep_is_refused_and_whatever_is_kept_breaks_nothing(
    name: str, mongo_url: str, bootstrap: str, tmp_path: Path
) -> None:
    with running(name, mongo_url, bootstrap, tmp_path) as service:
        known, document = seed(service), service.document()
        with service.caller(*ROLES) as caller:
            wrong = [
                said
                for operation in operations(document)
                for said in _tried(caller, operation, document, known)
            ]
            wrong += _unread(caller, document, known)
        assert wrong == []
        assert service.complaints() == []
        assert _told(service), "what was accepted is not published"


def _tried(caller: httpx.Client, operation: Operation, document: Json, known: Known) -> Iterator[str]:
    """What went wrong with one operation."""
    told = document["paths"][operation.path][operation.method.lower()]
    media = told.get("requestBody", {}).get("content", {}).get("application/json")
    address, query = operation.address(known), about(operation.query, known)
    if media:
        body, whole = about(operation.body, known), about(example(media["schema"], root=document), known)
        for value in NO_TEXT:
            spoiled, places = _everywhere(whole, value)
            status, answer = _ask(caller, operation.method, address, query, json.dumps(spoiled))
            if places and (status != 422 or _fields(answer) != places[:_MOST_NAMED]):
                yield f"{operation} with {value!r} was not refused by name: {status} {answer[:300]}"
        for place, text in _bodies(body, whole):
            status, answer = _ask(caller, operation.method, address, query, text)
            if status >= 500:
                yield f"{operation} {place}={text[:300]!r}: {status} {answer}"
    sent = None if operation.body is None else json.dumps(about(operation.body, known))
    for parameter in (each for each in told.get("parameters", ()) if each["in"] in {"path", "query"}):
        name = parameter["name"]
        for odd in (*NO_TEXT[:2], ODD_TEXT[1], "x" * 5_000):
            if parameter["in"] == "query":
                status, answer = _ask(caller, operation.method, address, {**query, name: odd}, sent)
            else:
                there = operation.path.format(**about(operation.places, known) | {name: quote(odd, safe="")})
                status, answer = _ask(caller, operation.method, there, query, sent)
            if status >= 500:
                yield f"{operation} {name}={odd[:50]!r}: {status} {answer}"


def _everywhere(whole: Json, value: str) -> tuple[Json, list[str]]:
    """A body with `value` for every text in it, and the names of its fields."""
    places = [place for place, leaf in leaves(whole) if isinstance(leaf, str)]
    for place in places:
        whole = put(whole, whole, place, value)
    return whole, [".".join(map(str, place)) for place in places]


def _bodies(body: Json, whole: Json) -> Iterator[tuple[Place, str]]:
    """Where a body was spoiled, and how it is written then."""

    def spoiled(place: Place, value: Any) -> str:
        return json.dumps(put(body, whole, place, value))

    for number, (place, leaf) in enumerate(leaves(whole)):
        if isinstance(leaf, str):
            for value in ODD_TEXT:
                yield place, spoiled(place, value)
        for raw in NO_VALUE if number == 0 else NO_VALUE[:1] if isinstance(leaf, int) else ():
            yield place, spoiled(place, _PLACE).replace(json.dumps(_PLACE), raw)
    for place, node in holders(whole):
        if isinstance(node, list) and node:
            for count in (0, 10_000):
                yield place, spoiled(place, node[:1] * count)
        elif isinstance(node, dict):
            for odd in ODD_NAMES if len(place) == 0 or set(node) == {"key"} else ():
                yield place, spoiled(place, {**node, odd: next(iter(node.values()), "x")})


def _ask(caller: httpx.Client, method: str, address: str, query: Any, text: str | None) -> tuple[int, str]:
    headers = {"Idempotency-Key": uuid.uuid4().hex, "Content-Type": "application/json"}
    request = caller.build_request(method, address, params=query, content=text, headers=headers)
    answer = caller.send(request, stream=True)
    try:
        streams = answer.headers.get("content-type", "").startswith("text/event-stream")
        return answer.status_code, "" if streams else answer.read().decode()
    finally:
        answer.close()


def _fields(answer: str) -> list[str]:
    return [each["field"] for each in json.loads(answer).get("errors", ())]


def _unread(caller: httpx.Client, document: Json, known: Known) -> list[str]:
    """What cannot be read any more."""
    reading = [each for each in operations(document) if each.method == "GET" and each.path != "/readyz"]
    answers = [(each, each.ask(caller, known)) for each in reading]
    return [f"{each}: {answer.status} {answer.text}" for each, answer in answers if answer.status >= 500]


def _told(service: Running) -> bool:
    """Whether everything that was to be published is."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        lines = httpx.get(f"{service.url}/metrics").text.splitlines()
        depths = [
            float(line.split()[-1]) for line in lines if line.startswith("clubhouse_outbox_depth_events ")
        ]
        if depths == [0.0]:
            return True
        time.sleep(0.2)
    return False
